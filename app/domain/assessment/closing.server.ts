/** Closing a sitting, exactly once: grading, audit, completion and what others must hear, in the caller's transaction. */
import { completeModule } from "~/domain/learning/commands.server";
import { type ActorDb, enqueue, recordAudit } from "~/platform/db/doors.server";
import { sittingPassed } from "./jobs";
import { lockSitting } from "./locks.server";
import { getOwnSitting, type OwnSitting } from "./sitting.server";
import { closingAt, isOverdue } from "./timing";

/** Grades and closes; does nothing when it is closed already. The caller holds the sitting's lock. */
export async function closeSitting(db: ActorDb, sitting: OwnSitting, now: Date): Promise<void> {
  const [graded] = await db.$queryRaw<{ first: boolean; passed: boolean }[]>`
    select first, has_passed as passed from app.grade_sitting(${sitting.id}::uuid, ${now}::timestamptz, ${closingAt(sitting, now)})`;
  if (!graded?.first) return;
  await recordAudit(db, {
    action: graded.passed ? "sitting.passed" : "sitting.failed",
    subjectKind: "sitting",
    subjectId: sitting.id,
    country: sitting.country,
    details: { moduleId: sitting.moduleId, closing: closingAt(sitting, now) },
  });
  if (graded.passed) await announcePass(db, sitting);
}

async function announcePass(db: ActorDb, sitting: OwnSitting): Promise<void> {
  const { id: sittingId, enrolmentId, moduleId, country, personId } = sitting;
  await completeModule(db, { enrolmentId, moduleId, cause: "exam_passed" });
  await enqueue(db, {
    topic: sittingPassed,
    payload: { sittingId, enrolmentId },
    country,
    personId,
  });
}

/** The person's sitting, closed first if its time is over. Throws not_found/unknown_sitting. */
export async function getUpToDateSitting(
  db: ActorDb,
  personId: string,
  sittingId: string,
  now: Date,
): Promise<OwnSitting> {
  const sitting = await getOwnSitting(db, personId, sittingId);
  if (!isOverdue(sitting, now)) return sitting;
  await lockSitting(db, sittingId);
  await closeSitting(db, sitting, now);
  return getOwnSitting(db, personId, sittingId);
}
