/**
 * Opening further attempts: by the learner where the module's rule allows it, by staff with a reason. Nothing is deleted; every opening is
 * recorded with its cause, audited, and told to the learner where somebody else decided it.
 */

import type { Actor } from "~/domain/kernel/actor";
import { conflict, forbidden, notFound } from "~/domain/kernel/errors";
import { newId } from "~/domain/kernel/ids";
import { writeMessage } from "~/domain/notifications/commands/write-message.server";
import { type ActorDb, recordAudit, withActor } from "~/platform/db/doors.server";
import { obstacleToAnother } from "../attempts";
import { teachesAt } from "../policy";
import type { OpeningCause } from "../schema";
import { readTries, type Tries } from "../tries.server";

/**
 * Begins another attempt; one that is there and not begun yet is answered again.
 * Throws not_found/unknown_registration, conflict/{limit_reached, on_request, not_over, not_failed}.
 */
export function beginAttempt(actor: Actor, registrationId: string): Promise<{ number: number }> {
  return withActor(actor, async (db) => {
    const tried = await readOwnTries(db, actor, registrationId);
    const obstacle = obstacleToAnother(tried.tries, tried.policy);
    if (obstacle === "not_begun") return { number: tried.tries.at(-1)?.number ?? 1 };
    if (obstacle) throw conflict(obstacle);
    return { number: await openAttempt(db, tried, "learner", "") };
  });
}

async function readOwnTries(db: ActorDb, actor: Actor, registrationId: string): Promise<Tries> {
  const tried = await readTries(db, registrationId);
  if (tried.personId !== actor.personId || !tried.live) throw notFound("unknown_registration");
  return tried;
}

/** Asks staff for another attempt. Throws not_found, conflict/{already_asked, nothing_to_ask}. */
export function askForAttempt(actor: Actor, registrationId: string, reason: string): Promise<void> {
  return withActor(actor, async (db) => {
    const tried = await readOwnTries(db, actor, registrationId);
    const obstacle = obstacleToAnother(tried.tries, tried.policy);
    if (obstacle !== "on_request" && obstacle !== "limit_reached") throw conflict("nothing_to_ask");
    const open = await db.attemptRequest.count({ where: { registrationId, decidedAt: null } });
    if (open > 0) throw conflict("already_asked");
    const registration = await db.registration.findUniqueOrThrow({ where: { id: registrationId } });
    const { personId, country, branch } = registration;
    const id = newId();
    await db.attemptRequest.create({
      data: { id, registrationId, personId, country, branch, reason },
    });
    await recordAudit(db, {
      ...{ action: "attempt.requested", subjectKind: "attempt_request", subjectId: id, country },
      details: { registrationId },
    });
  });
}

/**
 * Staff have a learner begin afresh: what was done stays in the record and counts no more. A module that is complete stays complete.
 * Throws not_found/unknown_registration, forbidden/not_teaching.
 */
export function resetAttempt(
  actor: Actor,
  registrationId: string,
  reason: string,
): Promise<{ number: number }> {
  return withActor(actor, async (db, fresh) => {
    const tried = await readTaughtTries(db, fresh, registrationId);
    return { number: await openByStaff(db, tried, "reset", reason) };
  });
}

/** Answers a learner's request. Throws not_found/unknown_request, forbidden/not_teaching, conflict/already_decided. */
export function decideAttemptRequest(
  actor: Actor,
  requestId: string,
  { decision, reason }: { decision: "granted" | "refused"; reason: string },
): Promise<{ registrationId: string }> {
  return withActor(actor, async (db, fresh) => {
    const request = await db.attemptRequest.findUnique({ where: { id: requestId } });
    if (!request) throw notFound("unknown_request");
    const { registrationId, personId, country } = request;
    const tried = await readTaughtTries(db, fresh, registrationId);
    const [row] = await db.$queryRaw<{ decided: boolean }[]>`
      select app.decide_attempt_request(${requestId}::uuid, ${decision}, ${reason}) as decided`;
    if (!row?.decided) throw conflict("already_decided");
    await recordAudit(db, {
      ...{ action: `attempt.${decision}`, subjectKind: "attempt_request", subjectId: requestId },
      ...{ country, details: { registrationId } },
    });
    if (decision === "granted") await openByStaff(db, tried, "granted", reason);
    else
      await writeMessage(db, {
        ...{ cause: requestId, personId, kind: "attempt-refused" },
        values: { what: tried.title, reason, link: `/learn/${registrationId}/attempts` },
      });
    return { registrationId };
  });
}

/** For this area: staff of an academy that the learner is disclosed to, and nobody else. Throws not_found, forbidden/not_teaching. */
export async function readTaughtTries(
  db: ActorDb,
  actor: Actor,
  registrationId: string,
): Promise<Tries> {
  const tried = await readTries(db, registrationId);
  const organisations = await db.$queryRaw<{ id: string }[]>`
    select organisation_id as id from disclosure
    where person_id = ${tried.personId}::uuid and 'progress' = any (fields) and until_on >= current_date`;
  if (
    !teachesAt(
      actor,
      organisations.map(({ id }) => id),
    )
  )
    throw forbidden("not_teaching");
  if (!tried.live || !tried.enrolmentId) throw notFound("unknown_registration");
  return tried;
}

const TOLD = {
  reset: "attempt-reset",
  granted: "attempt-granted",
  rejected: "claim-rejected",
} as const;

/** For this area: opens an attempt in the name of staff and tells the learner. */
export async function openByStaff(
  db: ActorDb,
  tried: Tries,
  cause: keyof typeof TOLD,
  reason: string,
): Promise<number> {
  const number = await openAttempt(db, tried, cause, reason);
  const { personId, title, registrationId } = tried;
  await writeMessage(db, {
    ...{ cause: `${registrationId} ${number}`, personId, kind: TOLD[cause] },
    values: { what: title, reason, link: `/learn/${registrationId}/attempts` },
  });
  return number;
}

async function openAttempt(
  db: ActorDb,
  { registrationId, country }: Tries,
  cause: OpeningCause,
  reason: string,
): Promise<number> {
  const attemptId = newId();
  const [row] = await db.$queryRaw<{ number: number }[]>`
    select app.open_attempt(${attemptId}::uuid, ${registrationId}::uuid, ${cause}, ${reason}) as number`;
  await recordAudit(db, {
    ...{ action: "attempt.opened", subjectKind: "attempt", subjectId: attemptId, country },
    details: { registrationId, cause },
  });
  return row?.number ?? 0;
}
