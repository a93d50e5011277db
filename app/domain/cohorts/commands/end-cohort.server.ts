/** The two ends of a cohort: cancelled with a reason before it is over, or closed afterwards. Whoever still hoped for a seat is told. */
import type { Actor } from "~/domain/kernel/actor";
import { conflict } from "~/domain/kernel/errors";
import { type ActorDb, enqueue, recordAudit, withActor } from "~/platform/db/doors.server";
import type { CohortRecord } from "../cohort.server";
import { COHORT_CANCELLED, COHORT_CLOSED, cohortCancelled } from "../jobs";
import { lockOwnCohort } from "../own-cohort.server";

type Settled = { settled: number };

/**
 * Cancels with a reason: every living nomination becomes cancelled and its person is told; again changes nothing.
 * Throws not_found, forbidden/not_academy_manager, conflict/cohort_is_over.
 */
export function cancelCohort(
  actor: Actor,
  cohortId: string,
  { reason }: { reason: string },
  now = new Date(),
): Promise<Settled> {
  return withActor(actor, async (db, fresh) => {
    const cohort = await lockOwnCohort(db, fresh, cohortId, now);
    if (cohort.state === "cancelled") return { settled: 0 };
    if (cohort.state === "closed" || cohort.state === "ended") throw conflict("cohort_is_over");
    await db.$executeRaw`update cohort set cancelled_at = ${now}, cancelled_by = ${fresh.personId}::uuid, cancel_reason = ${reason}
      where id = ${cohortId}::uuid`;
    const settled = await settleAll(db, cohortId, {
      statuses: ["requested", "approved", "booked", "waitlisted"],
      ...{ reason: COHORT_CANCELLED, note: reason },
    });
    await enqueue(db, { topic: cohortCancelled, payload: { cohortId }, country: null });
    await audit(db, cohort, "cohort.cancelled", settled);
    return { settled };
  });
}

/**
 * Closes what has ended, or a list without dates that is no longer needed: those still waiting are told that they got no seat.
 * Throws not_found, forbidden/not_academy_manager, conflict/{not_ended, cohort_is_over}. Closing again changes nothing.
 */
export function closeCohort(actor: Actor, cohortId: string, now = new Date()): Promise<Settled> {
  return withActor(actor, async (db, fresh) => {
    const cohort = await lockOwnCohort(db, fresh, cohortId, now);
    if (cohort.state === "closed") return { settled: 0 };
    if (cohort.state === "cancelled") throw conflict("cohort_is_over");
    if (cohort.state !== "ended" && cohort.state !== "demand") throw conflict("not_ended");
    await db.$executeRaw`update cohort set closed_at = ${now}, closed_by = ${fresh.personId}::uuid where id = ${cohortId}::uuid`;
    const settled = await settleAll(db, cohortId, {
      statuses: ["requested", "approved", "waitlisted"],
      ...{ reason: COHORT_CLOSED, note: "" },
    });
    await audit(db, cohort, "cohort.closed", settled);
    return { settled };
  });
}

async function settleAll(
  db: ActorDb,
  cohortId: string,
  { statuses, reason, note }: { statuses: string[]; reason: string; note: string },
): Promise<number> {
  const settled = await db.$queryRaw<unknown[]>`
    select app.settle_nomination(n.id, 'cancelled', ${reason}, ${note}, false)
    from (select id from nomination where cohort_id = ${cohortId}::uuid and status = any (${statuses}) order by nominated_at, id) n`;
  return settled.length;
}

const audit = (db: ActorDb, cohort: CohortRecord, action: string, settled: number) =>
  recordAudit(db, {
    ...{ action, subjectKind: "cohort", subjectId: cohort.id },
    ...{ country: cohort.academyCountry, details: { code: cohort.code, settled } },
  });
