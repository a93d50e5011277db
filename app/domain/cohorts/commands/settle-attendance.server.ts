/** For the worker: what a learner's attendance completes, and what a correction takes back. Safe to run twice. */
import { completeModule } from "~/domain/learning/commands.server";
import { type ActorDb, enqueue, recordAudit, withCohortJob } from "~/platform/db/doors.server";
import {
  attendanceShare,
  type CountedMark,
  type CountedSession,
  countsFor,
  reaches,
  thresholdOf,
} from "../attendance";
import { getCohort } from "../cohort.server";
import { attendanceCorrected } from "../jobs";
import type { AttendanceMark, CohortModule } from "../schema";
import { listMeetingModules } from "../session.server";

export type MarkedPayload = {
  cohortId: string;
  nominationId: string;
  correctionId?: string | null;
};

type Fact = {
  nominationId: string;
  booked: boolean;
  enrolmentId: string | null;
  personId: string | null;
  country: string;
  cohortPercent: number | null;
  sessionId: string;
  moduleId: string | null;
  minutes: number;
  cancelled: boolean;
  mark: AttendanceMark | null;
  markedMinutes: number | null;
};

/**
 * Completes each workshop whose threshold is reached in a cohort of the enrolment where the learner has a seat. Taken back only after a
 * correction, when it is reached in none, seat or not.
 */
export const settleAttendanceAfter = (
  outboxId: string,
  payload: MarkedPayload,
  now: Date,
): Promise<void> =>
  withCohortJob(outboxId, async (db) => {
    const facts = await factsOf(db, payload.nominationId);
    const enrolmentId = facts[0]?.enrolmentId;
    if (!enrolmentId) return;
    const cohort = await getCohort(db, payload.cohortId, now);
    const modules = await listMeetingModules(db, cohort);
    const workshops = modules.filter(({ kind }) => kind === "workshop");
    const booked = facts.filter((fact) => fact.booked);
    for (const module of workshops) {
      const { id: moduleId } = module;
      if (attendedAnywhere(booked, module, workshops))
        await completeModule(db, { enrolmentId, moduleId, cause: "attended" });
      else if (payload.correctionId && !attendedAnywhere(facts, module, workshops))
        await takeBack(db, facts, moduleId, payload);
    }
  });

const factsOf = (db: ActorDb, nominationId: string) => db.$queryRaw<Fact[]>`
  select nomination_id as "nominationId", booked, enrolment_id as "enrolmentId", person_id as "personId", country,
    cohort_percent as "cohortPercent", session_id as "sessionId", module_id as "moduleId", minutes, cancelled, mark,
    marked_minutes as "markedMinutes"
  from app.attendance_facts(${nominationId}::uuid)`;

function attendedAnywhere(
  facts: readonly Fact[],
  module: CohortModule,
  workshops: readonly CohortModule[],
): boolean {
  const ids = workshops.map(({ id }) => id);
  const counted = facts.filter((fact) => countsFor(module.id, fact.moduleId, ids));
  const nominations = new Set(counted.map(({ nominationId }) => nominationId));
  return [...nominations].some((nominationId) =>
    isAttended(
      counted.filter((fact) => fact.nominationId === nominationId),
      module,
    ),
  );
}

function isAttended(facts: readonly Fact[], module: CohortModule): boolean {
  const sessions: CountedSession[] = facts.map(({ sessionId: id, minutes, cancelled }) => ({
    ...{ id, minutes, cancelled },
  }));
  const marks = facts.flatMap(({ sessionId, mark, markedMinutes: minutes }): CountedMark[] =>
    mark ? [{ sessionId, mark, minutes }] : [],
  );
  const percent = thresholdOf(facts[0]?.cohortPercent ?? null, module.attendancePercent);
  return reaches(attendanceShare(sessions, marks), percent);
}

async function takeBack(
  db: ActorDb,
  facts: readonly Fact[],
  moduleId: string,
  { nominationId, correctionId }: MarkedPayload,
): Promise<void> {
  const [row] = await db.$queryRaw<{ withdrawn: boolean }[]>`
    select app.withdraw_attendance_completion(${nominationId}::uuid, ${moduleId}::uuid) as withdrawn`;
  const fact = facts.find((one) => one.nominationId === nominationId);
  if (!row?.withdrawn || !fact?.enrolmentId) return;
  const { enrolmentId, country, personId } = fact;
  await recordAudit(db, {
    action: "module.completion-withdrawn",
    subjectKind: "enrolment",
    subjectId: enrolmentId,
    country,
    details: { moduleId, cause: "attendance_corrected" },
  });
  const payload = { attendanceId: correctionId, enrolmentId, moduleId };
  await enqueue(db, { topic: attendanceCorrected, payload, country, personId });
}
