/** Counts as CSV: every table below the other, totals in rows of their own. */
import type { Counts, Period } from "~/domain/reporting/schema";
import { csvResponse } from "./csv.server";

export function countsCsv(name: string, period: Period, { total, tables }: Counts): Response {
  const rows = tables.flatMap(({ dimension, rows }) =>
    rows.map(({ key, ...counts }) => ({ by: dimension, value: key ?? "not stated", ...counts })),
  );
  const withheld = (value: number | null) => value ?? "held back";
  return csvResponse(
    name,
    [...rows, { by: "total", value: "", ...total }].map(({ by, value, ...counts }) => ({
      ...{ from: period.from, to: period.to, by, value },
      attendances: withheld(counts.attendances),
      persons: withheld(counts.persons),
      certified: withheld(counts.certified),
    })),
  );
}
