/** Turns, taken inside a transaction and given back at its end: whoever comes second sees what the first one did. */
import type { ActorDb } from "~/platform/db/doors.server";

export const lockSitting = (db: ActorDb, sittingId: string) => lock(db, `sitting ${sittingId}`);

/** One learner starts one exam at a time, from however many windows. */
export const lockExam = (db: ActorDb, personId: string, moduleId: string) =>
  lock(db, `exam ${moduleId} ${personId}`);

export const lockPractical = (db: ActorDb, enrolmentId: string, moduleId: string) =>
  lock(db, `practical ${moduleId} ${enrolmentId}`);

async function lock(db: ActorDb, name: string): Promise<void> {
  await db.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${name}, 40))`;
}
