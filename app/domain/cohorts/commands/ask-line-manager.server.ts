/** Asking the line manager once more: a new link goes out and the one before stops working. */
import type { Actor } from "~/domain/kernel/actor";
import { conflict, forbidden } from "~/domain/kernel/errors";
import { recordAudit, withActor } from "~/platform/db/doors.server";
import { stepsNeeded, stepsOpen } from "../approval-steps";
import { getCohort } from "../cohort.server";
import { askLineManager } from "../line-manager.server";
import { getNomination } from "../nomination.server";
import { canWithdraw } from "../policy";

/** Throws not_found/unknown_nomination, forbidden/may_not_ask, conflict/nobody_to_ask. */
export function askLineManagerAgain(
  actor: Actor,
  nominationId: string,
  now = new Date(),
): Promise<void> {
  return withActor(actor, async (db, fresh) => {
    const nomination = await getNomination(db, nominationId);
    if (!canWithdraw(fresh, nomination)) throw forbidden("may_not_ask");
    const cohort = await getCohort(db, nomination.cohortId, now);
    const open = stepsOpen(stepsNeeded(cohort, nomination), nomination.decisions);
    const asked = nomination.status === "requested" && open.includes("line_manager");
    if (!asked || !nomination.lineManagerEmail) throw conflict("nobody_to_ask");
    await askLineManager(db, nomination, now);
    await recordAudit(db, {
      action: "nomination.line-manager-asked",
      subjectKind: "nomination",
      subjectId: nominationId,
      country: nomination.country,
    });
  });
}
