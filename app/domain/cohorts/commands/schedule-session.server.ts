/** Putting a session, or a run of them, on a cohort's timetable. */
import type { Actor } from "~/domain/kernel/actor";
import { type Clock, systemClock } from "~/domain/kernel/clock";
import { newId } from "~/domain/kernel/ids";
import { type ActorDb, recordAudit, withActor } from "~/platform/db/doors.server";
import type { CohortRecord } from "../cohort.server";
import { assertSchedulable, type Chosen, chosenOf, cohortToTeach } from "../session.server";
import type { SessionForm } from "../session-input.server";
import { tellOfSessions } from "../session-news.server";
import { type SessionTimes, sessionTimes } from "../session-times";
import { keepLink, keepTrainers } from "../session-writes.server";
import { assertNothingClashes } from "../warnings.server";

/**
 * Schedules one session per meeting day and invites whoever has a seat or trains. Throws not_found/unknown_cohort,
 * forbidden/may_not_teach, invalid with the field (see sessionTimes and chosenOf), and conflict with cohort_is_template, cohort_over
 * or clashes, the last with the warnings unless `saveAnyway` is set.
 */
export function scheduleSession(
  actor: Actor,
  cohortId: string,
  form: SessionForm,
  clock: Clock = systemClock,
): Promise<{ sessionIds: string[] }> {
  return withActor(actor, async (db, fresh) => {
    const now = clock.now();
    const cohort = await cohortToTeach(db, fresh, cohortId, now);
    assertSchedulable(cohort);
    const times = sessionTimes(form);
    const chosen = await chosenOf(db, cohort, form, null);
    const { roomId, trainerIds } = form;
    const proposals = times.map((time) => ({ ...time, sessionId: null, roomId, trainerIds }));
    if (!form.saveAnyway) await assertNothingClashes(db, cohort, proposals, chosen, form.zone);
    const sessionIds: string[] = [];
    for (const [index, time] of times.entries()) {
      const title = times.length > 1 ? `${form.title} (${index + 1}/${times.length})` : form.title;
      sessionIds.push(await insert(db, fresh, cohort, { ...form, title }, time, chosen, now));
    }
    await tellOfSessions(db, sessionIds, "scheduled", now);
    return { sessionIds };
  });
}

async function insert(
  db: ActorDb,
  actor: Actor,
  cohort: CohortRecord,
  form: SessionForm,
  { startsAt, endsAt, fallback }: SessionTimes,
  { trainers }: Chosen,
  now: Date,
): Promise<string> {
  const id = newId();
  const { title, zone, moduleId, roomId, note } = form;
  await db.cohortSession.create({
    data: {
      ...{ id, cohortId: cohort.id, organisationId: cohort.organisationId, moduleId, roomId },
      ...{ title, zone, note, startsAt, endsAt, createdBy: actor.personId },
      ...{ fallbackStartsAt: fallback?.startsAt, fallbackEndsAt: fallback?.endsAt },
      ...{ createdAt: now, changedAt: now },
    },
  });
  const session = { cohortId: cohort.id, sessionId: id };
  await keepLink(db, cohort.organisationId, session, form.joiningLink);
  await keepTrainers(db, cohort.organisationId, session, { before: [], after: trainers });
  await recordAudit(db, {
    action: "session.scheduled",
    subjectKind: "cohort_session",
    subjectId: id,
    country: cohort.academyCountry,
    details: { cohortId: cohort.id },
  });
  return id;
}
