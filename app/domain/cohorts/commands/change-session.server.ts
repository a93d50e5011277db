/** Changing, moving and cancelling a session. Its revision grows with every change, so that calendars know which is the newest. */
import type { Actor } from "~/domain/kernel/actor";
import { type Clock, systemClock } from "~/domain/kernel/clock";
import { conflict } from "~/domain/kernel/errors";
import { type ActorDb, recordAudit, withActor } from "~/platform/db/doors.server";
import { recountAttendance } from "../attendance-marks.server";
import type { CohortRecord } from "../cohort.server";
import {
  assertHeld,
  assertSchedulable,
  type Chosen,
  chosenOf,
  cohortToTeach,
  lockSession,
  type SessionRecord,
  type SessionRef,
} from "../session.server";
import type { SessionForm } from "../session-input.server";
import { type SessionChange, tellFormerTrainers, tellOfSessions } from "../session-news.server";
import { type SessionTimes, sessionTimes } from "../session-times";
import { keepLink, keepTrainers } from "../session-writes.server";
import { assertNothingClashes } from "../warnings.server";

/**
 * Brings a session to what the form says and tells whoever is concerned; a form that changes nothing does nothing. Throws as
 * scheduleSession does, not_found/unknown_session, and conflict with session_cancelled or changed_meanwhile.
 */
export function changeSession(
  actor: Actor,
  ref: SessionRef,
  form: SessionForm,
  clock: Clock = systemClock,
): Promise<{ changed: boolean }> {
  return withActor(actor, async (db, fresh) => {
    const now = clock.now();
    const { cohort, session } = await sessionToChange(db, fresh, ref, now);
    if (session.revision !== form.revision) throw conflict("changed_meanwhile");
    const [times] = sessionTimes({ ...form, repeatDays: 1 });
    const chosen = await chosenOf(db, cohort, form, session.id);
    if (!times || !differs(session, form, times)) return { changed: false };
    const proposal = { ...times, ...form, sessionId: session.id };
    if (!form.saveAnyway && isTimetabled(session, form, times))
      await assertNothingClashes(db, cohort, [proposal], chosen, form.zone);
    await write(db, cohort, session, form, times, chosen, now);
    await settle(db, cohort, ref, "changed", now);
    return { changed: true };
  });
}

/** Moves a session to the day it falls back to. Throws as changeSession does, and conflict/no_fallback. */
export function moveToFallback(
  actor: Actor,
  ref: SessionRef,
  clock: Clock = systemClock,
): Promise<void> {
  return withActor(actor, async (db, fresh) => {
    const now = clock.now();
    const { cohort, session } = await sessionToChange(db, fresh, ref, now);
    const { fallbackStartsAt: startsAt, fallbackEndsAt: endsAt } = session;
    if (!startsAt || !endsAt) throw conflict("no_fallback");
    await db.cohortSession.update({
      where: { id: session.id },
      data: {
        ...{ startsAt, endsAt, fallbackStartsAt: null, fallbackEndsAt: null, changedAt: now },
        revision: { increment: 1 },
      },
    });
    await settle(db, cohort, ref, "moved", now);
  });
}

/** Cancels a session for good; cancelling it again does nothing. Throws as changeSession does. */
export function cancelSession(
  actor: Actor,
  ref: SessionRef,
  reason: string,
  clock: Clock = systemClock,
): Promise<void> {
  return withActor(actor, async (db, fresh) => {
    const now = clock.now();
    const cohort = await cohortToTeach(db, fresh, ref.cohortId, now);
    const session = await lockSession(db, ref);
    if (session.cancelledAt) return;
    await db.cohortSession.update({
      where: { id: session.id },
      data: {
        ...{ cancelledAt: now, cancelReason: reason, changedAt: now },
        revision: { increment: 1 },
      },
    });
    await settle(db, cohort, ref, "cancelled", now);
  });
}

async function sessionToChange(db: ActorDb, actor: Actor, ref: SessionRef, now: Date) {
  const cohort = await cohortToTeach(db, actor, ref.cohortId, now);
  assertSchedulable(cohort);
  const session = await lockSession(db, ref);
  assertHeld(session);
  return { cohort, session };
}

/** Fields beside each other as text, so that what is compared is what is stored. */
const shape = (fields: unknown[]) => JSON.stringify(fields);
const trainersOf = (ids: readonly string[]) => [...ids].sort();

const timetable = (s: SessionRecord) =>
  shape([s.startsAt, s.endsAt, s.roomId, trainersOf(s.trainers.map(({ personId }) => personId))]);
const wantedTimetable = (form: SessionForm, times: SessionTimes) =>
  shape([times.startsAt, times.endsAt, form.roomId, trainersOf(form.trainerIds)]);

const isTimetabled = (session: SessionRecord, form: SessionForm, times: SessionTimes) =>
  timetable(session) !== wantedTimetable(form, times);

function differs(session: SessionRecord, form: SessionForm, times: SessionTimes): boolean {
  const { fallbackStartsAt, fallbackEndsAt, title, zone, moduleId, joiningLink, note } = session;
  const before = [title, zone, moduleId, joiningLink, note, fallbackStartsAt, fallbackEndsAt];
  const after = [form.title, form.zone, form.moduleId, form.joiningLink, form.note];
  const fallback = [times.fallback?.startsAt ?? null, times.fallback?.endsAt ?? null];
  return shape(before) !== shape([...after, ...fallback]) || isTimetabled(session, form, times);
}

async function write(
  db: ActorDb,
  cohort: CohortRecord,
  session: SessionRecord,
  form: SessionForm,
  times: SessionTimes,
  { trainers }: Chosen,
  now: Date,
): Promise<void> {
  const { title, zone, moduleId, roomId, note } = form;
  const { startsAt, endsAt, fallback } = times;
  const changed = await db.cohortSession.update({
    where: { id: session.id },
    data: {
      ...{ title, zone, moduleId, roomId, note, startsAt, endsAt, changedAt: now },
      fallbackStartsAt: fallback?.startsAt ?? null,
      fallbackEndsAt: fallback?.endsAt ?? null,
      revision: { increment: 1 },
    },
  });
  const ref = { cohortId: cohort.id, sessionId: session.id };
  await keepLink(db, cohort.organisationId, ref, form.joiningLink);
  const moved = { before: session.trainers, after: trainers };
  const former = await keepTrainers(db, cohort.organisationId, ref, moved);
  await tellFormerTrainers(db, ref, former, changed.revision);
}

/** What follows from a change: people are told, and shares of attendance are counted again where the minutes may differ. */
async function settle(
  db: ActorDb,
  cohort: CohortRecord,
  { sessionId }: SessionRef,
  change: SessionChange,
  now: Date,
): Promise<void> {
  await recordAudit(db, {
    action: `session.${change}`,
    subjectKind: "cohort_session",
    subjectId: sessionId,
    country: cohort.academyCountry,
    details: { cohortId: cohort.id },
  });
  await tellOfSessions(db, [sessionId], change, now);
  await recountAttendance(db, cohort.id);
}
