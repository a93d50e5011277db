/** What people are told of sessions, and what it does to their calendars: who gets which, once, in which order. */
import ICAL from "ical.js";
import { beforeEach, describe, expect, test } from "vitest";
import {
  cancelSession,
  changeSession,
  moveToFallback,
} from "~/domain/cohorts/commands/change-session.server";
import { cancelCohort } from "~/domain/cohorts/commands/end-cohort.server";
import { scheduleSession } from "~/domain/cohorts/commands/schedule-session.server";
import type { SessionForm } from "~/domain/cohorts/input.server";
import { createPerson } from "../../factories/identity";
import {
  book,
  createTraining,
  nominateStranger,
  sessionForm,
  settle,
  type Training,
} from "../../factories/sessions";
import { testDatabase } from "../../setup";
import { work } from "./work";

const database = await testDatabase();
let training: Training;

beforeEach(async () => {
  training = await createTraining(database);
});

/** Sessions of next year, so that they are to come whenever this runs. */
const next = (more: Partial<SessionForm> = {}) =>
  sessionForm({ startsOn: "2099-03-12", saveAnyway: true, ...more });
async function schedule(more: Partial<SessionForm> = {}) {
  const { sessionIds } = await scheduleSession(training.manager, training.cohortId, next(more));
  await work(database);
  return { cohortId: training.cohortId, sessionId: sessionIds[0] ?? "" };
}
const messagesTo = (email: string) =>
  database.sql<{ kind: string; body: string; method: string; ics: string }>(
    `select kind, body, calendar_method as method, calendar_ics as ics from message
     where email = $1 and kind like 'session%' order by created_at, id`,
    [email],
  );
async function emailOf(personId: string): Promise<string> {
  const rows = await database.sql<{ email: string }>("select email from person where id = $1", [
    personId,
  ]);
  return rows[0]?.email ?? "";
}
const lettersTo = async (email: string) => (await messagesTo(email)).map(({ kind }) => kind);
/** What the calendar of whoever got these letters was told, one line each. */
const calendarOf = async (email: string) =>
  (await messagesTo(email)).map(({ method, ics }) => {
    const [event] = new ICAL.Component(ICAL.parse(ics)).getAllSubcomponents("vevent");
    const sequence = event?.getFirstPropertyValue("sequence");
    return `${method} ${sequence} ${event?.getFirstPropertyValue("status")}`;
  });

describe("whoever has a seat", () => {
  test("is invited when it is booked, told of every change, and of the end", async () => {
    const ref = await schedule({ fallbackOn: "2099-03-19" });
    const ann = await book(database, training);
    await work(database);
    expect(await lettersTo(ann.email)).toEqual(["session-invited"]);
    await changeSession(
      training.manager,
      ref,
      next({ title: "Renamed", fallbackOn: "2099-03-19" }),
    );
    await work(database);
    await moveToFallback(training.manager, ref);
    await work(database);
    await cancelSession(training.manager, ref, "hurricane");
    await work(database);
    expect(await lettersTo(ann.email)).toEqual([
      "session-invited",
      "session-changed",
      "session-changed",
      "session-cancelled",
    ]);
    expect(await calendarOf(ann.email)).toEqual([
      "REQUEST 0 CONFIRMED",
      "REQUEST 1 CONFIRMED",
      "REQUEST 2 CONFIRMED",
      "CANCEL 3 CANCELLED",
    ]);
  });

  test("is told of a session scheduled after they were booked", async () => {
    const ann = await book(database, training);
    await schedule({ repeatDays: 2 });
    expect(await lettersTo(ann.email)).toEqual(["session-invited", "session-invited"]);
  });

  test("is told it is off when they leave the seat, and invited again when they return", async () => {
    await schedule();
    const ann = await book(database, training);
    await work(database);
    await settle(training, ann.nominationId, "withdrawn");
    await work(database);
    await settle(training, ann.nominationId, "approved");
    await settle(training, ann.nominationId, "booked");
    await work(database);
    expect(await calendarOf(ann.email)).toEqual([
      "REQUEST 0 CONFIRMED",
      "CANCEL 1 CANCELLED",
      "REQUEST 2 CONFIRMED",
    ]);
  });

  test("hears the latest only, where changes come faster than letters", async () => {
    const ann = await book(database, training);
    await work(database);
    const { sessionIds } = await scheduleSession(training.manager, training.cohortId, next());
    const ref = { cohortId: training.cohortId, sessionId: sessionIds[0] ?? "" };
    await changeSession(training.manager, ref, next({ title: "Second" }));
    await changeSession(training.manager, ref, next({ title: "Third", revision: 1 }));
    await work(database);
    expect(await lettersTo(ann.email)).toEqual(["session-changed"]);
  });

  test("and left it before the letter went out, is not invited", async () => {
    await schedule();
    const ann = await book(database, training);
    await settle(training, ann.nominationId, "withdrawn");
    await work(database);
    expect(await lettersTo(ann.email)).toEqual(["session-cancelled"]);
  });

  test("is not told of what is over", async () => {
    const ann = await book(database, training);
    await scheduleSession(training.manager, training.cohortId, next({ startsOn: "2020-03-12" }));
    await work(database);
    expect(await lettersTo(ann.email)).toEqual([]);
  });
});

describe("when the cohort is cancelled", () => {
  test("its sessions to come are cancelled with its reason, and whoever had a seat or trains is told once of each", async () => {
    const ref = await schedule({ trainerIds: [training.trainer.personId] });
    await schedule({ startsOn: "2020-03-12" });
    const ann = await book(database, training);
    const stella = await nominateStranger(database, training);
    await settle(training, stella.nominationId, "booked");
    const left = await book(database, training);
    await settle(training, left.nominationId, "withdrawn");
    await work(database);
    await cancelCohort(training.manager, ref.cohortId, { reason: "No trainers" });
    await work(database);
    expect(await calendarOf(ann.email)).toEqual(["REQUEST 0 CONFIRMED", "CANCEL 2 CANCELLED"]);
    expect((await messagesTo(ann.email)).at(-1)?.body).toContain("No trainers");
    expect(await lettersTo(stella.email)).toEqual(["session-invited", "session-cancelled"]);
    expect(await lettersTo(left.email)).toEqual(["session-cancelled"]);
    expect(await lettersTo(await emailOf(training.trainer.personId))).toEqual([
      "session-invited",
      "session-cancelled",
    ]);
    const sessions = await database.sql<{ reason: string | null; revision: number }>(
      "select cancel_reason as reason, revision from cohort_session where cohort_id = $1 order by starts_at",
      [ref.cohortId],
    );
    expect(sessions).toEqual([
      { reason: null, revision: 0 },
      { reason: "No trainers", revision: 1 },
    ]);
  });

  test("whoever was only waiting hears of the cohort alone", async () => {
    await schedule();
    const stella = await nominateStranger(database, training);
    await work(database);
    await cancelCohort(training.manager, training.cohortId, { reason: "No trainers" });
    await work(database);
    expect(await lettersTo(stella.email)).toEqual([]);
  });
});

test("whoever has no account yet is invited at their address without the joining link, and again with it once they have joined", async () => {
  await schedule({ joiningLink: "https://meet.example.test/secret" });
  const stella = await nominateStranger(database, training);
  await settle(training, stella.nominationId, "booked");
  await work(database);
  const bodies = async () =>
    (await messagesTo(stella.email)).map(({ body, ics }) => `${body}${ics}`);
  expect(await bodies()).toHaveLength(1);
  expect((await bodies())[0]).not.toContain("meet.example.test");
  const joined = await createPerson(database, { country: "JM", email: stella.email });
  await database.sql("update nomination set person_id = $1 where id = $2", [
    joined.personId,
    stella.nominationId,
  ]);
  await work(database);
  expect(await bodies()).toHaveLength(2);
  expect((await bodies())[1]).toContain("meet.example.test/secret");
});

test("a trainer is invited, and told when somebody else trains instead", async () => {
  const trainerIds = [training.trainer.personId];
  const ref = await schedule({ trainerIds });
  await changeSession(training.manager, ref, next());
  await work(database);
  expect(await lettersTo(await emailOf(training.trainer.personId))).toEqual([
    "session-invited",
    "session-cancelled",
  ]);
});
