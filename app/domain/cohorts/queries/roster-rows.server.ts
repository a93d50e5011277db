/** One import as its pages show it: its rows, what is to be matched, corrected and answered, and the same as files. */
import type { Actor } from "~/domain/kernel/actor";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { countStates, readContext } from "../roster/context.server";
import { type FileRow, fileRow, type Typed, typedOf } from "../roster/fields";
import { getImport, isStuck } from "../roster/import-record.server";
import { readReference } from "../roster/reference.server";
import type { Problem, RosterImport, RosterRow, RowSort, RowState } from "../roster/schema";
import type { NominationStatus } from "../schema";

const PAGE = { rows: 50, forms: 20 } as const;
const ALL = { limit: 1_000_000, offset: 0 };
const pageOf = (size: number, page: number) => ({ limit: size, offset: (page - 1) * size });

export type RowView = Pick<RosterRow, "line" | "state" | "problems" | "duplicates"> & {
  typed: Typed;
  /** Where the nomination stands now. */
  status: NominationStatus | null;
  /** Nobody can be invited who has no account and no employer to be invited to. */
  uninvited: boolean;
};

async function readRows(
  db: ActorDb,
  { id, mapping }: RosterImport,
  states: RowState[] | null,
  { limit, offset }: { limit: number; offset: number },
  sort: RowSort = "line",
): Promise<RowView[]> {
  const rows = await db.$queryRaw<(RosterRow & Pick<RowView, "status" | "uninvited">)[]>`
    select r.line, r.raw, r.fixes, r.problems, r.possible_duplicates as duplicates, r.state, n.status,
      coalesce(n.person_id is null and n.invitation_id is null and n.employer_id is null
        and n.status in ('requested', 'approved', 'booked', 'waitlisted'), false) as uninvited
    from roster_row r left join nomination n on n.id = r.nomination_id
    where r.import_id = ${id}::uuid and (${states === null} or r.state = any (${states ?? []}))
    order by case when ${sort}::text = 'state' then array_position(array['problem', 'question', 'unread', 'ready', 'added', 'changed', 'unchanged',
      'skipped'], r.state) end, r.line limit ${limit} offset ${offset}`;
  return rows.map(({ raw, fixes, line, state, problems, duplicates, status, uninvited }) => ({
    ...{ line, typed: typedOf(raw, mapping, fixes), state, problems, duplicates },
    ...{ status, uninvited },
  }));
}

type Wanted = { state: RowState | null; page: number; sort?: RowSort };

/** Where the import stands and a page of 50 rows, of one state or of all. Throws not_found/unknown_roster, forbidden/may_not_import. */
export function getRoster(
  actor: Actor,
  importId: string,
  { state, page, sort }: Wanted,
  now = new Date(),
) {
  return withActor(actor, async (db, fresh) => {
    const record = await getImport(db, fresh, importId);
    const context = await readContext(db, fresh, record);
    const counts = await countStates(db, importId);
    const rows = await readRows(db, record, state && [state], pageOf(PAGE.rows, page), sort);
    const outcome = await countOutcome(db, importId);
    const uninvited = outcome.reduce((sum, status) => sum + status.uninvited, 0);
    const matching = state ? (counts[state] ?? 0) : record.total;
    const pages = Math.ceil(matching / PAGE.rows);
    const stuck = isStuck(record, now);
    return { record, ...context, counts, outcome, uninvited, stuck, rows, pages };
  });
}

/** Where those whom the import added, changed or found as they were stand now. */
const countOutcome = (db: ActorDb, importId: string) =>
  db.$queryRaw<{ status: NominationStatus; count: number; uninvited: number }[]>`
    select n.status, count(distinct n.id)::int as count, 
      (count(distinct n.id) filter (where n.person_id is null and n.invitation_id is null and n.employer_id is null
        and n.status in ('requested', 'approved', 'booked', 'waitlisted')))::int as uninvited
    from roster_row r join nomination n on n.id = r.nomination_id
    where r.import_id = ${importId}::uuid group by 1 order by 2 desc`;

/** Headings with the first rows under them, and the words for what holds where a cell is empty. */
export function getMatching(actor: Actor, importId: string) {
  return withActor(actor, async (db, fresh) => {
    const record = await getImport(db, fresh, importId);
    const context = await readContext(db, fresh, record);
    const samples = await db.$queryRaw<{ line: number; raw: string[] }[]>`
      select line, raw from roster_row where import_id = ${importId}::uuid order by line limit 5`;
    const { countries, professions } = await readReference(db);
    return { record, ...context, samples, countries, professions };
  });
}

/** Rows of which something must be corrected, 20 at a time, with every word that may be chosen. */
export function getProblems(actor: Actor, importId: string, page: number) {
  return withActor(actor, async (db, fresh) => {
    const record = await getImport(db, fresh, importId);
    const context = await readContext(db, fresh, record);
    const total = (await countStates(db, importId)).problem ?? 0;
    const rows = await readRows(db, record, ["problem"], pageOf(PAGE.forms, page));
    const reference = await readReference(db);
    const organisations = reference.organisations.filter(
      ({ country }) => !record.country || !country || country === record.country,
    );
    const pages = Math.ceil(total / PAGE.forms);
    return { record, ...context, total, rows, pages, ...reference, organisations };
  });
}

/** Rows that may be about somebody who is there already, 20 at a time. */
export function getQuestions(actor: Actor, importId: string, page: number) {
  return withActor(actor, async (db, fresh) => {
    const record = await getImport(db, fresh, importId);
    const context = await readContext(db, fresh, record);
    const total = (await countStates(db, importId)).question ?? 0;
    const rows = await readRows(db, record, ["question"], pageOf(PAGE.forms, page));
    return { record, ...context, total, rows, pages: Math.ceil(total / PAGE.forms) };
  });
}

export type WaitingRow = { line: number; cells: FileRow; problems: Problem[] };

/** Every row that waits for a person, in the columns of our own files, to be corrected elsewhere and taken back. */
export function exportProblems(actor: Actor, importId: string): Promise<WaitingRow[]> {
  return withActor(actor, async (db, fresh) => {
    const record = await getImport(db, fresh, importId);
    const rows = await readRows(db, record, ["problem", "question"], ALL);
    return rows.map(({ line, typed, problems }) => ({ line, cells: fileRow(typed), problems }));
  });
}

/** What became of every row. */
export function exportOutcome(actor: Actor, importId: string): Promise<RowView[]> {
  return withActor(actor, async (db, fresh) =>
    readRows(db, await getImport(db, fresh, importId), null, ALL),
  );
}
