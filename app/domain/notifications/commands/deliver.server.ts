/** The worker's hand on the mail: it bundles digests and sends what is due. Both may be killed at any point and run again. */
import { hashCapability, newId } from "~/domain/kernel/ids";
import { type ActorDb, withoutActor } from "~/platform/db/doors.server";
import { env } from "~/platform/env.server";
import { localeOrEnglish, translate } from "~/platform/i18n.server";
import { sendMail } from "~/platform/mail/mail.server";
import { unsubscribeCode, unsubscribeLink } from "../unsubscribe-code.server";
import { letterOf } from "../wording";

type Waiting = {
  id: string;
  email: string;
  locale: string;
  greeting: string;
  subject: string;
  body: string;
  calendarMethod: "REQUEST" | "CANCEL" | null;
  calendarIcs: string | null;
  refusable: boolean;
};

/** Sends what is due. Without SMTP_URL nothing is sent and messages stay readable in the application. Answers how many left. */
export async function deliverMessages(now = new Date()): Promise<number> {
  if (!env().smtpUrl) return 0;
  const waiting = await withoutActor(
    "delivering mail",
    (db) => db.$queryRaw<Waiting[]>`
      select id, email, locale, greeting, subject, body, calendar_method as "calendarMethod", calendar_ics as "calendarIcs", refusable
      from app.waiting_messages(20, ${now})`,
  );
  for (const message of waiting) {
    const error = await sendMail(mailOf(message)).then(
      () => null,
      (failure: unknown) => String(failure),
    );
    await withoutActor(
      "delivering mail",
      (db) => db.$executeRaw`select app.settle_message(${message.id}::uuid, ${error})`,
    );
  }
  return waiting.length;
}

function mailOf(message: Waiting) {
  const { id, email, subject, calendarMethod, calendarIcs } = message;
  const link = message.refusable ? unsubscribeLink(id) : null;
  return {
    ...{ id, email, subject },
    body: letterOf(message, translate(localeOrEnglish(message.locale)), link),
    unsubscribe: link,
    calendar: calendarMethod && calendarIcs ? { method: calendarMethod, ics: calendarIcs } : null,
  };
}

type Due = {
  personId: string;
  name: string;
  locale: string;
  onDay: Date;
  messages: { id: string; subject: string; body: string; refusable: boolean }[];
};

/** One mail of all that waits for a person's digest, at most one a day; a transaction each. Answers how many digests were made. */
export async function bundleDigests(now = new Date()): Promise<number> {
  for (let made = 0; ; made++) {
    const bundled = await withoutActor("bundling digests", (db) => bundleNext(db, now));
    if (!bundled) return made;
  }
}

async function bundleNext(db: ActorDb, now: Date): Promise<boolean> {
  const [due] = await db.$queryRaw<Due[]>`
    select person_id as "personId", full_name as name, locale, on_day as "onDay", messages from app.next_digest(${now})`;
  if (!due) return false;
  const id = newId();
  const { personId, onDay, messages } = due;
  const refusable = messages.some((message) => message.refusable);
  const document = JSON.stringify({
    ...{ id, personId, onDay: onDay.toISOString().slice(0, 10) },
    ...digestText(due),
    unsubscribeHash: refusable ? hashCapability(unsubscribeCode(id)) : null,
  });
  const carried = messages.map((message) => message.id);
  await db.$executeRaw`select app.write_digest(${document}::jsonb, ${carried}::uuid[], ${now})`;
  return true;
}

function digestText({ name, locale: wanted, messages }: Due) {
  const locale = localeOrEnglish(wanted);
  const t = translate(locale);
  const count = messages.length;
  const parts = messages.map(({ subject, body }, at) => `${at + 1}. ${subject}\n\n${body}`);
  const read = t("notifications:digest.read", { link: `${env().appOrigin}/messages` });
  return {
    locale,
    greeting: t("notifications:letter.greeting", { name }),
    subject: t("notifications:digest.subject", { count }),
    body: [t("notifications:digest.body", { count }), ...parts, read].join("\n\n"),
  };
}
