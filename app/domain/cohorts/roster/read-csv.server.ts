/**
 * Reads a table of people from a file somebody made in a spreadsheet. Everything is text: a cell that looks like a formula stays
 * what was typed, and the apostrophe our own exports put before such cells is taken off again. Lines are numbered as a spreadsheet shows them.
 */
import { CsvError, parse } from "csv-parse/sync";
import { invalid } from "~/domain/kernel/errors";
import { decode, type Encoding } from "./decode";

export const LIMITS = {
  bytes: 5 * 1024 * 1024,
  rows: 20_000,
  columns: 60,
  cellCharacters: 2000,
} as const;

const DELIMITERS = [",", ";", "\t"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

export type TableRow = { line: number; cells: string[] };
export type Table = {
  headers: string[];
  rows: TableRow[];
  encoding: Encoding;
  delimiter: Delimiter;
};

/** Throws invalid with what is wrong with the file: file_empty, file_too_large, not_csv, one_column, too_many_columns, too_many_rows, no_rows, quotes_not_closed. */
export function readCsv(bytes: Uint8Array): Table {
  if (bytes.byteLength > LIMITS.bytes) throw refuse("file_too_large", { megabytes: 5 });
  const decoded = decode(bytes);
  const { text, declared } = withoutDeclaration(decoded.text);
  if (text.trim() === "") throw refuse("file_empty");
  const delimiter = declared ?? guessDelimiter(text);
  const [heading = [], ...records] = parsed(text, delimiter, LIMITS.rows + 2);
  const headers = heading.map(cleanCell);
  checkColumns(headers);
  if (records.length > LIMITS.rows) throw refuse("too_many_rows", { most: LIMITS.rows });
  const rows = records
    .map((record, index) => ({ line: index + 2, cells: record.map(cleanCell) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""));
  if (rows.length === 0) throw refuse("no_rows");
  return { headers, rows, encoding: decoded.encoding, delimiter };
}

const refuse = (reason: string, details: Record<string, unknown> = {}) =>
  invalid(reason, { field: "file", ...details });

function checkColumns(headers: string[]): void {
  if (headers.length > LIMITS.columns)
    throw refuse("too_many_columns", { count: headers.length, most: LIMITS.columns });
  if (headers.filter((header) => header !== "").length < 2) throw refuse("one_column");
}

/** Excel's own first line `sep=;`, which it does not count as a row. */
function withoutDeclaration(text: string): { text: string; declared: Delimiter | null } {
  const match = /^"?sep=(.)"?\r?\n/i.exec(text);
  const declared = DELIMITERS.find((delimiter) => delimiter === match?.[1]) ?? null;
  return { text: match && declared ? text.slice(match[0].length) : text, declared };
}

/** The delimiter that divides the first lines into the most columns, alike in every line. */
function guessDelimiter(text: string): Delimiter {
  const scored = DELIMITERS.map((delimiter) => ({ delimiter, score: score(text, delimiter) }));
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).delimiter;
}

function score(text: string, delimiter: Delimiter): number {
  const records = sample(text, delimiter).filter((record) => record.some((cell) => cell !== ""));
  const width = records[0]?.length ?? 0;
  if (width < 2) return 0;
  const alike = records.filter((record) => record.length === width).length;
  return width * (alike / records.length) ** 2;
}

function sample(text: string, delimiter: Delimiter): string[][] {
  try {
    return parsed(text, delimiter, 30);
  } catch {
    return [];
  }
}

function parsed(text: string, delimiter: Delimiter, to: number): string[][] {
  try {
    return parse(text, {
      delimiter,
      to,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(error.lines ?? 0);
    throw refuse(error.code === "CSV_QUOTE_NOT_CLOSED" ? "quotes_not_closed" : "not_csv", { line });
  }
}

/** What csv.server.ts puts an apostrophe before. */
const GUARDED = /^'(?=[=+\-@\t\r＝＋－＠])/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** A cell as it is kept: without control characters and outer space, as text, never longer than the limit. */
export const cleanCell = (cell: string): string =>
  cell.replace(GUARDED, "").replace(CONTROL, "").trim().slice(0, LIMITS.cellCharacters);
