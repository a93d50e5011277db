/** Everybody who was put forward for a cohort, as its academy works with them; and what a change of several would mean. */
import type { Actor } from "~/domain/kernel/actor";
import type { Branch } from "~/domain/kernel/country";
import { forbidden } from "~/domain/kernel/errors";
import { type ActorDb, withActor, withReportingActor } from "~/platform/db/doors.server";
import { type CohortRecord, getCohort } from "../cohort.server";
import type { RosterQuery } from "../nominations-input.server";
import { listPlaces, type Places } from "../places.server";
import { canManageAcademy, canSeeRoster } from "../policy";
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

/** Throws not_found/unknown_cohort, forbidden/not_academy_staff. */
export function getCohortRoster(
  actor: Actor,
  cohortId: string,
  query: Pick<RosterQuery, "status" | "country">,
  now = new Date(),
) {
  return withActor(actor, async (db, fresh) => {
    const cohort = await getCohort(db, cohortId, now);
    if (!canSeeRoster(fresh, cohort)) throw forbidden("not_academy_staff");
    const everybody = await readRoster(db, cohort);
    const chosen = everybody.filter(
      ({ status, country }) =>
        (!query.status || status === query.status) && (!query.country || country === query.country),
    );
    return {
      cohort,
      places: await listPlaces(db, [cohortId]),
      people: chosen.filter(({ status }) => status !== "waitlisted"),
      waiting: chosen.filter(({ status }) => status === "waitlisted").sort(byPlace),
      counts: countBy(everybody, ({ status }) => status),
      countries: [...new Map(everybody.map((one) => [one.country, one.countryName]))],
      promotes: promotesByItself(cohort),
      mayManage: canManageAcademy(fresh, cohort),
    };
  });
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
    return { code: cohort.code, rows: await readRoster(db, cohort) };
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
    const everybody = await readRoster(db, cohort);
    const places: Places[] = await listPlaces(db, [cohortId]);
    return {
      cohort,
      people: everybody.filter(({ id }) => ids.includes(id)).sort(byPlace),
      free: places.reduce((sum, { free }) => sum + free, 0),
      targets: await listTargets(db, cohort, cohort.organisationId),
      promotes: promotesByItself(cohort),
      pastCutoff: cohort.travelCutoffOn !== null && cohort.today > cohort.travelCutoffOn,
    };
  });
}

const byPlace = (a: RosterEntry, b: RosterEntry) => (a.place ?? 0) - (b.place ?? 0);

function countBy<Row>(rows: Row[], keyOf: (row: Row) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of rows) counts[keyOf(row)] = (counts[keyOf(row)] ?? 0) + 1;
  return counts;
}

type Row = Omit<RosterEntry, "place"> & { gapRank: number | null; waitingSince: Date | null };

async function readRoster(db: ActorDb, cohort: CohortRecord): Promise<RosterEntry[]> {
  const rows = await db.$queryRaw<Row[]>`
    select n.id::text, n.full_name as "fullName", n.email, n.country, k.name as "countryName", n.branch, f.name as profession, e.name as employer, n.sex,
      n.status, n.status_at as "statusAt", n.source, n.priority, n.note, n.person_id is not null as joined, n.invitation_id is not null as invited,
      case when s.id is not null then coalesce(s.country, 'shared') end as seat, count(*) over (partition by n.email) > 1 as double,
      w.gap_rank as "gapRank", n.waiting_since as "waitingSince"
    from nomination n join country k on k.iso2 = n.country join profession f on f.key = n.profession_key
      left join organisation e on e.id = n.employer_id left join seat s on s.nomination_id = n.id
      left join app.waitlist(${cohort.id}::uuid) w on w.nomination_id = n.id
    where n.cohort_id = ${cohort.id}::uuid
    order by array_position(array['requested', 'approved', 'booked', 'waitlisted', 'declined', 'withdrawn', 'transferred', 'cancelled'], n.status),
      k.name, n.sort_name, n.id`;
  const line = inOrder(
    cohort.promotionRule,
    rows.flatMap(({ id, gapRank, waitingSince, country, priority }): Waiting[] =>
      gapRank !== null && waitingSince
        ? [{ nominationId: id, gapRank, waitingSince, country, priority }]
        : [],
    ),
  );
  const places = new Map(line.map(({ nominationId }, index) => [nominationId, index + 1]));
  return rows.map(({ gapRank: _gap, waitingSince: _since, ...row }) => ({
    ...row,
    place: places.get(row.id) ?? null,
  }));
}
