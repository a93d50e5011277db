/** The result of a sitting for its learner: score, outcome, and which objectives to study again. */
import type { Actor } from "~/domain/kernel/actor";
import { type Clock, systemClock } from "~/domain/kernel/clock";
import { conflict } from "~/domain/kernel/errors";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { getUpToDateSitting } from "../closing.server";
import type { Eligibility } from "../eligibility";
import { askEligibility, getExam } from "../exam.server";
import { type Feedback, feedbackFor, type ObjectiveResult } from "../feedback";
import type { OwnSitting } from "../sitting.server";

export type SittingOutcome = {
  sittingId: string;
  moduleId: string;
  title: string;
  zone: string;
  passed: boolean;
  score: number;
  maxScore: number;
  passPercent: number;
  expired: boolean;
  answered: number;
  submittedAt: Date;
  feedback: Feedback[];
  next: Eligibility;
};
type ResultRow = {
  score: number;
  maxScore: number;
  objectives: ObjectiveResult[];
};

/** Throws not_found/unknown_sitting; answers null while the sitting is open. */
export function findSittingResult(
  actor: Actor,
  sittingId: string,
  clock: Clock = systemClock,
): Promise<SittingOutcome | null> {
  return withActor(actor, async (db) => {
    const now = clock.now();
    const sitting = await getUpToDateSitting(db, actor.personId, sittingId, now);
    if (!sitting.submittedAt) return null;
    const { score, maxScore, objectives } = await readResult(db, sittingId);
    const exam = await getExam(db, actor.personId, sitting.moduleId);
    return {
      ...{ sittingId, score, maxScore, submittedAt: sitting.submittedAt },
      ...shown(sitting),
      feedback: feedbackFor(await titled(db, exam.curriculumVersionId, objectives)),
      next: await askEligibility(db, exam, now),
    };
  });
}

const shown = (sitting: OwnSitting) => ({
  moduleId: sitting.moduleId,
  title: sitting.title,
  zone: sitting.zone,
  passPercent: sitting.passPercent,
  passed: sitting.passed === true,
  expired: sitting.closing === "expired",
  answered: sitting.answered,
});

async function readResult(db: ActorDb, sittingId: string): Promise<ResultRow> {
  const [row] = await db.$queryRaw<ResultRow[]>`
    select score, max_score as "maxScore", objectives from sitting_result where sitting_id = ${sittingId}::uuid`;
  if (!row) throw conflict("not_graded");
  return row;
}

async function titled(
  db: ActorDb,
  curriculumVersionId: string,
  results: ObjectiveResult[],
): Promise<ObjectiveResult[]> {
  const objectives = await db.$queryRaw<{ key: string; text: string }[]>`
    select key, text from objective where curriculum_version_id = ${curriculumVersionId}::uuid`;
  const texts = new Map(objectives.map(({ key, text }) => [key, text]));
  return results.map((result) => ({
    ...result,
    objective: texts.get(result.objective) ?? result.objective,
  }));
}
