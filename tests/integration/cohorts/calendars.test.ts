/** Calendars and invitations, read back with another library than the one that writes them. */
import ICAL from "ical.js";
import { describe, expect, test } from "vitest";
import {
  createCohortFeed,
  createPersonalFeed,
  MOST_FEEDS,
  revokeFeed,
} from "~/domain/cohorts/commands/calendar-feeds.server";
import { cancelSession, changeSession } from "~/domain/cohorts/commands/change-session.server";
import { scheduleSession } from "~/domain/cohorts/commands/schedule-session.server";
import type { SessionForm } from "~/domain/cohorts/input.server";
import { listPersonalFeeds, readCalendar } from "~/domain/cohorts/queries/calendars.server";
import type { Actor } from "~/domain/kernel/actor";
import { fixedClock } from "~/domain/kernel/clock";
import { book, createTraining, sessionForm, settle, type Training } from "../../factories/sessions";
import { testDatabase } from "../../setup";
import { reasonOf } from "./reason";

const database = await testDatabase();
const now = new Date("2027-03-01T12:00:00Z");
const clock = fixedClock(now);

const schedule = async (training: Training, more: Partial<SessionForm> = {}) => {
  const form = sessionForm({ saveAnyway: true, ...more });
  const { sessionIds } = await scheduleSession(training.manager, training.cohortId, form, clock);
  return { cohortId: training.cohortId, sessionId: sessionIds[0] ?? "" };
};
const personal = async (actor: Actor) => (await createPersonalFeed(actor, clock)).code;
const eventsOf = async (code: string, at = now) =>
  new ICAL.Component(ICAL.parse(await readCalendar(code, at)))
    .getAllSubcomponents("vevent")
    .map((event) => ({
      summary: String(event.getFirstPropertyValue("summary")),
      starts: String(event.getFirstPropertyValue("dtstart")),
      status: String(event.getFirstPropertyValue("status")),
      sequence: Number(event.getFirstPropertyValue("sequence")),
      uid: String(event.getFirstPropertyValue("uid")),
      location: String(event.getFirstPropertyValue("location")),
    }));
const wallTime = (zone: string, instant: string) =>
  new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    dateStyle: "short",
    timeStyle: "short",
  }).format(new Date(instant));

describe("a personal calendar", () => {
  test.each([
    [
      "America/Nassau",
      [
        "2027-03-12T14:00:00Z",
        "2027-03-15T13:00:00Z",
        "2027-11-05T13:00:00Z",
        "2027-11-08T14:00:00Z",
      ],
    ],
    [
      "America/Port-au-Prince",
      [
        "2027-03-12T14:00:00Z",
        "2027-03-15T13:00:00Z",
        "2027-11-05T13:00:00Z",
        "2027-11-08T14:00:00Z",
      ],
    ],
    [
      "America/Jamaica",
      [
        "2027-03-12T14:00:00Z",
        "2027-03-15T14:00:00Z",
        "2027-11-05T14:00:00Z",
        "2027-11-08T14:00:00Z",
      ],
    ],
  ])(
    "shows nine o'clock in %s on both sides of both changes of the clocks in 2027",
    async (zone, instants) => {
      const training = await createTraining(database, { zone });
      const ann = await book(database, training);
      const days = ["2027-03-12", "2027-03-15", "2027-11-05", "2027-11-08"];
      for (const startsOn of days) await schedule(training, { zone, startsOn, title: startsOn });
      const events = await eventsOf(await personal(ann.actor));
      expect(events.map(({ starts }) => starts)).toEqual(instants);
      for (const [index, { starts, summary }] of events.entries()) {
        expect(summary).toContain(days[index]);
        expect(wallTime(zone, starts)).toMatch(/, 09:00$/);
      }
    },
  );

  test("holds what its person has a seat in or teaches, and loses what the seat is lost for", async () => {
    const [training, taught] = [await createTraining(database), await createTraining(database)];
    const ann = await book(database, training);
    await schedule(training, { title: "Mine", roomId: training.roomId });
    await schedule(training, { title: "Off" }).then((ref) =>
      cancelSession(training.manager, ref, "storm", clock),
    );
    await schedule(taught, { title: "Taught", trainerIds: [taught.trainer.personId] });
    const code = await personal(ann.actor);
    expect(await eventsOf(code)).toMatchObject([
      {
        summary: "Mine (Regional workshop)",
        status: "CONFIRMED",
        sequence: 0,
        location: "Hall, The Academy, 1 Harbour Road",
      },
      { summary: "Off (Regional workshop)", status: "CANCELLED", sequence: 1 },
    ]);
    expect(await eventsOf(await personal(taught.trainer))).toMatchObject([
      { summary: "Taught (Regional workshop)" },
    ]);
    await settle(training, ann.nominationId, "withdrawn");
    expect(await eventsOf(code)).toEqual([]);
  });

  test("keeps a session's name for life and counts its changes", async () => {
    const training = await createTraining(database);
    const ann = await book(database, training);
    const ref = await schedule(training);
    const code = await personal(ann.actor);
    const [before] = await eventsOf(code);
    await changeSession(
      training.manager,
      ref,
      sessionForm({ startTime: "10:00", saveAnyway: true }),
      clock,
    );
    const [after] = await eventsOf(code);
    expect(after).toMatchObject({ uid: before?.uid, sequence: 1, starts: "2027-03-12T15:00:00Z" });
  });

  test("answers nobody once it is revoked, and an address nobody was given is unknown", async () => {
    const { actor } = await book(database, await createTraining(database));
    const { feedId, code } = await createPersonalFeed(actor, clock);
    await revokeFeed(actor, feedId, clock);
    await revokeFeed(actor, feedId, clock);
    expect(await reasonOf(readCalendar(code, now))).toMatchObject({
      code: "not_found",
      reason: "unknown_feed",
    });
    expect(await reasonOf(readCalendar("a".repeat(26), now))).toMatchObject({ code: "not_found" });
    expect(await listPersonalFeeds(actor)).toMatchObject([{ id: feedId, revokedAt: now }]);
    const stored = await database.sql<{ code_hash: string }>(
      "select code_hash from calendar_feed where id = $1",
      [feedId],
    );
    expect(stored[0]?.code_hash).not.toContain(code);
  });

  test("is one's own: others neither see nor revoke it, and there are not endlessly many", async () => {
    const training = await createTraining(database);
    const { actor } = await book(database, training);
    const { feedId } = await createPersonalFeed(actor, clock);
    expect(await reasonOf(revokeFeed(training.manager, feedId, clock))).toMatchObject({
      code: "not_found",
    });
    for (let made = 1; made < MOST_FEEDS; made++) await personal(actor);
    expect(await reasonOf(personal(actor))).toMatchObject({
      code: "conflict",
      reason: "too_many_feeds",
    });
  });

  test("cannot be made for somebody else past the command", async () => {
    const training = await createTraining(database);
    const { actor } = await book(database, training);
    const forge = `insert into calendar_feed (id, person_id, organisation_id, code_hash) values (gen_random_uuid(), '${actor.personId}', '${training.organisationId}', 'x')`;
    await expect(database.rowsAsPerson(training.manager.personId, forge)).rejects.toThrow(
      /row-level security/,
    );
  });
});

describe("a cohort's calendar", () => {
  test("holds that cohort's sessions, is made and revoked by the academy only", async () => {
    const [training, other] = [await createTraining(database), await createTraining(database)];
    await schedule(training, { title: "Here" });
    await schedule(other, { title: "There" });
    const { feedId, code } = await createCohortFeed(training.instructor, training.cohortId, clock);
    expect(await eventsOf(code)).toMatchObject([{ summary: "Here (Regional workshop)" }]);
    const refused = createCohortFeed(other.manager, training.cohortId, clock);
    expect(await reasonOf(refused)).toMatchObject({ reason: "may_not_teach" });
    expect(await reasonOf(revokeFeed(other.manager, feedId, clock))).toMatchObject({
      code: "not_found",
    });
    await revokeFeed(training.manager, feedId, clock);
    expect(await reasonOf(readCalendar(code, now))).toMatchObject({ code: "not_found" });
  });
});
