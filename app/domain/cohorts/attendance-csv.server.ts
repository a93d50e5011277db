/** Attendance as CSV text, taken apart: commas, semicolons or tabs, in any order of columns. */
import { parse } from "csv-parse/sync";
import { invalid } from "~/domain/kernel/errors";
import type { RawRow } from "./attendance-rows";

export const MOST_ROWS = 5000;

type Column = "email" | "nomination" | "session" | "mark" | "minutes";
const TITLES: Record<Column, readonly string[]> = {
  email: ["email", "e-mail", "mail", "email address"],
  nomination: ["nomination", "nomination id"],
  session: ["session", "meeting", "date"],
  mark: ["mark", "attendance", "status"],
  minutes: ["minutes", "min"],
};

/** Throws invalid for the field `csv`: csv_unreadable, csv_empty, csv_columns (with what is missing), csv_too_long. */
export function rowsOfCsv(text: string): RawRow[] {
  const [header, ...lines] = recordsOf(text);
  if (!header || lines.length === 0) throw invalid("csv_empty", { field: "csv" });
  if (lines.length > MOST_ROWS) throw invalid("csv_too_long", { field: "csv", most: MOST_ROWS });
  const places = placesOf(header.record);
  return lines.map(({ record, info }) => {
    const cell = (column: Column) => record[places[column]]?.trim() ?? "";
    const who = cell("nomination") || cell("email");
    return {
      ...{ line: info.lines, who, session: cell("session") },
      ...{ mark: cell("mark"), minutes: cell("minutes") },
    };
  });
}

type Parsed = { record: string[]; info: { lines: number } };

function recordsOf(text: string): Parsed[] {
  try {
    const options = { bom: true, info: true, skip_empty_lines: true, relax_column_count: true };
    return parse(text, { ...options, delimiter: delimiterOf(text) }) as unknown as Parsed[];
  } catch (error) {
    const line = /line (\d+)/.exec(String(error))?.[1] ?? "?";
    throw invalid("csv_unreadable", { field: "csv", line });
  }
}

/** Whichever separates most in the first line. */
function delimiterOf(text: string): string {
  const [first = ""] = text.split(/\r?\n/, 1);
  const count = (mark: string) => first.split(mark).length;
  return [",", ";", "\t"].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

function placesOf(header: readonly string[]): Record<Column, number> {
  const titles = header.map((title) => title.trim().toLowerCase());
  const find = (column: Column) => titles.findIndex((title) => TITLES[column].includes(title));
  const places = {
    ...{ email: find("email"), nomination: find("nomination"), session: find("session") },
    ...{ mark: find("mark"), minutes: find("minutes") },
  };
  const missing = [
    ...(places.email < 0 && places.nomination < 0 ? ["email"] : []),
    ...(["session", "mark"] as const).filter((column) => places[column] < 0),
  ];
  if (missing.length > 0)
    throw invalid("csv_columns", { field: "csv", missing: missing.join(", ") });
  return places;
}
