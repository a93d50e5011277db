/** Marking a session's attendance by list. Marks are appended: what was wrong is corrected, with a reason. */
import type { Actor } from "~/domain/kernel/actor";
import { type Clock, systemClock } from "~/domain/kernel/clock";
import { conflict, invalid } from "~/domain/kernel/errors";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { minutesBetween } from "../attendance";
import { appendMarks, listAttendees, listMarks, type MarkSource } from "../attendance-marks.server";
import { opensAt } from "../code-window";
import { type NewMark, type Plan, planMarks } from "../marking";
import {
  assertHeld,
  cohortToTeach,
  lockSession,
  type SessionRecord,
  type SessionRef,
} from "../session.server";
import type { MarkingForm } from "../session-input.server";

/**
 * Writes what the form marks and changes; the same form twice writes once. Throws not_found, forbidden/may_not_teach, conflict with
 * session_cancelled, not_begun or marked_meanwhile, and invalid with the field: reason_missing, unknown_nomination, minutes_too_many.
 */
export function markAttendance(
  actor: Actor,
  ref: SessionRef,
  form: MarkingForm,
  clock: Clock = systemClock,
): Promise<{ marked: number; corrected: number }> {
  return withActor(actor, async (db, fresh) => {
    const now = clock.now();
    const cohort = await cohortToTeach(db, fresh, ref.cohortId, now);
    const session = await lockSession(db, ref);
    assertHeld(session);
    const { write } = await planOf(db, ref, form);
    assertMarkable(session, write, now);
    const corrected = write.filter(({ correctsId }) => correctsId).length;
    if (corrected > 0 && form.reason.length < 3)
      throw invalid("reason_missing", { field: "reason" });
    const source: MarkSource = form.fromSheet ? "sheet" : "list";
    const marks = write.map((mark) => ({ ...mark, sessionId: session.id }));
    await appendMarks(db, fresh, cohort, marks, { source, reason: form.reason, now });
    return { marked: write.length - corrected, corrected };
  });
}

async function planOf(
  db: ActorDb,
  { cohortId, sessionId }: SessionRef,
  form: MarkingForm,
): Promise<Plan> {
  const attendees = await listAttendees(db, cohortId);
  const marks = await listMarks(db, cohortId, sessionId);
  const plan = planMarks({
    typed: form.marks,
    seen: form.seen,
    standing: marks.filter(({ corrected }) => !corrected),
    earlier: marks.filter(({ corrected }) => corrected),
    attendees: attendees.map(({ nominationId }) => nominationId),
    markRest: form.markRest,
  });
  if (plan.unknown.length > 0) throw invalid("unknown_nomination");
  if (plan.meanwhile.length > 0) {
    const named = attendees.filter(({ nominationId }) => plan.meanwhile.includes(nominationId));
    const names = named.map(({ fullName }) => fullName).join(", ");
    throw conflict("marked_meanwhile", { names });
  }
  return plan;
}

/** Whoever is excused may be known beforehand; who came, not before the doors open. */
export function assertMarkable(session: SessionRecord, write: readonly NewMark[], now: Date): void {
  const early = now < opensAt(session);
  if (early && write.some(({ mark }) => mark !== "excused")) throw conflict("not_begun");
  const most = minutesBetween(session);
  const over = write.find(({ minutes }) => minutes !== null && (minutes >= most || minutes < 1));
  if (over)
    throw invalid("minutes_too_many", { field: `minutes.${over.nominationId}`, most: most - 1 });
}
