/** A line manager's yes or no through the link they were mailed, without an account. */
import { gone } from "~/domain/kernel/errors";
import { hashCapability, newId } from "~/domain/kernel/ids";
import { type ActorDb, withoutActor } from "~/platform/db/doors.server";
import { advance } from "../advance.server";
import { type Asked, approvalDue } from "../approval-due.server";
import { getCohort } from "../cohort.server";
import { getNomination } from "../nomination.server";
import type { LineManagerInput } from "../nominations-input.server";
import { settle, sqlState } from "../settle.server";

/** Decides once; what follows from it happens in the same transaction. Throws gone/approval_unusable for a wrong, spent or late link. */
export function decideApproval(
  code: string,
  { outcome, note }: LineManagerInput,
  now = new Date(),
): Promise<{ outcome: "approved" | "declined" }> {
  return withoutActor("approval link", async (db) => {
    await assertInTime(db, code, now);
    const { nominationId, cohortId } = await recordDecision(db, code, outcome, note);
    if (outcome === "declined")
      await settle(db, nominationId, "declined", "declined_by_line_manager", note);
    else {
      const nomination = await getNomination(db, nominationId);
      await advance(db, await getCohort(db, cohortId, now), nomination, "seat_asked", now);
    }
    return { outcome };
  });
}

async function assertInTime(db: ActorDb, code: string, now: Date): Promise<void> {
  const [asked] = await db.$queryRaw<Asked[]>`
    select country, zone, requested_at as "requestedAt", expires_at as "expiresAt" from app.read_approval(${hashCapability(code)})`;
  if (!asked || (await approvalDue(db, asked)).expiresAt <= now) throw gone("approval_unusable");
}

async function recordDecision(db: ActorDb, code: string, outcome: string, note: string) {
  try {
    const [row] = await db.$queryRaw<{ nominationId: string; cohortId: string }[]>`
      select nomination_id as "nominationId", cohort_id as "cohortId"
      from app.decide_approval(${hashCapability(code)}, ${newId()}::uuid, ${outcome}, ${note})`;
    if (row) return row;
  } catch (error) {
    if (sqlState(error) !== "BW013") throw error;
  }
  throw gone("approval_unusable");
}
