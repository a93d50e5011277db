/** What every page of an import shows around its rows. */
import type { Actor } from "~/domain/kernel/actor";
import { notFound } from "~/domain/kernel/errors";
import type { ActorDb } from "~/platform/db/doors.server";
import { cohortPages } from "../policy";
import type { CohortPage } from "../schema";
import type { RosterImport, RowState } from "./schema";

type Read = {
  cohort: { id: string; title: string; code: string; zone: string };
  countryName: string | null;
};
export type RosterContext = Read & { cohort: { pages: CohortPage[] } };

export async function readContext(
  db: ActorDb,
  actor: Actor,
  record: RosterImport,
): Promise<RosterContext> {
  const [row] = await db.$queryRaw<Read[]>`
    select jsonb_build_object('id', c.id, 'title', c.title, 'code', c.code, 'zone', c.zone) as cohort,
      (select name from country where iso2 = ${record.country}) as "countryName"
    from cohort c where c.id = ${record.cohortId}::uuid`;
  if (!row) throw notFound("unknown_cohort");
  return { ...row, cohort: { ...row.cohort, pages: cohortPages(actor, record) } };
}

export type StateCounts = Partial<Record<RowState, number>>;

export async function countStates(db: ActorDb, importId: string): Promise<StateCounts> {
  const rows = await db.$queryRaw<{ state: RowState; count: number }[]>`
    select state, count(*)::int as count from roster_row where import_id = ${importId}::uuid group by 1`;
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}
