/** The first steps of a nomination that was just made or taken up again: who must still agree, and who is asked. */
import type { Actor } from "~/domain/kernel/actor";
import type { ActorDb } from "~/platform/db/doors.server";
import { advance } from "./advance.server";
import { type Decision, stepsNeeded, stepsOpen } from "./approval-steps";
import type { CohortRecord } from "./cohort.server";
import { askLineManager } from "./line-manager.server";
import { recordApproval } from "./ncpoc-approval.server";
import type { NominationRecord } from "./nomination.server";
import { speaksFor } from "./policy";
import type { NominationStatus } from "./schema";

/** Whose yes is still to be asked for, when the actor nominates: a contact point who speaks for the nominee says it by nominating. */
export const openSteps = (
  actor: Actor,
  cohort: CohortRecord,
  nominee: Pick<NominationRecord, "country" | "branch" | "source">,
) => stepsNeeded(cohort, nominee).filter((step) => step !== "ncpoc" || !speaksFor(actor, nominee));

/** The nominator's own yes is written down, the line manager is asked, and the nomination goes as far as it can. */
export async function beginNomination(
  db: ActorDb,
  actor: Actor,
  cohort: CohortRecord,
  nomination: NominationRecord,
  now: Date,
): Promise<NominationStatus> {
  const needed = stepsNeeded(cohort, nomination);
  const says =
    stepsOpen(needed, nomination.decisions).includes("ncpoc") && speaksFor(actor, nomination);
  if (says) await recordApproval(db, actor, nomination, "approved", "");
  const decisions: Decision[] = says
    ? [...nomination.decisions, { step: "ncpoc", outcome: "approved" }]
    : nomination.decisions;
  const waits = nomination.status === "requested";
  if (waits && stepsOpen(needed, decisions).includes("line_manager"))
    await askLineManager(db, nomination, now);
  return advance(db, cohort, { ...nomination, decisions }, "seat_asked", now);
}
