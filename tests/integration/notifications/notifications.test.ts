import { afterAll, beforeEach, expect, test } from "vitest";
import { invitePerson } from "~/domain/identity/commands.server";
import { deliverMessages } from "~/domain/notifications/commands/deliver.server";
import { retryMessage } from "~/domain/notifications/commands/retry-message.server";
import { tellAward } from "~/domain/notifications/commands.server";
import { listMessages } from "~/domain/notifications/queries.server";
import { enqueue, withActor } from "~/platform/db/doors.server";
import { forgetEnvironment } from "~/platform/env.server";
import { seal } from "~/platform/sealing.server";
import { handler as invitation } from "../../../workers/handlers/notifications.invitation";
import { handler as passwordReset } from "../../../workers/handlers/notifications.password-reset";
import { createPerson, ensureOrganisation } from "../../factories/identity";
import { testDatabase } from "../../setup";
import { mailServer } from "./mail-server";

const database = await testDatabase();
const server = await mailServer();
const learner = await createPerson(database, { fullName: "Kelvin Joseph" });
const contactPoint = await createPerson(database, { grants: [{ role: "ncpoc", country: "LC" }] });
const foreign = await createPerson(database, {
  country: "JM",
  grants: [{ role: "ncpoc", country: "JM" }],
});
const ALL = { page: 1, show: "all" } as const;
const FAILED = { page: 1, show: "failed" } as const;
const admin = await createPerson(database, { grants: [{ role: "system_admin" }] });

const mailTo = (url: string | undefined) => {
  if (url) process.env.SMTP_URL = url;
  else delete process.env.SMTP_URL;
  forgetEnvironment();
};

beforeEach(async () => {
  mailTo(undefined);
  server.refuse(null);
  server.mails.length = 0;
  await database.sql("truncate message");
});
afterAll(() => mailTo(undefined));

const leave = (topic: string, payload: Record<string, unknown>) =>
  withActor(learner, (db) =>
    enqueue(db, { topic, payload, country: "LC", personId: learner.personId }),
  );

async function award(): Promise<string> {
  const payload = { personId: learner.personId, certification: "First responder", number: "LC-1" };
  const id = await leave("certification.award-issued", payload);
  await tellAward(id, payload);
  return id;
}

async function reset(): Promise<string> {
  const payload = { personId: learner.personId, sealed: seal("the-secret-token") };
  const id = await leave("identity.password-reset-requested", payload);
  await passwordReset.run(id, payload);
  return id;
}

const stored = () =>
  database.sql<{ kind: string; attempts: number; delivered: boolean; last_error: string | null }>(
    "select kind, attempts, delivered_at is not null as delivered, last_error from message",
  );
const waitLong = () =>
  database.sql("update message set deliver_after = deliver_after - interval '1 day'");

test("an invitation becomes one message with its link, however often the handler runs", async () => {
  const organisationId = await ensureOrganisation(database, "test-LC-general");
  const { code } = await invitePerson(contactPoint, {
    fullName: "Ianthe Polius",
    email: "ianthe@example.test",
    professionKey: "le_first_responder",
    organisationId,
  });
  const [event] = await database.sql<{ id: string; payload: unknown }>(
    "select id, payload from outbox where topic = 'identity.invitation-created'",
  );
  expect(JSON.stringify(event)).not.toContain(code);
  for (let run = 0; run < 3; run++) await invitation.run(event?.id ?? "", event?.payload);
  const { messages } = await listMessages(admin, ALL);
  expect(messages).toHaveLength(1);
  expect(messages[0]).toMatchObject({ email: "ianthe@example.test", kind: "invitation" });
  expect(messages[0]?.body).toContain(`/invitations/${code}`);
});

test("without a mail server nothing is sent and everything stays readable", async () => {
  await award();
  expect(await deliverMessages()).toBe(0);
  expect(await listMessages(admin, ALL)).toMatchObject({ mailWorks: false, total: 1 });
});

test("a message is sent once, to its person, in words", async () => {
  await award();
  mailTo(server.url);
  await Promise.all([deliverMessages(), deliverMessages()]);
  await deliverMessages();
  expect(server.mails).toHaveLength(1);
  expect(server.mails[0]).toContain("Dear Kelvin Joseph");
  expect(await stored()).toMatchObject([{ delivered: true, attempts: 1 }]);
});

test("a refused message says why, waits longer each time, and goes when the server takes it", async () => {
  await award();
  mailTo(server.url);
  server.refuse("452 mailbox full");
  await deliverMessages();
  expect(await stored()).toMatchObject([{ delivered: false, attempts: 1 }]);
  expect((await stored())[0]?.last_error).toContain("452 mailbox full");
  expect(await deliverMessages()).toBe(0);
  await waitLong();
  server.refuse(null);
  expect(await deliverMessages()).toBe(1);
  expect(await stored()).toMatchObject([{ delivered: true, attempts: 2, last_error: null }]);
});

test("what was given up is listed with its error and sent again when staff ask", async () => {
  await award();
  mailTo(server.url);
  server.refuse("550 no such mailbox");
  for (let day = 0; day < 10; day++) {
    await deliverMessages();
    await waitLong();
  }
  expect(await stored()).toMatchObject([{ delivered: false, attempts: 8 }]);
  const { messages, failed } = await listMessages(contactPoint, FAILED);
  expect(messages).toMatchObject([{ state: "given_up" }]);
  expect([failed, messages[0]?.lastError]).toEqual([1, expect.stringContaining("550")]);
  const id = messages[0]?.id ?? "";
  await expect(retryMessage(learner, id)).rejects.toThrow("not_mail_reader");
  await expect(retryMessage(foreign, id)).rejects.toThrow("unknown_message");
  server.refuse(null);
  expect(await retryMessage(contactPoint, id)).toEqual({ retried: true });
  expect(await deliverMessages()).toBe(1);
  expect(await stored()).toMatchObject([{ delivered: true, last_error: null }]);
  expect(await retryMessage(contactPoint, id)).toEqual({ retried: false });
});

test("a server that is not there costs a try, not the message", async () => {
  await award();
  mailTo("smtp://127.0.0.1:1");
  await deliverMessages();
  expect(await stored()).toMatchObject([{ delivered: false, attempts: 1 }]);
  expect((await stored())[0]?.last_error).toContain("ECONNREFUSED");
});

test("contact points see the mail of their country without secret links; another country sees none", async () => {
  await award();
  await reset();
  const kinds = async (actor: typeof admin) =>
    (await listMessages(actor, ALL)).messages.map((message) => message.kind).sort();
  expect(await kinds(contactPoint)).toEqual(["award-issued"]);
  expect(await kinds(foreign)).toEqual([]);
  expect(await kinds(admin)).toEqual(["award-issued", "password-reset"]);
  await expect(listMessages(learner, ALL)).rejects.toThrow("not_mail_reader");
});

test("once mail works, nobody reads another's secret link in the application", async () => {
  await reset();
  const body = async () => (await listMessages(admin, ALL)).messages[0]?.body;
  expect(await body()).toContain("the-secret-token");
  mailTo(server.url);
  expect(await body()).toBeNull();
});
