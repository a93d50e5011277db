/** Giving up a seat or a place in the queue: by the person, the contact point or the academy, always with a reason. */
import type { Actor } from "~/domain/kernel/actor";
import { conflict, forbidden } from "~/domain/kernel/errors";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { attempt } from "../attempt.server";
import { getCohort } from "../cohort.server";
import { getNomination, type NominationRecord } from "../nomination.server";
import { canManageAcademy, canWithdraw } from "../policy";
import type { NominationStatus } from "../schema";
import { settle } from "../settle.server";

export type Changed = {
  id: string;
  name: string;
  status: NominationStatus;
  refused: string | null;
};

/** Withdrawing again changes nothing. Throws not_found/unknown_nomination, forbidden/may_not_withdraw, conflict/cannot_become. */
export function withdrawNomination(
  actor: Actor,
  nominationId: string,
  reason: string,
): Promise<{ cohortId: string; country: string }> {
  return withActor(actor, async (db, fresh) => {
    const nomination = await getNomination(db, nominationId);
    if (!canWithdraw(fresh, nomination)) throw forbidden("may_not_withdraw");
    await settle(db, nominationId, "withdrawn", withdrawnBy(fresh, nomination), reason);
    return { cohortId: nomination.cohortId, country: nomination.country };
  });
}

/** Several of one cohort at once, by its academy; what cannot be withdrawn any more comes back with the reason. Throws forbidden/not_your_cohort. */
export function withdrawFromRoster(
  actor: Actor,
  cohortId: string,
  { id: ids, reason }: { id: string[]; reason: string },
  now = new Date(),
): Promise<Changed[]> {
  return withActor(actor, async (db, fresh) => {
    const cohort = await getCohort(db, cohortId, now);
    if (!canManageAcademy(fresh, cohort)) throw forbidden("not_your_cohort");
    return forEach(db, cohortId, ids, ({ id }) =>
      settle(db, id, "withdrawn", "withdrawn_by_academy", reason),
    );
  });
}

/** For this area: the change on each nomination of the cohort by itself, in a fixed order. */
export async function forEach(
  db: ActorDb,
  cohortId: string,
  ids: string[],
  change: (nomination: NominationRecord) => Promise<NominationStatus>,
): Promise<Changed[]> {
  const results: Changed[] = [];
  for (const id of [...new Set(ids)].sort()) {
    const nomination = await getNomination(db, id);
    if (nomination.cohortId !== cohortId) throw conflict("other_cohort");
    const tried = await attempt(db, () => change(nomination));
    const { fullName: name, status } = nomination;
    results.push(
      tried.done
        ? { id, name, status: tried.value, refused: null }
        : { id, name, status, refused: tried.reason },
    );
  }
  return results;
}

const withdrawnBy = (actor: Actor, nomination: NominationRecord): string =>
  nomination.personId === actor.personId
    ? "withdrawn_by_person"
    : canManageAcademy(actor, nomination)
      ? "withdrawn_by_academy"
      : "withdrawn_by_country";
