import { beforeAll, describe, expect, test } from "vitest";
import {
  cancelSession,
  changeSession,
  moveToFallback,
} from "~/domain/cohorts/commands/change-session.server";
import { scheduleSession } from "~/domain/cohorts/commands/schedule-session.server";
import type { SessionForm } from "~/domain/cohorts/input.server";
import type { Actor } from "~/domain/kernel/actor";
import { fixedClock } from "~/domain/kernel/clock";
import { createPerson } from "../../factories/identity";
import { book, createTraining, sessionForm, type Training } from "../../factories/sessions";
import { testDatabase } from "../../setup";
import { reasonOf } from "./reason";

const database = await testDatabase();
const clock = fixedClock(new Date("2027-03-01T12:00:00Z"));
let training: Training;

beforeAll(async () => {
  training = await createTraining(database);
});

const schedule = (more: Partial<SessionForm> = {}, actor: Actor = training.instructor) =>
  scheduleSession(actor, training.cohortId, sessionForm(more), clock);
const scheduled = async (more: Partial<SessionForm> = {}) => {
  const { sessionIds } = await schedule({ ...more, saveAnyway: true });
  return { cohortId: training.cohortId, sessionId: sessionIds[0] ?? "" };
};
const stored = async (sessionId: string) => {
  const [row] = await database.sql<{
    startsAt: Date;
    endsAt: Date;
    revision: number;
    cancelReason: string | null;
    roomId: string | null;
    link: string | null;
    trainers: string[];
    fallback: Date | null;
  }>(
    `select starts_at as "startsAt", ends_at as "endsAt", revision, cancel_reason as "cancelReason", room_id as "roomId", l.url as link,
       fallback_starts_at as fallback, array(select t.name from session_trainer t where t.session_id = s.id) as trainers
     from cohort_session s left join session_link l on l.session_id = s.id where s.id = $1`,
    [sessionId],
  );
  if (!row) throw new Error("no such session");
  return row;
};
const newsOf = (sessionId: string) =>
  database.sql<{ person: string; change: string; revision: number }>(
    `select person_id as person, payload ->> 'change' as change, (payload ->> 'revision')::int as revision
     from outbox where topic = 'cohorts.session-changed' and payload ->> 'sessionId' = $1 order by created_at, id`,
    [sessionId],
  );

describe("scheduling", () => {
  test("keeps the hour typed in the session's own zone, with room, link and trainer", async () => {
    const { roomId, trainer } = training;
    const trainerIds = [trainer.personId];
    const joiningLink = "https://meet.example.test/abc";
    const ref = await scheduled({ roomId, trainerIds, joiningLink, fallbackOn: "2027-03-19" });
    expect(await stored(ref.sessionId)).toMatchObject({
      startsAt: new Date("2027-03-12T14:00:00Z"),
      endsAt: new Date("2027-03-12T17:00:00Z"),
      fallback: new Date("2027-03-19T13:00:00Z"),
      ...{ revision: 0, roomId, link: joiningLink, trainers: ["Tara Trainer"] },
    });
    expect(await newsOf(ref.sessionId)).toEqual([
      { person: trainer.personId, change: "scheduled", revision: 0 },
    ]);
  });

  test("repeats daily for as many days as asked, at the same hour on both sides of a change of the clocks", async () => {
    const { sessionIds } = await schedule({ title: "Day", repeatDays: 3, skipWeekends: true });
    const rows = await Promise.all(sessionIds.map(stored));
    expect(rows.map(({ startsAt }) => startsAt.toISOString())).toEqual([
      "2027-03-12T14:00:00.000Z",
      "2027-03-15T13:00:00.000Z",
      "2027-03-16T13:00:00.000Z",
    ]);
  });

  test("leaves an audit event that names nobody", async () => {
    const { sessionId } = await scheduled({ title: "A telling title" });
    const audit = await database.sql("select * from audit_event where subject_id = $1", [
      sessionId,
    ]);
    expect(audit).toMatchObject([
      { action: "session.scheduled", actor_id: training.instructor.personId },
    ]);
    expect(JSON.stringify(audit)).not.toContain("telling");
  });

  test.each([
    [{ startsOn: "2027-03-14", startTime: "02:30" }, "time_skipped", "startTime"],
    [{ roomId: "0190d1a0-0000-7000-8000-000000000000" }, "unknown_room", "roomId"],
    [{ moduleId: "0190d1a0-0000-7000-8000-000000000000" }, "unknown_module", "moduleId"],
    [{ trainerIds: ["0190d1a0-0000-7000-8000-000000000000"] }, "unknown_trainer", "trainerIds"],
  ])("refuses %j at its field", async (more, reason, field) => {
    expect(await reasonOf(schedule(more))).toMatchObject({ code: "invalid", reason, field });
  });

  test("refuses a cohort that is over", async () => {
    const over = await createTraining(database);
    await database.sql(
      "update cohort set cancelled_at = now(), cancel_reason = 'storm' where id = $1",
      [over.cohortId],
    );
    const refused = scheduleSession(over.manager, over.cohortId, sessionForm(), clock);
    expect(await reasonOf(refused)).toMatchObject({ code: "conflict", reason: "cohort_over" });
  });

  test("is for the academy's own instructors and managers", async () => {
    const elsewhere = await createTraining(database);
    const learner = (await book(database, training)).actor;
    const contact = await createPerson(database, { grants: [{ role: "ncpoc", country: "LC" }] });
    for (const actor of [elsewhere.manager, learner, contact])
      expect(await reasonOf(schedule({}, actor))).toMatchObject({ reason: "may_not_teach" });
  });
});

describe("warnings before a session is saved", () => {
  test("name the room, the trainer and the learners that are taken, and saving anyway saves", async () => {
    const busy = await createTraining(database);
    const ann = await book(database, busy, { fullName: "Ann Able" });
    const more = { roomId: busy.roomId, trainerIds: [busy.trainer.personId] };
    await scheduleSession(busy.manager, busy.cohortId, sessionForm(more), clock);
    const again = sessionForm({ ...more, title: "Second", startTime: "11:00", endTime: "13:00" });
    expect(
      await reasonOf(scheduleSession(busy.manager, busy.cohortId, again, clock)),
    ).toMatchObject({
      ...{ code: "conflict", reason: "clashes" },
      warnings: [
        { kind: "room", title: "Opening" },
        { kind: "trainer", names: ["Tara Trainer"] },
        { kind: "learners", names: [ann.fullName], count: 1 },
      ],
    });
    const count = await database.sql("select 1 from cohort_session where cohort_id = $1", [
      busy.cohortId,
    ]);
    expect(count).toHaveLength(1);
    const anyway = { ...again, saveAnyway: true };
    await scheduleSession(busy.manager, busy.cohortId, anyway, clock);
  });

  test("tell of a seat in another academy's training by number, without names or title", async () => {
    const [here, there] = [await createTraining(database), await createTraining(database)];
    const ann = await book(database, here, { fullName: "Ann Able" });
    await book(database, there, { actor: ann.actor });
    await scheduleSession(there.manager, there.cohortId, sessionForm(), clock);
    const refused = await reasonOf(
      scheduleSession(here.manager, here.cohortId, sessionForm(), clock),
    );
    expect(refused).toMatchObject({
      reason: "clashes",
      warnings: [{ kind: "learners", title: null, cohort: null, names: [], count: 1 }],
    });
  });

  test("tell of a room too small and of a day outside the cohort", async () => {
    const more = { roomId: training.smallRoomId, startsOn: "2028-01-04" };
    expect(await reasonOf(schedule(more))).toMatchObject({
      warnings: [{ kind: "capacity", count: 2 }, { kind: "outside_dates" }],
    });
  });

  test("do not stand in the way of what is not a clash: end to end, or cancelled", async () => {
    const quiet = await createTraining(database);
    await book(database, quiet);
    const first = await scheduleSession(quiet.manager, quiet.cohortId, sessionForm(), clock);
    const next = sessionForm({ startTime: "12:00", endTime: "13:00" });
    await scheduleSession(quiet.manager, quiet.cohortId, next, clock);
    const ref = { cohortId: quiet.cohortId, sessionId: first.sessionIds[0] ?? "" };
    await cancelSession(quiet.manager, ref, "the room leaks", clock);
    await scheduleSession(quiet.manager, quiet.cohortId, sessionForm(), clock);
  });
});

describe("changing a session", () => {
  test("counts the revision and tells whoever has a seat or trains, and whoever trains no more", async () => {
    const own = await createTraining(database);
    const ann = await book(database, own);
    const trainerIds = [own.trainer.personId];
    const made = await scheduleSession(
      own.manager,
      own.cohortId,
      sessionForm({ trainerIds }),
      clock,
    );
    const ref = { cohortId: own.cohortId, sessionId: made.sessionIds[0] ?? "" };
    await changeSession(own.manager, ref, sessionForm({ startTime: "10:00" }), clock);
    expect(await stored(ref.sessionId)).toMatchObject({ revision: 1, trainers: [] });
    const news = await newsOf(ref.sessionId);
    expect(news.filter(({ revision }) => revision === 1)).toEqual([
      { person: own.trainer.personId, change: "cancelled", revision: 1 },
      { person: ann.actor.personId, change: "changed", revision: 1 },
    ]);
  });

  test("that changes nothing says nothing", async () => {
    const ref = await scheduled({ title: "Same" });
    const same = sessionForm({ title: "Same" });
    expect(await changeSession(training.manager, ref, same, clock)).toEqual({ changed: false });
    expect(await stored(ref.sessionId)).toMatchObject({ revision: 0 });
  });

  test("is refused when a colleague changed it since the page was opened", async () => {
    const ref = await scheduled();
    await changeSession(
      training.manager,
      ref,
      sessionForm({ title: "Mine", saveAnyway: true }),
      clock,
    );
    const theirs = sessionForm({ title: "Theirs" });
    expect(await reasonOf(changeSession(training.instructor, ref, theirs, clock))).toMatchObject({
      reason: "changed_meanwhile",
    });
  });

  test("moves to the fallback date once, with the same hours", async () => {
    const ref = await scheduled({ fallbackOn: "2027-03-19" });
    await moveToFallback(training.manager, ref, clock);
    expect(await stored(ref.sessionId)).toMatchObject({
      startsAt: new Date("2027-03-19T13:00:00Z"),
      ...{ fallback: null, revision: 1 },
    });
    expect(await reasonOf(moveToFallback(training.manager, ref, clock))).toMatchObject({
      reason: "no_fallback",
    });
  });

  test("a cancelled session keeps its reason, is cancelled once and changes no more", async () => {
    const ref = await scheduled();
    await cancelSession(training.manager, ref, "hurricane", clock);
    await cancelSession(training.manager, ref, "another reason", clock);
    expect(await stored(ref.sessionId)).toMatchObject({ cancelReason: "hurricane", revision: 1 });
    expect(
      await reasonOf(changeSession(training.manager, ref, sessionForm({ revision: 1 }), clock)),
    ).toMatchObject({ reason: "session_cancelled" });
  });

  test("of another cohort, or by another academy, finds nothing", async () => {
    const ref = await scheduled();
    const other = await createTraining(database);
    const elsewhere = { cohortId: other.cohortId, sessionId: ref.sessionId };
    expect(
      await reasonOf(cancelSession(other.manager, elsewhere, "no reason", clock)),
    ).toMatchObject({ code: "not_found" });
    expect(await reasonOf(cancelSession(other.manager, ref, "no reason", clock))).toMatchObject({
      reason: "may_not_teach",
    });
  });
});
