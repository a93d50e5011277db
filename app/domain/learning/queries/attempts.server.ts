/** What somebody tried of a module: every attempt, which one counts, how many are left and why not more. */
import type { Actor } from "~/domain/kernel/actor";
import { notFound } from "~/domain/kernel/errors";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { attemptsLeft, countingAttempt, inForce, obstacleToAnother } from "../attempts";
import type { AttemptRequest, AttemptsView } from "../schema";
import { readTries } from "../tries.server";

/** The actor's own attempts. Throws not_found/unknown_registration. */
export function getMyAttempts(actor: Actor, registrationId: string): Promise<AttemptsView> {
  return withActor(actor, async (db) => {
    const view = await readAttempts(db, registrationId);
    if (view.personId !== actor.personId) throw notFound("unknown_registration");
    return view;
  });
}

/** The same for areas above, in their own transaction and as far as the actor's rows reach: no attempts where scores are not disclosed. */
export async function readAttempts(db: ActorDb, registrationId: string): Promise<AttemptsView> {
  const { tries, policy, ...frame } = await readTries(db, registrationId);
  const [request] = await db.$queryRaw<AttemptRequest[]>`
    select id, reason, requested_at as "requestedAt", decision, decision_reason as "decisionReason", decided_at as "decidedAt"
    from attempt_request where registration_id = ${registrationId}::uuid order by requested_at desc limit 1`;
  const counting = countingAttempt(tries, policy.counts);
  const counted = new Set(inForce(tries).map(({ id }) => id));
  return {
    ...{ ...frame, policy, request: request ?? null },
    left: attemptsLeft(tries, policy),
    obstacle: obstacleToAnother(tries, policy),
    attempts: tries.map(({ state: _state, ...attempt }) => ({
      ...attempt,
      isCounting: attempt.id === counting?.id,
      isSetAside: !counted.has(attempt.id),
      isNewest: attempt.id === tries.at(-1)?.id,
    })),
  };
}
