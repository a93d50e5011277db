/** One reminder before a session: who gets it, once, in which words and when. */
import { beforeEach, describe, expect, test } from "vitest";
import { cancelSession, moveToFallback } from "~/domain/cohorts/commands/change-session.server";
import { cancelCohort } from "~/domain/cohorts/commands/end-cohort.server";
import { beginSessionReminders } from "~/domain/cohorts/commands/remind-of-sessions.server";
import { scheduleSession } from "~/domain/cohorts/commands/schedule-session.server";
import type { SessionForm } from "~/domain/cohorts/input.server";
import type { Actor } from "~/domain/kernel/actor";
import { choosePreferences } from "~/domain/notifications/commands/preferences.server";
import {
  book,
  createTraining,
  nominateStranger,
  sessionForm,
  settle,
  type Training,
} from "../../factories/sessions";
import { testDatabase } from "../../setup";
import { CHOICES } from "../notifications/preferences";
import { work } from "./work";

const database = await testDatabase();
let training: Training;

/** The session is on 12 March 2099 from nine in Nassau, where clocks are forward by then: one in the afternoon in UTC, eight in Kingston. */
const LONG_BEFORE = new Date("2099-03-10T12:59:00Z");
const TWO_DAYS_BEFORE = new Date("2099-03-10T13:00:00Z");

beforeEach(async () => {
  training = await createTraining(database);
  await work(database);
});

async function schedule(more: Partial<SessionForm> = {}) {
  const form = sessionForm({ startsOn: "2099-03-12", saveAnyway: true, ...more });
  const { sessionIds } = await scheduleSession(training.manager, training.cohortId, form);
  await work(database);
  return { cohortId: training.cohortId, sessionId: sessionIds[0] ?? "" };
}
async function remind(now = TWO_DAYS_BEFORE): Promise<number> {
  const begun = await beginSessionReminders(now);
  await work(database);
  return begun;
}
const remindersTo = (email: string) =>
  database.sql<{ subject: string; body: string; delivery: string }>(
    "select subject, body, delivery from message where email = $1 and kind = 'session-reminder' order by created_at",
    [email],
  );
const emailOf = async ({ personId }: Actor) =>
  (await database.sql<{ email: string }>("select email from person where id = $1", [personId]))[0]
    ?.email ?? "";

describe("two days before a session", () => {
  test("whoever has a seat and whoever trains is reminded, in their own time, once however often the sweep runs", async () => {
    await schedule({ trainerIds: [training.trainer.personId], joiningLink: "https://meet.test/x" });
    const ann = await book(database, training, { country: "JM" });
    const stella = await nominateStranger(database, training);
    await settle(training, stella.nominationId, "booked");
    await work(database);
    expect(await remind(LONG_BEFORE)).toBe(0);
    await Promise.all([
      beginSessionReminders(TWO_DAYS_BEFORE),
      beginSessionReminders(TWO_DAYS_BEFORE),
    ]);
    await work(database);
    expect(await remind()).toBe(0);
    const [toAnn, ...more] = await remindersTo(ann.email);
    expect(more).toEqual([]);
    expect(toAnn?.body).toMatch(/08:00.*09:00/);
    expect(toAnn?.body).toContain("https://meet.test/x");
    const [toStella] = await remindersTo(stella.email);
    expect(toStella?.body).not.toContain("meet.test");
    expect(await remindersTo(await emailOf(training.trainer))).toHaveLength(1);
  });

  test("whoever is booked later is reminded too, and nobody again", async () => {
    await schedule();
    const ann = await book(database, training);
    await work(database);
    await remind();
    const bob = await book(database, training);
    await work(database);
    expect(await remind(new Date("2099-03-11T20:00:00Z"))).toBe(1);
    expect(await remindersTo(bob.email)).toHaveLength(1);
    expect(await remindersTo(ann.email)).toHaveLength(1);
  });

  test("whoever wants no reminders finds it in the application only", async () => {
    await schedule();
    const ann = await book(database, training);
    await choosePreferences(ann.actor, {
      ...CHOICES,
      topics: { ...CHOICES.topics, reminders: "off" },
    });
    await work(database);
    await remind();
    expect(await remindersTo(ann.email)).toMatchObject([{ delivery: "off" }]);
  });
});

describe("nobody is reminded", () => {
  test("of a session that is cancelled, alone or with its cohort, even after word was left", async () => {
    const ref = await schedule();
    const ann = await book(database, training);
    await work(database);
    await beginSessionReminders(TWO_DAYS_BEFORE);
    await cancelSession(training.manager, ref, "hurricane");
    await work(database);
    await schedule();
    await cancelCohort(training.manager, training.cohortId, { reason: "No trainers" });
    expect(await remind()).toBe(0);
    expect(await remindersTo(ann.email)).toEqual([]);
  });

  test("of a seat they have left, nor of what has begun", async () => {
    await schedule();
    const ann = await book(database, training);
    await work(database);
    await beginSessionReminders(TWO_DAYS_BEFORE);
    await settle(training, ann.nominationId, "withdrawn");
    await work(database);
    expect(await remindersTo(ann.email)).toEqual([]);
    await book(database, training);
    expect(await remind(new Date("2099-03-12T13:00:00Z"))).toBe(0);
  });
});

test("a session moved to another day is announced again before that day", async () => {
  const ref = await schedule({ fallbackOn: "2099-03-19" });
  const ann = await book(database, training);
  await work(database);
  await remind();
  await moveToFallback(training.manager, ref);
  await work(database);
  expect(await remind()).toBe(0);
  await remind(new Date("2099-03-18T12:00:00Z"));
  expect(
    (await remindersTo(ann.email)).map(({ subject }) => /\d+ March/.exec(subject)?.[0]),
  ).toEqual(["12 March", "19 March"]);
});
