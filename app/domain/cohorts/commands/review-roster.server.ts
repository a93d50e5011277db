/** What people do with an uploaded roster before it is applied: match columns, correct rows, answer questions, or give it up. */
import type { Actor } from "~/domain/kernel/actor";
import { invalid } from "~/domain/kernel/errors";
import { type ActorDb, recordAudit, withActor } from "~/platform/db/doors.server";
import { getCohort } from "../cohort.server";
import {
  FILE_COLUMNS,
  missingColumns,
  type RosterField,
  type RosterMapping,
  typedOf,
} from "../roster/fields";
import { lockImport } from "../roster/import-record.server";
import { folded } from "../roster/names";
import { readCsv } from "../roster/read-csv.server";
import { recheck } from "../roster/recheck.server";
import { type RowEdit, readOpenRows, saveEdits } from "../roster/rows.server";
import type { Fixes, ImportStatus, RosterImport, RosterRow } from "../roster/schema";

const CORRECTABLE: readonly ImportStatus[] = ["review", "done"];

/** The work under the import's lock, then every open row checked anew. */
function revise(
  actor: Actor,
  importId: string,
  allowed: readonly ImportStatus[],
  now: Date,
  work: (db: ActorDb, record: RosterImport) => Promise<RosterImport>,
): Promise<void> {
  return withActor(actor, async (db, fresh) => {
    const record = await work(db, await lockImport(db, fresh, importId, allowed));
    await recheck(db, record, await getCohort(db, record.cohortId, now));
  });
}

/** Says which column is what. Throws invalid/column_required, invalid/unknown_column, conflict. */
export function matchColumns(
  actor: Actor,
  importId: string,
  mapping: RosterMapping,
  now = new Date(),
): Promise<void> {
  return revise(actor, importId, ["mapping", ...CORRECTABLE], now, async (db, record) => {
    const outside = Object.entries(mapping.columns).find(
      ([, column]) => column >= record.headers.length,
    );
    if (outside) throw invalid("unknown_column", { field: `columns.${outside[0]}` });
    const [missing] = missingColumns(mapping, record.country);
    if (missing) throw invalid("column_required", { field: `columns.${missing}` });
    const status = record.status === "mapping" ? "review" : record.status;
    await db.$executeRaw`update roster_import set mapping = ${JSON.stringify(mapping)}::jsonb, status = ${status} where id = ${importId}::uuid`;
    return { ...record, mapping, status };
  });
}

export type Correction = { line: number; fixes: Fixes; skip: boolean };

/** Takes what was typed in the page instead of what the file had. A changed address takes back what was decided about the row. */
export function correctRows(
  actor: Actor,
  importId: string,
  corrections: readonly Correction[],
  now = new Date(),
): Promise<void> {
  return revise(actor, importId, CORRECTABLE, now, async (db, record) => {
    const rows = byLine(await readOpenRows(db, importId));
    const edits = corrections.flatMap(({ line, fixes, skip }): RowEdit[] => {
      const row = rows.get(line);
      if (!row) return [];
      const { email } = typedOf(row.raw, record.mapping, row.fixes);
      const moved = fixes.email !== undefined && fixes.email !== email;
      const kept = moved || row.decision === "skip" ? null : row.decision;
      return [{ line, fixes, decision: skip ? "skip" : kept }];
    });
    await saveEdits(db, importId, edits);
    return record;
  });
}

const byLine = (rows: RosterRow[]) => new Map(rows.map((row) => [row.line, row]));

export type Answer = { line: number; answer: "different_person" | "skip" | { sameAs: string } };

/** Answers the questions about possible duplicates. An answer that names an address nobody was asked about is passed over. */
export function answerQuestions(
  actor: Actor,
  importId: string,
  answers: readonly Answer[],
  now = new Date(),
): Promise<void> {
  return revise(actor, importId, CORRECTABLE, now, async (db, record) => {
    const rows = byLine(await readOpenRows(db, importId));
    const edits = answers.flatMap(({ line, answer }): RowEdit[] => {
      const row = rows.get(line);
      if (!row) return [];
      if (typeof answer === "string") return [{ line, fixes: {}, decision: answer }];
      const meant = row.duplicates.find(({ email }) => email === answer.sameAs);
      return meant ? [{ line, fixes: { email: meant.email }, decision: "same_person" }] : [];
    });
    await saveEdits(db, importId, edits);
    return record;
  });
}

export const ROW_HEADING = "Row";

/** Takes the file of problem rows back: rows are known by their number. Throws invalid/no_row_numbers, and what readCsv throws. */
export async function correctFromFile(
  actor: Actor,
  importId: string,
  bytes: Buffer,
  now = new Date(),
): Promise<{ corrected: number }> {
  const corrections = correctionsIn(readCsv(bytes));
  await correctRows(actor, importId, corrections, now);
  return { corrected: corrections.length };
}

function correctionsIn({ headers, rows }: ReturnType<typeof readCsv>): Correction[] {
  const columns = new Map(headers.map((heading, column) => [folded(heading), column]));
  const rowColumn = columns.get(folded(ROW_HEADING));
  if (rowColumn === undefined) throw invalid("no_row_numbers", { field: "file" });
  return rows.flatMap(({ cells }): Correction[] => {
    const line = Number(cells[rowColumn]);
    if (!Number.isInteger(line) || line < 1) return [];
    const said = FILE_COLUMNS.flatMap(([field, heading]): [RosterField, string][] => {
      const column = columns.get(folded(heading));
      return column === undefined ? [] : [[field, cells[column] ?? ""]];
    });
    return [{ line, fixes: Object.fromEntries(said), skip: false }];
  });
}

/** Gives an import up before it was applied. What was uploaded about people is removed; that it was there stays on record. */
export function cancelRoster(
  actor: Actor,
  importId: string,
): Promise<Pick<RosterImport, "id" | "cohortId" | "country">> {
  return withActor(actor, async (db, fresh) => {
    const record = await lockImport(db, fresh, importId, ["mapping", "review", "cancelled"]);
    if (record.status === "cancelled") return record;
    await db.$executeRaw`update roster_import set status = 'cancelled', finished_at = clock_timestamp() where id = ${importId}::uuid`;
    await db.$executeRaw`
      update roster_row set raw = '[]', fixes = '{}', nominee = null, problems = '[]', possible_duplicates = '[]', decision = null, state = 'unread'
      where import_id = ${importId}::uuid`;
    await recordAudit(db, {
      ...{ action: "roster.cancelled", subjectKind: "roster_import", subjectId: importId },
      ...{ country: record.country, details: { cohortId: record.cohortId } },
    });
    return record;
  });
}
