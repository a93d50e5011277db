/** Everybody who was put forward for a cohort, as its academy works with them; and what a change of several would mean. */
import type { Actor } from "~/domain/kernel/actor";
import type { Branch } from "~/domain/kernel/country";
import { forbidden } from "~/domain/kernel/errors";
import { type ActorDb, withActor, withReportingActor } from "~/platform/db/doors.server";
import { type CohortRecord, getCohort } from "../cohort.server";
import type { RosterQuery } from "../nominations-input.server";
import { listPlaces, type Places } from "../places.server";
import { canManageAcademy, canSeeRoster, cohortPages } from "../policy";
import type { NominationSource, NominationStatus, Sex } from "../schema";
import { inOrder, promotesByItself, type Waiting } from "../waitlist";
import { listTargets } from "./nomination.server";

export type RosterEntry = {
  id: string;
  fullName: string;
  email: string;
  country: string;
  countryName: string;
  branch: Branch;
  profession: string;
  employer: string | null;
  sex: Sex;
  status: NominationStatus;
  statusAt: Date;
  source: NominationSource;
  priority: number;
  note: string;
  /** Has taken up the nomination with an account. */
  joined: boolean;
  invited: boolean;
  /** The kind of seat held: a country's quota, or the reserve. */
  seat: string | null;
  /** The same e-mail was put forward from somewhere else too. */
  double: boolean;
  /** Place among those who wait, in the order in which the rule promotes. */
  place: number | null;
};

const PAGE = 50;

/**
 * Fifty people and fifty of those who wait, of the pages that are asked for; everybody for print. Throws not_found/unknown_cohort,
 * forbidden/not_academy_staff.
 */
export function getCohortRoster(
  actor: Actor,
  cohortId: string,
  query: Partial<RosterQuery>,
  now = new Date(),
) {
  return withActor(actor, async (db, fresh) => {
    const cohort = await getCohort(db, cohortId, now);
    if (!canSeeRoster(fresh, cohort)) throw forbidden("not_academy_staff");
    const index = await readIndex(db, cohort, query.sort);
    const chosen = index.keys.filter(matching(query));
    const people = pageOf(
      chosen.filter(({ status }) => status !== "waitlisted"),
      query.print ? null : (query.page ?? 1),
    );
    const waiting = pageOf(
      chosen.filter(({ status }) => status === "waitlisted").sort(inLine(index)),
      query.print ? null : (query.queue ?? 1),
    );
    const rows = await readEntries(db, index, [...people.shown, ...waiting.shown]);
    return {
      cohort: { ...cohort, pages: cohortPages(fresh, cohort) },
      places: await listPlaces(db, [cohortId]),
      people: rows.filter(({ status }) => status !== "waitlisted"),
      waiting: rows.filter(({ status }) => status === "waitlisted"),
      ...{ found: chosen.length, pages: people.pages, queuePages: waiting.pages },
      counts: countBy(index.keys, ({ status }) => status),
      countries: [...new Map(index.keys.map((one) => [one.country, one.countryName]))],
      promotes: promotesByItself(cohort),
      mayManage: canManageAcademy(fresh, cohort),
    };
  });
}

const matching =
  ({ status, country, search }: Partial<RosterQuery>) =>
  (key: Key): boolean =>
    (!status || key.status === status) &&
    (!country || key.country === country) &&
    (!search || `${key.fullName} ${key.email}`.toLowerCase().includes(search.toLowerCase()));

function pageOf(keys: Key[], page: number | null) {
  const from = page === null ? 0 : (page - 1) * PAGE;
  const shown = page === null ? keys : keys.slice(from, from + PAGE);
  return { shown, pages: Math.ceil(keys.length / PAGE) };
}

/** The whole roster for a table file. Throws as getCohortRoster. */
export function exportCohortRoster(
  actor: Actor,
  cohortId: string,
  now = new Date(),
): Promise<{ code: string; rows: RosterEntry[] }> {
  return withReportingActor(actor, async (db, fresh) => {
    const cohort = await getCohort(db, cohortId, now);
    if (!canSeeRoster(fresh, cohort)) throw forbidden("not_academy_staff");
    const index = await readIndex(db, cohort);
    return { code: cohort.code, rows: await readEntries(db, index, index.keys) };
  });
}

/** The chosen ones before something is done with all of them. Throws not_found/unknown_cohort, forbidden/not_your_cohort. */
export function previewRosterChange(
  actor: Actor,
  cohortId: string,
  ids: string[],
  now = new Date(),
) {
  return withActor(actor, async (db, fresh) => {
    const cohort = await getCohort(db, cohortId, now);
    if (!canManageAcademy(fresh, cohort)) throw forbidden("not_your_cohort");
    const index = await readIndex(db, cohort);
    const chosen = index.keys.filter(({ id }) => ids.includes(id)).sort(inLine(index));
    const places: Places[] = await listPlaces(db, [cohortId]);
    return {
      cohort,
      people: await readEntries(db, index, chosen),
      free: places.reduce((sum, { free }) => sum + free, 0),
      targets: await listTargets(db, cohort, cohort.organisationId),
      promotes: promotesByItself(cohort),
      pastCutoff: cohort.travelCutoffOn !== null && cohort.today > cohort.travelCutoffOn,
    };
  });
}

function countBy<Row>(rows: Row[], keyOf: (row: Row) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of rows) counts[keyOf(row)] = (counts[keyOf(row)] ?? 0) + 1;
  return counts;
}

type Key = Pick<
  RosterEntry,
  "id" | "fullName" | "email" | "country" | "countryName" | "status" | "priority"
> & { gapRank: number | null; waitingSince: Date | null };

/** Everybody by what lists are made of: a line per person, in the order of the sort; those who wait have a place. */
type Index = { keys: Key[]; places: Map<string, number>; emails: Record<string, number> };

async function readIndex(
  db: ActorDb,
  cohort: CohortRecord,
  sort: RosterQuery["sort"] = "status",
): Promise<Index> {
  const keys = await db.$queryRaw<Key[]>`
    select n.id::text, n.full_name as "fullName", n.email, n.country, k.name as "countryName", n.status, n.priority,
      w.gap_rank as "gapRank", n.waiting_since as "waitingSince"
    from nomination n join country k on k.iso2 = n.country left join app.waitlist(${cohort.id}::uuid) w on w.nomination_id = n.id
    where n.cohort_id = ${cohort.id}::uuid
    order by case when ${sort}::text = 'status'
        then array_position(array['requested', 'approved', 'booked', 'waitlisted', 'declined', 'withdrawn', 'transferred', 'cancelled'], n.status) end,
      case when ${sort}::text <> 'name' then k.name end, n.sort_name, n.id`;
  const line = inOrder(
    cohort.promotionRule,
    keys.flatMap(({ id, gapRank, waitingSince, country, priority }): Waiting[] =>
      gapRank !== null && waitingSince
        ? [{ nominationId: id, gapRank, waitingSince, country, priority }]
        : [],
    ),
  );
  const places = new Map(line.map(({ nominationId }, index) => [nominationId, index + 1]));
  return { keys, places, emails: countBy(keys, ({ email }) => email) };
}

const inLine =
  ({ places }: Index) =>
  (a: Key, b: Key): number =>
    (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0);

type Row = Omit<RosterEntry, "place" | "double">;

/** The people of these lines, in their order. */
async function readEntries(db: ActorDb, index: Index, shown: Key[]): Promise<RosterEntry[]> {
  const rows = await db.$queryRaw<Row[]>`
    select n.id::text, n.full_name as "fullName", n.email, n.country, k.name as "countryName", n.branch, f.name as profession, e.name as employer, n.sex,
      n.status, n.status_at as "statusAt", n.source, n.priority, n.note, n.person_id is not null as joined, n.invitation_id is not null as invited,
      case when s.id is not null then coalesce(s.country, 'shared') end as seat
    from nomination n join country k on k.iso2 = n.country join profession f on f.key = n.profession_key
      left join organisation e on e.id = n.employer_id left join seat s on s.nomination_id = n.id
    where n.id = any (${shown.map(({ id }) => id)}::uuid[])`;
  const byId = new Map(rows.map((row) => [row.id, row]));
  return shown.flatMap(({ id }): RosterEntry[] => {
    const row = byId.get(id);
    if (!row) return [];
    const double = (index.emails[row.email] ?? 0) > 1;
    return [{ ...row, double, place: index.places.get(id) ?? null }];
  });
}
