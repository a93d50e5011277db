/** Promotion from the waitlist: by itself when a seat is free, by hand once the rule has stopped. */
import type { Actor } from "~/domain/kernel/actor";
import { conflict, forbidden } from "~/domain/kernel/errors";
import { enqueue, withActor, withCohortJob, withJob } from "~/platform/db/doors.server";
import { getCohort } from "../cohort.server";
import { seatFreed } from "../jobs";
import { getNomination } from "../nomination.server";
import { canManageAcademy } from "../policy";
import { promoteWaiting } from "../promote.server";
import type { NominationStatus } from "../schema";
import { settle } from "../settle.server";
import { promotesByItself } from "../waitlist";
import { type Changed, forEach } from "./withdraw-nominations.server";

/** For the worker: a seat may be free. The same event twice promotes once. */
export const promoteAfter = (outboxId: string, cohortId: string, now: Date): Promise<void> =>
  withCohortJob(outboxId, async (db) => {
    await promoteWaiting(db, await getCohort(db, cohortId, now));
  });

/**
 * For the worker: a hardship event moves a country's travel cut-offs, also those behind it, so that whoever waits from there may be
 * promoted to seats that stayed free. Leaves word for each cohort; the rule decides there.
 */
export const promoteStruck = (outboxId: string): Promise<void> =>
  withJob(outboxId, async (db) => {
    const cohorts = await db.$queryRaw<{ cohortId: string }[]>`
      select distinct n.cohort_id::text as "cohortId" from nomination n join cohort c on c.id = n.cohort_id
      where n.status = 'waitlisted' and n.country = any (app.actor_countries()) and c.travel_cutoff_on is not null
        and c.cancelled_at is null and c.closed_at is null`;
    for (const payload of cohorts) await enqueue(db, { topic: seatFreed, payload, country: null });
  });

/**
 * After the cut-off the academy decides itself who takes a free seat, and says why. Throws forbidden/not_your_cohort,
 * conflict/promotes_by_itself while the rule still works. Who gets no seat comes back with no_free_seat.
 */
export function promoteByHand(
  actor: Actor,
  cohortId: string,
  { id: ids, reason }: { id: string[]; reason: string },
  now = new Date(),
): Promise<Changed[]> {
  return withActor(actor, async (db, fresh) => {
    const cohort = await getCohort(db, cohortId, now);
    if (!canManageAcademy(fresh, cohort)) throw forbidden("not_your_cohort");
    if (promotesByItself(cohort)) throw conflict("promotes_by_itself");
    return forEach(db, cohortId, ids, async ({ id }): Promise<NominationStatus> => {
      const { status } = await getNomination(db, id);
      if (status !== "waitlisted") throw conflict("not_waiting");
      const settled = await settle(db, id, "booked", "promoted_by_hand", reason, true);
      if (settled !== "booked") throw conflict("no_free_seat");
      return settled;
    });
  });
}
