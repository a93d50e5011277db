/**
 * What follows when nothing stands in a nomination's way any more: it is approved, an unknown nominee is invited, a seat is
 * asked for. A certificate the cohort asks for is looked at again at that moment; nobody is booked on what is not known.
 */

import { invitationCreated } from "~/domain/identity/jobs";
import { hashCapability, newCapability, newId } from "~/domain/kernel/ids";
import { type ActorDb, enqueue } from "~/platform/db/doors.server";
import { seal } from "~/platform/sealing.server";
import { stepsNeeded, stepsOpen } from "./approval-steps";
import type { CohortRecord } from "./cohort.server";
import type { NominationRecord } from "./nomination.server";
import type { NominationStatus } from "./schema";
import { settle } from "./settle.server";

const FOURTEEN_DAYS = 14 * 86_400_000;

/** Takes the nomination as far as it goes now. Answers where it stands. `reason` is written beside the seat or the place in the queue. */
export async function advance(
  db: ActorDb,
  cohort: CohortRecord,
  nomination: NominationRecord,
  reason: string,
  now: Date,
): Promise<NominationStatus> {
  let { status } = nomination;
  if (status === "requested") {
    if (stepsOpen(stepsNeeded(cohort, nomination), nomination.decisions).length > 0) return status;
    status = await settle(db, nomination.id, "approved", "approvals_complete");
  }
  if (status !== "approved") return status;
  if (!nomination.personId) await invite(db, nomination, now);
  return askForSeat(db, cohort, nomination.id, reason);
}

async function askForSeat(
  db: ActorDb,
  cohort: CohortRecord,
  nominationId: string,
  reason: string,
): Promise<NominationStatus> {
  if (cohort.prerequisites.length > 0) {
    const missing = await missingPrerequisites(db, nominationId, cohort);
    if (missing === null) return "approved";
    if (missing.length > 0)
      return settle(db, nominationId, "declined", "prerequisite_missing", missing.join(", "));
  }
  return settle(db, nominationId, "booked", reason);
}

/** Certificates the cohort asks for and the nominee does not hold today; null while nobody knows who the nominee is. */
async function missingPrerequisites(
  db: ActorDb,
  nominationId: string,
  cohort: CohortRecord,
): Promise<string[] | null> {
  const [row] = await db.$queryRaw<{ missing: string[] | null }[]>`
    select app.missing_prerequisites(${nominationId}::uuid, ${cohort.today}::date) as missing`;
  return row?.missing ?? null;
}

/** One open invitation per e-mail and employer, mailed once: its code travels sealed, and only with the event that made it. */
export async function invite(
  db: ActorDb,
  nomination: Pick<NominationRecord, "id" | "country">,
  now: Date,
): Promise<void> {
  const code = newCapability();
  const id = newId();
  const expiresAt = new Date(now.getTime() + FOURTEEN_DAYS);
  const [row] = await db.$queryRaw<{ invitationId: string | null }[]>`
    select app.invite_nominee(${nomination.id}::uuid, ${id}::uuid, ${hashCapability(code)}, ${expiresAt}) as "invitationId"`;
  if (row?.invitationId !== id) return;
  await enqueue(db, {
    topic: invitationCreated,
    payload: { invitationId: id, sealed: seal(code) },
    country: nomination.country,
  });
}
