/** An academy's working day: what runs, what opens next, what waits for somebody to act. */
import { isAssessor } from "~/domain/assessment/policy";
import { readPracticals } from "~/domain/assessment/queries/practical-list.server";
import type { PracticalsWaiting } from "~/domain/assessment/schema";
import type { Actor } from "~/domain/kernel/actor";
import { addDays, type Day, dayOf, regionalToday } from "~/domain/kernel/days";
import { forbidden } from "~/domain/kernel/errors";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { canManageAcademy, canTeach, isAcademyStaff } from "../policy";
import { type CohortRow, readCohorts } from "./cohorts.server";

/** Something to do about a cohort; `count` of what the kind names. */
export type AcademyTask = {
  kind: "publish" | "decide" | "mark" | "close" | "staff";
  cohortId: string;
  code: string;
  title: string;
  count: number;
};

type Right = {
  academy: string;
  curriculumKey: string;
  curriculum: string;
  fromOn: Day;
  untilOn: Day | null;
};

const SOON_DAYS = 28;
const NEXT_PRACTICALS = 5;

/** Throws forbidden/not_academy_staff. */
export function getAcademyHome(actor: Actor, now = new Date()) {
  return withActor(actor, async (db, fresh) => {
    if (!isAcademyStaff(fresh)) throw forbidden("not_academy_staff");
    const academies = await db.organisation.findMany({
      where: { id: { in: [...fresh.organisations] } },
      select: { id: true, name: true },
      orderBy: { name: "asc" },
    });
    const cohorts = await readCohorts(db, now, fresh.organisations);
    const sessions = await sessionsToSee(db, fresh, now);
    const soon = addDays(regionalToday(now), SOON_DAYS);
    const of = (...states: CohortRow["state"][]) =>
      cohorts.filter((row) => states.includes(row.state));
    return {
      academies,
      running: of("running"),
      next: of("open").reverse(),
      demand: of("demand"),
      tasks: tasksOf(fresh, cohorts, sessions, soon),
      practicals: await practicalsOf(db, fresh),
      rights: await rightsOf(db, fresh),
      mayManage: fresh.grants.some((grant) => grant.role === "academy_manager"),
      mayTeach: fresh.grants.some(
        ({ role }) => role === "instructor" || role === "academy_manager",
      ),
    };
  });
}

type SessionsToSee = { cohortId: string; unmarked: number; unstaffed: number };

/** Per cohort: sessions over without any mark, and sessions to come without a trainer. */
const sessionsToSee = (db: ActorDb, actor: Actor, now: Date): Promise<SessionsToSee[]> =>
  db.$queryRaw<SessionsToSee[]>`
    select s.cohort_id as "cohortId",
      count(*) filter (where s.ends_at < ${now} and not exists (select 1 from attendance a where a.session_id = s.id))::int as unmarked,
      count(*) filter (where s.starts_at > ${now} and not exists (select 1 from session_trainer t where t.session_id = s.id))::int as unstaffed
    from cohort_session s where s.organisation_id = any (${actor.organisations}::uuid[]) and s.cancelled_at is null group by 1`;

/** Who acts on what; nobody is shown what waits for somebody else. */
const ACTS: Record<AcademyTask["kind"], typeof canTeach> = {
  decide: canManageAcademy,
  mark: canTeach,
  staff: canTeach,
  publish: canManageAcademy,
  close: canManageAcademy,
};

function tasksOf(
  actor: Actor,
  cohorts: CohortRow[],
  sessions: SessionsToSee[],
  soon: Day,
): AcademyTask[] {
  const bySession = new Map(sessions.map((row) => [row.cohortId, row]));
  return cohorts.flatMap((cohort) => {
    const { id: cohortId, code, title } = cohort;
    const counts = waitingIn(cohort, bySession.get(cohortId), soon);
    return Object.entries(counts).flatMap(([kind, count]) =>
      isKind(kind, counts) && count > 0 && ACTS[kind](actor, cohort)
        ? [{ kind, cohortId, code, title, count }]
        : [],
    );
  });
}

function waitingIn(
  { state, requested, startsOn }: CohortRow,
  seen: SessionsToSee | undefined,
  soon: Day,
): Record<AcademyTask["kind"], number> {
  const alive = ["open", "demand", "running"].includes(state);
  const soonOrNow = startsOn !== null && startsOn <= soon;
  return {
    decide: alive ? requested : 0,
    mark: alive || state === "ended" ? (seen?.unmarked ?? 0) : 0,
    staff: alive && soonOrNow ? (seen?.unstaffed ?? 0) : 0,
    publish: state === "draft" ? 1 : 0,
    close: state === "ended" ? 1 : 0,
  };
}
const isKind = (kind: string, counts: object): kind is AcademyTask["kind"] => kind in counts;

/** Null where nobody would look for any: not an assessor, and nothing to moderate. */
async function practicalsOf(db: ActorDb, actor: Actor): Promise<PracticalsWaiting | null> {
  const waiting = (await readPracticals(db, actor)).filter(({ waitsForActor }) => waitsForActor);
  if (waiting.length === 0 && !isAssessor(actor)) return null;
  const next = waiting
    .slice(0, NEXT_PRACTICALS)
    .map(({ enrolmentId, moduleId, fullName, curriculum, title, state }) => ({
      ...{ enrolmentId, moduleId, fullName, curriculum, title, state },
    }));
  return { count: waiting.length, next };
}

async function rightsOf(db: ActorDb, actor: Actor): Promise<Right[]> {
  const rows = await db.$queryRaw<
    (Omit<Right, "fromOn" | "untilOn"> & { fromOn: Date; untilOn: Date | null })[]
  >`
    select o.name as academy, r.curriculum_key as "curriculumKey", k.title as curriculum, r.from_on as "fromOn", r.until_on as "untilOn"
    from delivery_right r join organisation o on o.id = r.organisation_id join curriculum k on k.key = r.curriculum_key
    where r.organisation_id = any (${actor.organisations}::uuid[]) order by 1, 2, 4`;
  return rows.map((row) => ({
    ...row,
    fromOn: dayOf(row.fromOn),
    untilOn: row.untilOn && dayOf(row.untilOn),
  }));
}
