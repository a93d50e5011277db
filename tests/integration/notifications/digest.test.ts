/** The daily digest: one mail a day of all that waits, whatever is killed in between. And refusing mail by its link. */
import { beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "~/domain/kernel/actor";
import { bundleDigests, deliverMessages } from "~/domain/notifications/commands/deliver.server";
import { choosePreferences, unsubscribe } from "~/domain/notifications/commands/preferences.server";
import { writeMessage } from "~/domain/notifications/commands/write-message.server";
import {
  getSettings,
  getUnsubscribe,
  listMyMessages,
  listUndelivered,
} from "~/domain/notifications/queries.server";
import { withActor } from "~/platform/db/doors.server";
import { createPerson, disclose } from "../../factories/identity";
import { testDatabase } from "../../setup";
import { mailServer } from "./mail-server";
import { CHOICES, mailTo } from "./preferences";

const database = await testDatabase();
const server = await mailServer();
const ACADEMY = "digest-academy";
const manager = await createPerson(database, {
  grants: [{ role: "academy_manager", organisation: ACADEMY }],
});
const other = await createPerson(database, {
  grants: [{ role: "instructor", organisation: "another-academy" }],
});
const learner = await createPerson(database, { country: "JM", fullName: "Oneil Brathwaite" });
const unnamed = await createPerson(database, { country: "BB", fullName: "Rashida Alleyne" });
await disclose(database, learner.personId, ACADEMY, ["name"]);
await disclose(database, unnamed.personId, ACADEMY, ["progress"]);

const EVENING = new Date("2026-06-09T23:00:00Z");
const MORNING = new Date("2026-06-10T12:00:00Z"); // seven in Kingston

beforeEach(async () => {
  mailTo(server.url);
  server.refuse(null);
  server.mails.length = 0;
  await database.sql("truncate message, notification_preference, quiet_hours");
});

const announce = (to: Actor, title: string, now = EVENING) =>
  withActor(manager, (db) =>
    writeMessage(
      db,
      {
        ...{ cause: title, personId: to.personId, kind: "announcement" },
        values: {
          ...{ cohort: "First responders", title, from: "The academy", link: "/my-learning" },
          text: `About ${title}.`,
        },
      },
      now,
    ),
  );
const wantDigest = (person: Actor) =>
  choosePreferences(person, { ...CHOICES, topics: { ...CHOICES.topics, announcements: "digest" } });

describe("a digest", () => {
  test("is one mail of all that waits, and each message then counts as sent", async () => {
    await wantDigest(learner);
    for (const title of ["rooms", "boots", "lunch"]) await announce(learner, title);
    expect(await bundleDigests(EVENING)).toBe(0);
    expect(await bundleDigests(MORNING)).toBe(1);
    await deliverMessages(MORNING);
    expect(server.mails).toHaveLength(1);
    const [mail = ""] = server.mails;
    expect(mail).toContain("Breakwater today: 3 messages");
    for (const title of ["rooms", "boots", "lunch"]) expect(mail).toContain(`About ${title}.`);
    const { messages, total } = await listMyMessages(learner, 1);
    expect([total, messages.map(({ state }) => state)]).toEqual([
      3,
      ["in_digest", "in_digest", "in_digest"],
    ]);
  });

  test("stays one when the job is run twice, by two workers, or killed before it commits", async () => {
    await wantDigest(learner);
    await announce(learner, "rooms");
    await announce(learner, "boots");
    const killed = database.sql(
      `do $$ declare d record; begin
         set local role breakwater_app;
         select * into d from app.next_digest('${MORNING.toISOString()}');
         perform app.write_digest(jsonb_build_object('id', gen_random_uuid(), 'personId', d.person_id, 'locale', 'en', 'greeting', 'x', 'subject', 'x', 'body', 'x', 'onDay', d.on_day),
           array(select (m ->> 'id')::uuid from jsonb_array_elements(d.messages) m), now());
         raise exception 'killed';
       end $$`,
    );
    await expect(killed).rejects.toThrow("killed");
    await Promise.all([bundleDigests(MORNING), bundleDigests(MORNING), bundleDigests(MORNING)]);
    await bundleDigests(MORNING);
    const rows = await database.sql<{ carried: number }>(
      "select (select count(*)::int from message c where c.digest_id = d.id) as carried from message d where kind = 'digest'",
    );
    expect(rows).toEqual([{ carried: 2 }]);
  });

  test("comes once a day: what is written later waits for tomorrow's", async () => {
    await wantDigest(learner);
    await announce(learner, "rooms");
    await bundleDigests(MORNING);
    await announce(learner, "boots", new Date(MORNING.getTime() + 60_000));
    await database.sql("update message set deliver_after = $1 where cause = 'boots'", [MORNING]);
    expect(await bundleDigests(new Date(MORNING.getTime() + 3_600_000))).toBe(0);
    expect(await bundleDigests(new Date(MORNING.getTime() + 86_400_000))).toBe(1);
  });

  test("keeps trying when the mail server refuses it, and its messages count as sent only then", async () => {
    await wantDigest(learner);
    await announce(learner, "rooms");
    await bundleDigests(MORNING);
    server.refuse("452 full");
    await deliverMessages(MORNING);
    const delivered = () =>
      database.sql<{ n: number }>("select count(delivered_at)::int as n from message");
    expect(await delivered()).toEqual([{ n: 0 }]);
    server.refuse(null);
    await deliverMessages(new Date(MORNING.getTime() + 120_000));
    expect(await delivered()).toEqual([{ n: 2 }]);
  });
});

const linkIn = (mail = "") =>
  /^List-Unsubscribe:\s+<\S*\/unsubscribe\/([a-z2-7]{26})>/m.exec(mail)?.[1] ?? "";

describe("refusing mail by its link", () => {
  test("works without signing in; looking changes nothing, doing it twice is once", async () => {
    await announce(learner, "rooms");
    await deliverMessages(EVENING);
    const [mail = ""] = server.mails;
    const code = linkIn(mail);
    expect(mail).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    expect(mail.replace(/=\r\n/g, "")).toContain(`/unsubscribe/${code}`);
    expect(JSON.stringify(await database.sql("select * from message"))).not.toContain(code);
    expect(await getUnsubscribe(code)).toEqual({
      topics: [{ topic: "announcements", off: false }],
    });
    await announce(learner, "boots");
    await unsubscribe(code);
    await unsubscribe(code);
    expect(await getUnsubscribe(code)).toEqual({ topics: [{ topic: "announcements", off: true }] });
    const { topics } = await getSettings(learner);
    expect(topics.filter(({ delivery }) => delivery === "off")).toEqual([
      { topic: "announcements", delivery: "off" },
    ]);
    await announce(learner, "lunch");
    await deliverMessages(MORNING);
    expect(server.mails).toHaveLength(1);
    expect((await listMyMessages(learner, 1)).total).toBe(3);
    expect(await database.sql("select 1 from notification_preference")).toHaveLength(1);
  });
  test("is offered by a digest for what it carries", async () => {
    await wantDigest(learner);
    await announce(learner, "rooms");
    await bundleDigests(MORNING);
    await deliverMessages(MORNING);
    await unsubscribe(linkIn(server.mails[0]));
    expect((await getSettings(learner)).topics).toContainEqual({
      ...{ topic: "announcements", delivery: "off" },
    });
  });
  test("is refused for a link that is not ours", async () => {
    await expect(unsubscribe("a".repeat(26))).rejects.toThrow("unknown_unsubscribe");
    await expect(getUnsubscribe("a".repeat(26))).rejects.toThrow("unknown_unsubscribe");
  });
});

test("an academy learns how much did not arrive and to whom, as far as names are disclosed to it", async () => {
  server.refuse("550 no such mailbox");
  await announce(learner, "rooms");
  await announce(unnamed, "rooms");
  await deliverMessages(EVENING);
  const names = async (actor: Actor) =>
    (await listUndelivered(actor)).messages.map(({ name }) => name).sort();
  expect(await names(manager)).toEqual(["Oneil Brathwaite", null]);
  expect(await names(other)).toEqual([]);
  expect(JSON.stringify(await listUndelivered(manager))).not.toMatch(/rooms|550|example\.test/);
  await expect(listUndelivered(learner)).rejects.toThrow("not_cohort_staff");
});
