/** Cohorts as lists: an academy's own at every stage of their life, and for the API whatever its person may see. */
import type { Actor } from "~/domain/kernel/actor";
import { type Day, dayOf, today } from "~/domain/kernel/days";
import { forbidden } from "~/domain/kernel/errors";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { isAcademyStaff } from "../policy";
import type { CohortState, EnrolmentWay, Mode } from "../schema";
import { cohortState } from "../state";

export type CohortRow = {
  id: string;
  code: string;
  title: string;
  organisationId: string;
  academy: string;
  curriculumKey: string;
  curriculum: string;
  mode: Mode;
  hostCountry: string | null;
  enrolment: EnrolmentWay;
  zone: string;
  startsOn: Day | null;
  endsOn: Day | null;
  seats: number;
  booked: number;
  waiting: number;
  requested: number;
  state: CohortState;
};

/** `all`: not page by page, for a download. */
export type CohortFilter = {
  state?: CohortState;
  curriculum?: string;
  page: number;
  all?: boolean;
};
type Listed = {
  cohorts: CohortRow[];
  total: number;
  curricula: { key: string; title: string }[];
  mayCreate: boolean;
};

const PAGE = 50;

/** The cohorts of the actor's academies, those to come last first. Throws forbidden/not_academy_staff. */
export function listAcademyCohorts(
  actor: Actor,
  filter: CohortFilter,
  now = new Date(),
): Promise<Listed> {
  return withActor(actor, async (db, fresh) => {
    if (!isAcademyStaff(fresh)) throw forbidden("not_academy_staff");
    const rows = await readCohorts(db, now, fresh.organisations);
    const mayCreate = fresh.grants.some((grant) => grant.role === "academy_manager");
    return { ...choose(rows, filter), curricula: curriculaOf(rows), mayCreate };
  });
}

/** Published cohorts and one's own drafts, as row-level security shows them. Numbers of people are those of nominations in sight. */
export function listVisibleCohorts(
  actor: Actor,
  filter: CohortFilter,
  now = new Date(),
): Promise<{ cohorts: CohortRow[]; total: number }> {
  return withActor(actor, async (db) => choose(await readCohorts(db, now, null), filter));
}

function choose(rows: CohortRow[], { state, curriculum, page, all }: CohortFilter) {
  const wanted = rows.filter(
    (row) =>
      (state ? row.state === state : row.state !== "template") &&
      (!curriculum || row.curriculumKey === curriculum),
  );
  const cohorts = all ? wanted : wanted.slice((page - 1) * PAGE, page * PAGE);
  return { cohorts, total: wanted.length };
}

const curriculaOf = (rows: CohortRow[]) =>
  [...new Map(rows.map((row) => [row.curriculumKey, row.curriculum]))].map(([key, title]) => ({
    ...{ key, title },
  }));

type Row = Omit<CohortRow, "state" | "startsOn" | "endsOn"> & {
  startsOn: Date | null;
  endsOn: Date | null;
  isTemplate: boolean;
  publishedAt: Date | null;
  cancelledAt: Date | null;
  closedAt: Date | null;
};

/** One statement; `academies` null: all in sight. */
export async function readCohorts(
  db: ActorDb,
  now: Date,
  academies: readonly string[] | null,
): Promise<CohortRow[]> {
  const rows = await db.$queryRaw<Row[]>`
    select c.id, c.code, c.title, c.organisation_id as "organisationId", o.name as academy, v.curriculum_key as "curriculumKey", v.title as curriculum, c.mode, c.host_country as "hostCountry",
      c.enrolment, c.zone, c.starts_on as "startsOn", c.ends_on as "endsOn", c.seats, c.is_template as "isTemplate", c.published_at as "publishedAt",
      c.cancelled_at as "cancelledAt", c.closed_at as "closedAt", coalesce(n.booked, 0) as booked, coalesce(n.waiting, 0) as waiting,
      coalesce(n.requested, 0) as requested
    from cohort c join organisation o on o.id = c.organisation_id join curriculum_version v on v.id = c.curriculum_version_id
      left join (select cohort_id, count(*) filter (where status = 'booked')::int as booked, count(*) filter (where status = 'waitlisted')::int as waiting,
        count(*) filter (where status = 'requested')::int as requested from nomination group by 1) n on n.cohort_id = c.id
    where ${academies}::uuid[] is null or c.organisation_id = any (${academies}::uuid[])
    order by c.starts_on desc nulls first, c.code desc`;
  return rows.map(({ isTemplate, publishedAt, cancelledAt, closedAt, ...row }) => {
    const dates = {
      startsOn: row.startsOn && dayOf(row.startsOn),
      endsOn: row.endsOn && dayOf(row.endsOn),
    };
    const life = { isTemplate, publishedAt, cancelledAt, closedAt, ...dates };
    return { ...row, ...dates, state: cohortState(life, today(row.zone, now)) };
  });
}
