/** CSV answers. Cells that a spreadsheet would run as a formula are disarmed; a byte order mark keeps accents right. */
import { stringify } from "csv-stringify/sync";

type Cell = string | number | boolean | null | undefined;

/** An empty cell says that nothing is known, which a plain no is not. */
const cast = { boolean: (value: boolean) => (value ? "1" : "0") };

/** Rows as a download named `<name>.csv`; the header is the first row's keys. */
export function csvResponse(name: string, rows: Record<string, Cell>[]): Response {
  const body = stringify(rows, { header: true, bom: true, escape_formulas: true, cast });
  return new Response(body, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name.replace(/[^a-z0-9-]/gi, "-")}.csv"`,
      "Cache-Control": "private, no-store",
    },
  });
}
