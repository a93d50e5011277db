/**
 * How this area writes to people. The shape is that of the notifications area's writeMessage: a person by id, or an address that
 * has no account yet; once per cause, kind and recipient.
 */
import { v5 } from "uuid";
import type { Branch } from "~/domain/kernel/country";
import type { Day } from "~/domain/kernel/days";
import { newId } from "~/domain/kernel/ids";
import type { ActorDb } from "~/platform/db/doors.server";
import { env } from "~/platform/env.server";
import { translate } from "~/platform/i18n.server";

export type MessageRecipient =
  | { personId: string }
  | { email: string; name: string; country: string; branch: Branch };

export type CohortMessage = MessageRecipient & {
  cause: string;
  kind: string;
  values: Record<string, string | { on: Day }>;
};

/** True when the message is new, false when nobody is there to read it. */
export async function tell(db: ActorDb, message: CohortMessage): Promise<boolean> {
  const to = await recipientOf(db, message);
  if (!to) return false;
  const t = translate("en");
  const values = { ...wordsOf(message.values), name: to.name };
  const cause = v5(`${message.kind} ${to.personId ?? to.email}`, message.cause);
  await db.$executeRaw`
    select app.write_message(${newId()}::uuid, ${to.personId}::uuid, ${to.email}, ${to.country}, ${to.branch}, ${message.kind}, ${to.locale},
      ${t(`nominations:mail.${message.kind}.subject`, values)}, ${t(`nominations:mail.${message.kind}.body`, values)}, ${cause}::uuid)`;
  return true;
}

async function recipientOf(db: ActorDb, message: CohortMessage) {
  if (!("personId" in message)) {
    const { email, name, country, branch } = message;
    return { personId: null, email, name, country, branch, locale: "en" };
  }
  const person = await db.person.findUnique({
    where: { id: message.personId },
    select: { email: true, fullName: true, country: true, branch: true, locale: true },
  });
  if (!person) return null;
  const { fullName: name, ...rest } = person;
  return { ...rest, name, personId: message.personId };
}

const wordsOf = (values: CohortMessage["values"]): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, wordOf(key, value)]));

function wordOf(key: string, value: string | { on: Day }): string {
  if (typeof value !== "string")
    return new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(
      new Date(value.on),
    );
  return key === "link" && value.startsWith("/") ? env().appOrigin + value : value;
}
