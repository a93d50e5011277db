/**
 * Writing a message, in the transaction of whatever causes it. Once per cause, kind and recipient: a job that runs again, or an
 * event that many are told of, writes to each person exactly once.
 */
import { hashCapability, newId } from "~/domain/kernel/ids";
import type { ActorDb } from "~/platform/db/doors.server";
import { env } from "~/platform/env.server";
import { localeOrEnglish, translate } from "~/platform/i18n.server";
import { deliverAfter } from "../delivery";
import {
  type Calendar,
  KINDS,
  type MessageKind,
  type MessageValue,
  mayUnsubscribe,
  type Preference,
  type Recipient,
  TOPICS,
  type ValuesOf,
} from "../schema";
import { unsubscribeCode } from "../unsubscribe-code.server";
import { oneLine, wordsOf } from "../wording";

export type Message<Kind extends MessageKind> = Recipient & {
  /** What it is about, as text of up to 200 characters: an outbox id, or one and more where one event has several things to tell. */
  cause: string;
  kind: Kind;
  values: ValuesOf<Kind>;
  calendar?: Calendar;
};

type AnyMessage = Recipient & {
  cause: string;
  kind: MessageKind;
  values: Record<string, MessageValue>;
  calendar?: Calendar;
};

type Reader = { name: string; locale: string; zone: string; preference: Preference };

/**
 * Writes to a person of the actor's countries, disclosed to the actor's organisations, or the actor; the database refuses others.
 * A calendar part does not wait for a digest. True when the message is new, false when it was written before or nobody is there.
 */
export async function writeMessage<Kind extends MessageKind>(
  db: ActorDb,
  message: Message<Kind>,
  now = new Date(),
): Promise<boolean> {
  const reader = await readerOf(db, message);
  if (!reader) return false;
  const id = newId();
  const { topic } = KINDS[message.kind];
  const refusable = "personId" in message && mayUnsubscribe(topic);
  const document = JSON.stringify({
    ...{ id, topic, kind: message.kind, cause: message.cause },
    ...("personId" in message
      ? { personId: message.personId }
      : { email: message.email, country: message.country, branch: message.branch }),
    ...textOf(message, reader),
    ...planOf(message, reader, now),
    unsubscribeHash: refusable ? hashCapability(unsubscribeCode(id)) : null,
    calendarMethod: message.calendar?.method ?? null,
    calendarIcs: message.calendar?.ics ?? null,
  });
  const [row] = await db.$queryRaw<
    { written: boolean }[]
  >`select app.write_message(${document}::jsonb) as written`;
  return row?.written ?? false;
}

async function readerOf(db: ActorDb, message: AnyMessage): Promise<Reader | null> {
  const nothingChosen = { delivery: "immediate", quiet: null } as const;
  if (!("personId" in message)) {
    const { name, locale = "en" } = message;
    return { name, locale, zone: "UTC", preference: nothingChosen };
  }
  const { topic } = KINDS[message.kind];
  const [row] = await db.$queryRaw<
    {
      name: string;
      locale: string;
      zone: string;
      delivery: Preference["delivery"] | null;
      from: string | null;
      to: string | null;
    }[]
  >`select full_name as name, locale, zone, delivery, quiet_from as "from", quiet_to as "to"
    from app.message_recipient(${message.personId}::uuid, ${topic})`;
  if (!row) return null;
  const { name, locale, zone, from, to } = row;
  const quiet = from && to ? { from, to } : null;
  return { name, locale, zone, preference: { delivery: row.delivery ?? TOPICS[topic][0], quiet } };
}

function textOf(message: AnyMessage, { name, locale: wanted, zone }: Reader) {
  const locale = localeOrEnglish(wanted);
  const t = translate(locale);
  const words = wordsOf(message.values, { locale, zone, t, origin: env().appOrigin });
  const said = { ...words, name };
  return {
    locale,
    greeting: t("notifications:letter.greeting", said),
    subject: oneLine(t(`notifications:${message.kind}.subject`, said)),
    body: t(`notifications:${message.kind}.body`, said),
  };
}

function planOf(message: AnyMessage, { preference, zone }: Reader, now: Date) {
  const { delivery: chosen } = preference;
  const delivery = message.calendar && chosen === "digest" ? "immediate" : chosen;
  const plan = deliverAfter(message.kind, { ...preference, delivery }, zone, now);
  return { delivery: plan.delivery, deliverAfter: plan.at };
}
