/** The matrix as rows for CSV and the API: what discloseCell left, no more. */
import type { MatrixView } from "~/domain/gap-analysis/queries.server";

export type MatrixRow = {
  country: string;
  standard: string;
  title: string;
  status: string;
  likely: boolean;
  band: string | null;
  certified: number | null;
  workforce: number | null;
  required: number | null;
  shortfall: number | null;
  source: string;
  /** How many of the certified are only extended because of a hardship event. */
  extended: number | null;
};

export function matrixRows({ places, standards, release }: MatrixView): MatrixRow[] {
  return places.flatMap((place) =>
    standards.map((standard) => {
      const cell = place.cells[standard.key];
      const exact = cell?.exact;
      return {
        country: place.iso2,
        standard: standard.key,
        title: standard.title,
        status: cell?.status ?? "unknown",
        likely: cell?.likely ?? false,
        band: cell?.band ?? null,
        certified: exact?.numerator ?? null,
        workforce: exact?.denominator?.value ?? null,
        required: exact?.required ?? null,
        shortfall: exact?.shortfall ?? null,
        source: place.live ? "live" : release ? `release ${release.number}` : "not released",
        extended: exact?.extended ?? null,
      };
    }),
  );
}
