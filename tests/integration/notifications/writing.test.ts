/** Writing to people: whom one may write to, once each, in their zone, at the time they chose, with what calendars understand. */
import { beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "~/domain/kernel/actor";
import { day } from "~/domain/kernel/days";
import { deliverMessages } from "~/domain/notifications/commands/deliver.server";
import { choosePreferences } from "~/domain/notifications/commands/preferences.server";
import { type Message, writeMessage } from "~/domain/notifications/commands/write-message.server";
import { getCalendarPart, listMyMessages } from "~/domain/notifications/queries.server";
import { enqueue, withActor, withJob } from "~/platform/db/doors.server";
import { createPerson, disclose } from "../../factories/identity";
import { testDatabase } from "../../setup";
import { mailServer } from "./mail-server";
import { CHOICES, mailTo } from "./preferences";

const database = await testDatabase();
const server = await mailServer();
const ACADEMY = "writing-academy";
const manager = await createPerson(database, {
  grants: [{ role: "academy_manager", organisation: ACADEMY }],
});
const jamaican = await createPerson(database, { country: "JM", fullName: "Oneil Brathwaite" });
const bahamian = await createPerson(database, { country: "BS", fullName: "Ada Rolle" });
const stranger = await createPerson(database, { country: "JM" });
const contact = await createPerson(database, { grants: [{ role: "ncpoc", country: "LC" }] });
const judge = await createPerson(database, { branch: "judicial" });
await disclose(database, jamaican.personId, ACADEMY, ["name"]);
await disclose(database, bahamian.personId, ACADEMY, ["progress"]);

const seat = (personId: string, cause = "one"): Message<"seat-booked"> => ({
  ...{ cause, personId, kind: "seat-booked" },
  values: {
    ...{ cohort: "First responders, June", academy: "The academy", place: "Castries" },
    ...{ starts: { on: day("2026-06-09") }, link: "/my-learning" },
  },
});
const as = (actor: Actor, message: Message<"seat-booked">, now?: Date) =>
  withActor(actor, (db) => writeMessage(db, message, now));
const written = () =>
  database.sql<{ person_id: string; delivery: string; deliver_after: Date; body: string }>(
    "select person_id, delivery, deliver_after, body from message order by created_at",
  );

beforeEach(async () => {
  mailTo(undefined);
  server.mails.length = 0;
  await database.sql("truncate message, notification_preference, quiet_hours");
});

describe("whom an organisation writes to", () => {
  test("the people disclosed to it, whatever their country", async () => {
    await as(manager, seat(jamaican.personId));
    await as(manager, seat(bahamian.personId));
    expect(await written()).toHaveLength(2);
  });
  test("nobody else, nor anyone whose disclosure has ended", async () => {
    await expect(as(manager, seat(stranger.personId))).rejects.toThrow("another country");
    const ending = await createPerson(database, { country: "JM" });
    await disclose(database, ending.personId, ACADEMY, ["name"]);
    await as(manager, seat(ending.personId));
    await database.sql("update disclosure set until_on = current_date - 1 where person_id = $1", [
      ending.personId,
    ]);
    await expect(as(manager, seat(ending.personId, "two"))).rejects.toThrow("another country");
  });
  test("a contact point writes to its own people, not to judges or neighbours", async () => {
    await as(contact, seat(manager.personId));
    await expect(as(contact, seat(judge.personId))).rejects.toThrow("another country");
    await expect(as(contact, seat(jamaican.personId))).rejects.toThrow("another country");
  });
  test("a job writes to the people of its country, in every branch, and to no neighbour", async () => {
    const topic = { topic: "test", payload: {}, country: "LC" };
    const id = await withActor(contact, (db) => enqueue(db, topic));
    await withJob(id, (db) => writeMessage(db, seat(judge.personId, id)));
    const abroad = withJob(id, (db) => writeMessage(db, seat(stranger.personId, id)));
    await expect(abroad).rejects.toThrow("another country");
    expect(await written()).toMatchObject([{ person_id: judge.personId }]);
  });
});

describe("one event that many are told of", () => {
  test("writes to each exactly once, however often it runs", async () => {
    const run = async () => [
      await as(manager, seat(jamaican.personId, "event")),
      await as(manager, seat(bahamian.personId, "event")),
    ];
    expect(await run()).toEqual([true, true]);
    expect(await run()).toEqual([false, false]);
    await as(manager, seat(jamaican.personId, "event second-session"));
    expect(await written()).toHaveLength(3);
  });
  test("all at once still writes once", async () => {
    const runs = Array.from({ length: 6 }, () => as(manager, seat(jamaican.personId, "race")));
    expect((await Promise.all(runs)).filter(Boolean)).toHaveLength(1);
  });
});

test("a person's times are their own zone's, with the host's beside them", async () => {
  await withActor(manager, (db) =>
    writeMessage(db, {
      ...{ cause: "when", personId: jamaican.personId, kind: "session-invited" },
      values: {
        ...{ cohort: "First responders", session: "Scene", place: "Castries", link: "/x" },
        starts: { at: new Date("2026-06-09T13:00:00Z"), zone: "America/St_Lucia" },
      },
    }),
  );
  const { messages } = await listMyMessages(jamaican, 1);
  expect(messages[0]?.body).toMatch(/9 June 2026 at 08:00 \S+ \(9 June 2026 at 09:00 \S+ where/);
});

test("a person whose language we do not speak yet is written to in English", async () => {
  await database.sql("update person set locale = 'ht' where id = $1", [jamaican.personId]);
  await as(manager, seat(jamaican.personId, "language"));
  const rows = await database.sql("select locale, greeting, subject from message");
  expect(rows).toEqual([
    {
      ...{ locale: "en", greeting: "Dear Oneil Brathwaite," },
      subject: "Your seat is booked: First responders, June",
    },
  ]);
});

describe("what the person chose", () => {
  test("plans the delivery: quiet hours, the digest, or nothing by mail", async () => {
    const night = new Date("2026-06-10T03:30:00Z"); // half past ten in the evening in Kingston
    await choosePreferences(jamaican, { ...CHOICES, quietFrom: "22:00", quietTo: "06:00" });
    await as(manager, seat(jamaican.personId, "quiet"), night);
    const choose = (cohorts: "digest" | "off") =>
      choosePreferences(jamaican, { ...CHOICES, topics: { ...CHOICES.topics, cohorts } });
    await choose("digest");
    await as(manager, seat(jamaican.personId, "digest"), night);
    expect(await written()).toMatchObject([
      { delivery: "immediate", deliver_after: new Date("2026-06-10T11:00:00Z") },
      { delivery: "digest", deliver_after: new Date("2026-06-10T12:00:00Z") },
    ]);
    await choose("off"); // and what waits stays
    await as(manager, seat(jamaican.personId, "off"), night);
    const off = { delivery: "off" };
    expect(await written()).toMatchObject([off, off, off]);
    expect((await listMyMessages(jamaican, 1)).total).toBe(3);
  });
  test("is kept as it was chosen, and choosing the same again adds nothing", async () => {
    const digest = { ...CHOICES, topics: { ...CHOICES.topics, reminders: "digest" as const } };
    await choosePreferences(jamaican, digest);
    await choosePreferences(jamaican, digest);
    await choosePreferences(jamaican, CHOICES);
    const rows = await database.sql("select 1 from notification_preference");
    expect(rows).toHaveLength(2);
  });
  test("must be offered, and quiet hours must have two different ends", async () => {
    const refused = (input: Partial<typeof CHOICES>, reason: string) =>
      expect(
        Promise.resolve().then(() => choosePreferences(jamaican, { ...CHOICES, ...input })),
      ).rejects.toThrow(reason);
    await refused({ topics: { ...CHOICES.topics, certificates: "off" } }, "delivery_not_offered");
    await refused({ quietFrom: "22:00" }, "quiet_needs_both");
    await refused({ quietFrom: "22:00", quietTo: "22:00" }, "quiet_without_end");
  });
  test("a message waits for its time before it is sent", async () => {
    mailTo(server.url);
    const now = new Date();
    await as(manager, seat(jamaican.personId), now);
    await database.sql("update message set deliver_after = $1", [
      new Date(now.getTime() + 3_600_000),
    ]);
    expect(await deliverMessages(now)).toBe(0);
    expect(await deliverMessages(new Date(now.getTime() + 3_600_001))).toBe(1);
  });
});

describe("a message with a calendar part", () => {
  const ics = [
    ...["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Breakwater//test//EN", "METHOD:CANCEL"],
    ...["BEGIN:VEVENT", "UID:session-1@example.test", "SEQUENCE:2", "DTSTAMP:20260601T120000Z"],
    ...["DTSTART:20260609T130000Z", "STATUS:CANCELLED", "END:VEVENT", "END:VCALENDAR", ""],
  ].join("\r\n");
  const cancelled = (person: Actor) =>
    withActor(manager, (db) =>
      writeMessage(db, {
        ...{ cause: "cancelled", personId: person.personId, kind: "session-cancelled" },
        values: {
          ...{ cohort: "First responders", session: "Scene", reason: "The hall is flooded." },
          ...{ starts: { at: new Date("2026-06-09T13:00:00Z") }, link: "/x" },
        },
        calendar: { method: "CANCEL", ics },
      }),
    );

  test("reaches the mailbox as one that calendars act on, and the application", async () => {
    mailTo(server.url);
    await cancelled(jamaican);
    await deliverMessages();
    const [mail = ""] = server.mails;
    expect(mail).toMatch(/content-type: text\/calendar;[^\n]*method=CANCEL/i);
    const [part] =
      /Content-Type: text\/calendar[\s\S]*?\r\n\r\n([\s\S]*?)\r\n--/.exec(mail)?.slice(1) ?? [];
    const sent = part?.includes("BEGIN:") ? part : Buffer.from(part ?? "", "base64").toString();
    expect(sent.replaceAll("\r\n", "\n").trim()).toBe(ics.replaceAll("\r\n", "\n").trim());
    const { messages } = await listMyMessages(jamaican, 1);
    expect(messages[0]).toMatchObject({ hasCalendar: true, state: "sent" });
    expect(await getCalendarPart(jamaican, messages[0]?.id ?? "")).toBe(ics);
    await expect(getCalendarPart(stranger, messages[0]?.id ?? "")).rejects.toThrow("not_found");
  });
});
