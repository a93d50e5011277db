/** The academy says no to somebody who has no seat yet, and says why. */
import type { Actor } from "~/domain/kernel/actor";
import { forbidden } from "~/domain/kernel/errors";
import { withActor } from "~/platform/db/doors.server";
import { getNomination } from "../nomination.server";
import { canManageAcademy } from "../policy";
import { settle } from "../settle.server";

/** Throws not_found/unknown_nomination, forbidden/not_your_cohort, conflict/cannot_become for whoever has a seat. */
export function declineNomination(
  actor: Actor,
  nominationId: string,
  reason: string,
): Promise<{ cohortId: string }> {
  return withActor(actor, async (db, fresh) => {
    const nomination = await getNomination(db, nominationId);
    if (!canManageAcademy(fresh, nomination)) throw forbidden("not_your_cohort");
    await settle(db, nominationId, "declined", "declined_by_academy", reason);
    return { cohortId: nomination.cohortId };
  });
}
