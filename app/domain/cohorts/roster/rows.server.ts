/** The rows of an import in the database: written and read in few statements, however many there are. */
import type { ActorDb } from "~/platform/db/doors.server";
import type { TableRow } from "./read-csv.server";
import type { RosterImport, RosterRow } from "./schema";

const CHUNK = 2500;

function* chunks<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < list.length; from += CHUNK) yield list.slice(from, from + CHUNK);
}

export async function insertRows(
  db: ActorDb,
  { id, organisationId, country }: Pick<RosterImport, "id" | "organisationId" | "country">,
  rows: readonly TableRow[],
): Promise<void> {
  for (const some of chunks(rows)) {
    await db.$executeRaw`
      insert into roster_row (import_id, line, organisation_id, country, raw, state)
      select ${id}::uuid, x.line, ${organisationId}::uuid, ${country}, x.cells, 'unread'
      from jsonb_to_recordset(${JSON.stringify(some)}::jsonb) as x(line int, cells jsonb)`;
  }
}

/** Every row that is not settled, in the order of the file. */
export const readOpenRows = (db: ActorDb, importId: string): Promise<RosterRow[]> =>
  db.$queryRaw<RosterRow[]>`
    select line, raw, fixes, nominee, problems, possible_duplicates as duplicates, decision, state from roster_row
    where import_id = ${importId}::uuid and state not in ('added', 'changed', 'unchanged') order by line`;

export type CheckedRow = Omit<RosterRow, "raw" | "fixes">;

/** Writes what a check found. */
export async function saveChecked(
  db: ActorDb,
  importId: string,
  rows: readonly CheckedRow[],
): Promise<void> {
  for (const some of chunks(rows)) {
    await db.$executeRaw`
      update roster_row r set nominee = nullif(x.nominee, 'null'::jsonb), problems = x.problems, possible_duplicates = x.duplicates,
        decision = x.decision, state = x.state
      from jsonb_to_recordset(${JSON.stringify(some)}::jsonb)
        as x(line int, nominee jsonb, problems jsonb, duplicates jsonb, decision text, state text)
      where r.import_id = ${importId}::uuid and r.line = x.line`;
  }
}

export type RowEdit = Pick<RosterRow, "line" | "fixes" | "decision">;

/** Adds corrections to those made before, and takes the decision as it now is. Settled rows stay as they are. */
export async function saveEdits(
  db: ActorDb,
  importId: string,
  edits: readonly RowEdit[],
): Promise<number> {
  let saved = 0;
  for (const some of chunks(edits)) {
    saved += await db.$executeRaw`
      update roster_row r set fixes = r.fixes || x.fixes, decision = x.decision
      from jsonb_to_recordset(${JSON.stringify(some)}::jsonb) as x(line int, fixes jsonb, decision text)
      where r.import_id = ${importId}::uuid and r.line = x.line and r.state not in ('added', 'changed', 'unchanged')`;
  }
  return saved;
}
