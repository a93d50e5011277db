/** The page before an exam: rules, tries left, and what is still missing. */
import type { Actor } from "~/domain/kernel/actor";
import { type Clock, systemClock } from "~/domain/kernel/clock";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { getUpToDateSitting } from "../closing.server";
import type { Eligibility } from "../eligibility";
import { askEligibility, type Exam, getExam } from "../exam.server";
import { findOpenSitting } from "../sitting.server";

export type ExamStart = {
  moduleId: string;
  title: string;
  curriculum: string;
  zone: string;
  minutes: number;
  questions: number;
  passPercent: number;
  attempts: number;
  waitDays: number;
  openSittingId: string | null;
  eligibility: Eligibility;
  past: PastExam[];
};
type PastExam = {
  sittingId: string;
  submittedAt: Date;
  passed: boolean;
  score: number;
  maxScore: number;
};

/** Throws not_found/unknown_exam, also for whoever is not enrolled. */
export function getExamStart(
  actor: Actor,
  moduleId: string,
  clock: Clock = systemClock,
): Promise<ExamStart> {
  return withActor(actor, async (db) => {
    const exam = await getExam(db, actor.personId, moduleId);
    const openSittingId = await findStillOpen(db, exam, clock.now());
    const { minutes, passPercent, attempts, waitDays, draw } = exam.blueprint;
    return {
      ...{ moduleId, title: exam.title, curriculum: exam.curriculum, zone: exam.zone },
      ...{ minutes, passPercent, attempts, waitDays, openSittingId },
      questions: draw.reduce((sum, line) => sum + line.items, 0),
      eligibility: await askEligibility(db, exam, clock.now()),
      past: await listPast(db, exam),
    };
  });
}

async function findStillOpen(db: ActorDb, exam: Exam, now: Date): Promise<string | null> {
  const id = await findOpenSitting(db, exam.personId, exam.moduleId);
  if (!id) return null;
  const sitting = await getUpToDateSitting(db, exam.personId, id, now);
  return sitting.submittedAt ? null : id;
}

const listPast = (db: ActorDb, exam: Exam) => db.$queryRaw<PastExam[]>`
  select s.id as "sittingId", s.submitted_at as "submittedAt", s.passed, r.score, r.max_score as "maxScore"
  from sitting s join sitting_result r on r.sitting_id = s.id
  where s.person_id = ${exam.personId}::uuid and s.module_id = ${exam.moduleId}::uuid
  order by s.submitted_at desc limit 20`;
