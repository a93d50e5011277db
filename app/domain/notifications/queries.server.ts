/** Messages as their readers may see them. */
import type { Actor } from "~/domain/kernel/actor";
import { forbidden, notFound } from "~/domain/kernel/errors";
import { hashCapability } from "~/domain/kernel/ids";
import { withActor, withoutActor } from "~/platform/db/doors.server";
import { env } from "~/platform/env.server";
import { canReadMail, canSeeUndelivered, carriesSecret } from "./policy";
import type { Delivery, MessageState } from "./schema";
import { readSettings, type Settings } from "./settings.server";

type Progress = {
  delivery: Delivery;
  deliverAfter: Date;
  inDigest: boolean;
  deliveredAt: Date | null;
  attempts: number;
  failing: boolean;
};

function stateOf(message: Progress, mailWorks: boolean, now: Date): MessageState {
  if (message.deliveredAt) return message.inDigest ? "in_digest" : "sent";
  if (message.delivery === "off") return "off";
  if (message.delivery === "digest") return message.inDigest ? "in_digest" : "for_digest";
  if (message.failing) return message.attempts >= 8 ? "given_up" : "failing";
  if (!mailWorks) return "kept";
  return message.deliverAfter > now ? "quiet" : "waiting";
}

const worksNow = () => env().smtpUrl !== undefined;

export type MessageRow = {
  id: string;
  email: string;
  kind: string;
  subject: string;
  /** Null for secret links while mail works: then only the mailbox has them. */
  body: string | null;
  createdAt: Date;
  deliverAfter: Date;
  attempts: number;
  lastError: string | null;
  state: MessageState;
};
export type MailView = {
  messages: MessageRow[];
  total: number;
  failed: number;
  mailWorks: boolean;
};

/** Messages within the actor's reach, newest first, 50 to a page. Throws forbidden/not_mail_reader. */
export function listMessages(
  actor: Actor,
  { page, show }: { page: number; show: "all" | "failed" },
  now = new Date(),
): Promise<MailView> {
  return withActor(actor, async (db, fresh) => {
    if (!canReadMail(fresh)) throw forbidden("not_mail_reader");
    const rows = await db.$queryRaw<(Omit<MessageRow, "state"> & Progress & { total: number })[]>`
      select id, email, kind, subject, body, created_at as "createdAt", delivered_at as "deliveredAt", attempts, delivery, deliver_after as "deliverAfter",
        last_error as "lastError", last_error is not null as failing, digest_id is not null as "inDigest", count(*) over ()::int as total
      from message where ${show} = 'all' or (delivered_at is null and last_error is not null)
      order by created_at desc, id limit 50 offset ${(page - 1) * 50}`;
    const [failing] = await db.$queryRaw<{ count: number }[]>`
      select count(*)::int as count from message where delivered_at is null and last_error is not null`;
    const mailWorks = worksNow();
    const messages = rows.map(
      ({ total: _total, deliveredAt, delivery, failing, inDigest, ...row }) => ({
        ...row,
        body: mailWorks && carriesSecret(row.kind) ? null : row.body,
        lastError: deliveredAt ? null : row.lastError,
        state: stateOf({ ...row, deliveredAt, delivery, failing, inDigest }, mailWorks, now),
      }),
    );
    return { messages, total: rows[0]?.total ?? 0, failed: failing?.count ?? 0, mailWorks };
  });
}

export type MyMessage = {
  id: string;
  topic: string;
  subject: string;
  body: string;
  createdAt: Date;
  hasCalendar: boolean;
  state: MessageState;
  deliverAfter: Date;
  attempts: number;
};

/** The actor's own messages, newest first, 50 to a page; digests are left out, since what they carry is here. */
export function listMyMessages(actor: Actor, page: number, now = new Date()) {
  return withActor(actor, async (db, fresh) => {
    const rows = await db.$queryRaw<(Omit<MyMessage, "state"> & Progress & { total: number })[]>`
      select id, topic, subject, body, created_at as "createdAt", calendar_ics is not null as "hasCalendar", delivered_at as "deliveredAt", attempts, delivery,
        deliver_after as "deliverAfter", last_error is not null as failing, digest_id is not null as "inDigest", count(*) over ()::int as total
      from message where person_id = ${actor.personId}::uuid and topic not in ('digest', 'security')
      order by created_at desc, id limit 50 offset ${(page - 1) * 50}`;
    const messages: MyMessage[] = rows.map(
      ({ id, topic, subject, body, createdAt, hasCalendar, ...progress }) => ({
        ...{ id, topic, subject, body, createdAt, hasCalendar },
        ...{ deliverAfter: progress.deliverAfter, attempts: progress.attempts },
        state: stateOf(progress, worksNow(), now),
      }),
    );
    const { zone } = await readSettings(db, actor.personId);
    const total = rows[0]?.total ?? 0;
    return { messages, total, zone, staff: canSeeUndelivered(fresh) };
  });
}

/** The calendar part of one of the actor's own messages. Throws not_found/unknown_message. */
export function getCalendarPart(actor: Actor, messageId: string): Promise<string> {
  return withActor(actor, async (db) => {
    const [row] = await db.$queryRaw<{ ics: string }[]>`
      select calendar_ics as ics from message
      where id = ${messageId}::uuid and person_id = ${actor.personId}::uuid and calendar_ics is not null`;
    if (!row) throw notFound("unknown_message");
    return row.ics;
  });
}

export const getSettings = (actor: Actor): Promise<Settings> =>
  withActor(actor, (db) => readSettings(db, actor.personId));

/** What an unsubscribe link is about; looking changes nothing. Throws not_found/unknown_unsubscribe. */
export const getUnsubscribe = (
  code: string,
): Promise<{ topics: { topic: string; off: boolean }[] }> =>
  withoutActor("looking at an unsubscribe link", async (db) => {
    const topics = await db.$queryRaw<
      { topic: string; off: boolean }[]
    >`select topic, off from app.unsubscribe_subject(${hashCapability(code)}) order by 1`;
    if (topics.length === 0) throw notFound("unknown_unsubscribe");
    return { topics };
  });

export type Undelivered = {
  id: string;
  /** Null where the name is not disclosed to the actor. */
  name: string | null;
  topic: string;
  attempts: number;
  createdAt: Date;
};

/** How much mail did not reach the people of the actor's organisations, and to whom, as far as names are theirs to see. Throws forbidden. */
export function listUndelivered(actor: Actor): Promise<{ messages: Undelivered[] }> {
  return withActor(actor, async (db, fresh) => {
    if (!canSeeUndelivered(fresh)) throw forbidden("not_cohort_staff");
    const messages = await db.$queryRaw<Undelivered[]>`
      select u.id, p.full_name as name, u.topic, u.attempts, u.created_at as "createdAt"
      from app.undelivered_to_disclosed() u left join person p on p.id = u.person_id order by u.created_at desc, u.id`;
    return { messages };
  });
}
