/** Attendance by code: the trainer opens it, learners with a seat scan or type it. */
import type { Actor } from "~/domain/kernel/actor";
import { type Clock, systemClock } from "~/domain/kernel/clock";
import { conflict } from "~/domain/kernel/errors";
import { newId } from "~/domain/kernel/ids";
import { type ActorDb, recordAudit, withActor } from "~/platform/db/doors.server";
import { endCodes, hashOfCode, hashOfWord, makeCodes } from "../attendance-codes.server";
import type { CodeOutcome } from "../schema";
import { assertHeld, cohortToTeach, lockSession, type SessionRef } from "../session.server";

/** Opens attendance by code until the session ends; opening it again replaces the codes. Throws conflict/session_cancelled, conflict/session_over. */
export function openAttendance(
  actor: Actor,
  ref: SessionRef,
  clock: Clock = systemClock,
): Promise<void> {
  return withActor(actor, async (db, fresh) => {
    const now = clock.now();
    const cohort = await cohortToTeach(db, fresh, ref.cohortId, now);
    const session = await lockSession(db, ref);
    assertHeld(session);
    if (now >= session.endsAt) throw conflict("session_over");
    await makeCodes(db, cohort, session, { by: fresh.personId, now });
    await note(db, "attendance.opened", ref, cohort.academyCountry);
  });
}

/** No code is taken from now on; closing again does nothing. */
export function closeAttendance(
  actor: Actor,
  ref: SessionRef,
  clock: Clock = systemClock,
): Promise<void> {
  return withActor(actor, async (db, fresh) => {
    const now = clock.now();
    const cohort = await cohortToTeach(db, fresh, ref.cohortId, now);
    await lockSession(db, ref);
    const ended = await endCodes(db, ref.sessionId, now);
    if (ended > 0) await note(db, "attendance.closed", ref, cohort.academyCountry);
  });
}

const note = (db: ActorDb, action: string, { sessionId }: SessionRef, country: string | null) =>
  recordAudit(db, { action, subjectKind: "cohort_session", subjectId: sessionId, country });

export type Attended = { again: boolean };

/**
 * Marks the actor present; a second scan is answered as such. Throws conflict with what stands in the way: unknown_code, no_seat,
 * session_cancelled, marked_otherwise, not_open, session_over, code_expired.
 */
export const attendByCode = (actor: Actor, code: string, clock?: Clock): Promise<Attended> =>
  attend(actor, hashOfCode(code), clock);

/** The same by the words on the wall. */
export const attendByWord = (actor: Actor, word: string, clock?: Clock): Promise<Attended> =>
  attend(actor, hashOfWord(word), clock);

function attend(actor: Actor, hash: string, clock: Clock = systemClock): Promise<Attended> {
  return withActor(actor, async (db) => {
    const [row] = await db.$queryRaw<{ outcome: CodeOutcome | "recorded" }[]>`
      select app.attend_by_code(${hash}, ${clock.now()}, ${newId()}::uuid) as outcome`;
    switch (row?.outcome) {
      case "recorded":
        return { again: false };
      case "already":
        return { again: true };
      default:
        throw conflict(row?.outcome ?? "unknown_code", { field: "word" });
    }
  });
}
