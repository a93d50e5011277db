/** A contact point's yes or no to nominations of their country, one or many at once. Each is decided by itself. */
import type { Actor } from "~/domain/kernel/actor";
import { conflict, forbidden, invalid } from "~/domain/kernel/errors";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { advance } from "../advance.server";
import { attempt } from "../attempt.server";
import { getCohort } from "../cohort.server";
import { recordApproval } from "../ncpoc-approval.server";
import { getNomination, type NominationRecord } from "../nomination.server";
import type { DecideSelectedInput } from "../nominations-input.server";
import { canSeeNominations, speaksFor } from "../policy";
import type { NominationStatus } from "../schema";
import { settle } from "../settle.server";

export type Decided = {
  id: string;
  name: string;
  status: NominationStatus;
  refused: string | null;
};

/**
 * Deciding twice the same way changes nothing. Throws forbidden/not_your_country, not_found/unknown_nomination, invalid/reason_needed
 * when declining without a word. What can no longer be decided comes back with the reason and stays as it was.
 */
export function decideNominations(
  actor: Actor,
  iso2: string,
  { id: ids, outcome, note }: DecideSelectedInput,
  now = new Date(),
): Promise<Decided[]> {
  return withActor(actor, async (db, fresh) => {
    if (!canSeeNominations(fresh, iso2)) throw forbidden("not_your_country");
    if (outcome === "declined" && note.length < 3)
      throw invalid("reason_needed", { field: "note" });
    const decided: Decided[] = [];
    for (const nomination of await inLockOrder(db, ids)) {
      if (!speaksFor(fresh, nomination)) throw forbidden("not_your_country");
      const { id, fullName: name } = nomination;
      const tried = await attempt(db, () => decide(db, fresh, nomination, { outcome, note, now }));
      decided.push(
        tried.done
          ? { id, name, status: tried.value, refused: null }
          : { id, name, status: nomination.status, refused: tried.reason },
      );
    }
    return decided;
  });
}

/** Cohorts are locked one after the other; everybody takes them in the same order. */
async function inLockOrder(db: ActorDb, ids: string[]): Promise<NominationRecord[]> {
  const found: NominationRecord[] = [];
  for (const id of new Set(ids)) found.push(await getNomination(db, id));
  return found.sort((a, b) =>
    a.cohortId === b.cohortId ? (a.id < b.id ? -1 : 1) : a.cohortId < b.cohortId ? -1 : 1,
  );
}

async function decide(
  db: ActorDb,
  actor: Actor,
  nomination: NominationRecord,
  { outcome, note, now }: { outcome: "approved" | "declined"; note: string; now: Date },
): Promise<NominationStatus> {
  const { id, status } = nomination;
  const before = nomination.decisions.findLast(({ step }) => step === "ncpoc")?.outcome;
  if (status === "declined" && before === outcome) return status;
  if (status !== "requested" && !(status === "declined" && before === "declined"))
    throw conflict("decided_meanwhile");
  const cohort = await getCohort(db, nomination.cohortId, now);
  await recordApproval(db, actor, nomination, outcome, note);
  if (outcome === "declined") return settle(db, id, "declined", "declined_by_country", note);
  if (status === "declined") await settle(db, id, "requested", "approved_after_all", note);
  return advance(db, cohort, await getNomination(db, id), "seat_asked", now);
}
