/** Handing in. Twice, late or from two windows: one closing, one result. */
import type { Actor } from "~/domain/kernel/actor";
import { type Clock, systemClock } from "~/domain/kernel/clock";
import { withActor } from "~/platform/db/doors.server";
import { closeSitting } from "../closing.server";
import { lockSitting } from "../locks.server";
import { getOwnSitting } from "../sitting.server";

/**
 * Grades the answers kept so far and closes the sitting. After the deadline the answers given in time are graded all the same.
 * Does nothing when it was closed before. Throws not_found/unknown_sitting.
 */
export function submitSitting(
  actor: Actor,
  input: { sittingId: string },
  clock: Clock = systemClock,
): Promise<void> {
  return withActor(actor, async (db) => {
    await lockSitting(db, input.sittingId);
    const sitting = await getOwnSitting(db, actor.personId, input.sittingId);
    if (!sitting.submittedAt) await closeSitting(db, sitting, clock.now());
  });
}
