/** What people are told of sessions, each time with the part that keeps their calendar right. */
import { v5 } from "uuid";
import type { Branch } from "~/domain/kernel/country";
import { newId } from "~/domain/kernel/ids";
import type { ActorDb } from "~/platform/db/doors.server";
import { env } from "~/platform/env.server";
import { translate } from "~/platform/i18n.server";

export type SessionRecipient =
  | { personId: string }
  | { email: string; name: string; country: string; branch: Branch };

type Values = { cohort: string; session: string; starts: { at: Date; zone: string }; link: string };
type Told =
  | { kind: "session-invited"; values: Values & { place: string } }
  | { kind: "session-changed"; values: Values & { place: string; change: string } }
  | { kind: "session-cancelled"; values: Values & { reason: string } };
export type SessionMessage = SessionRecipient &
  Told & {
    /** What it is about: a session and the state of it this tells. Told once per cause, kind and recipient. */
    cause: string;
    calendar: { method: "REQUEST" | "CANCEL"; ics: string };
  };

const CAUSES = "6f1d6f0e-5f0c-4b0e-9d52-6a2c5f2f8a11";

/** The one line to change when notifications carry calendar parts: `return writeMessage(db, message)`. */
export async function writeSessionMessage(db: ActorDb, message: SessionMessage): Promise<void> {
  const to = await addressOf(db, message);
  if (!to) return;
  const t = translate("en");
  const { at, zone } = message.values.starts;
  const starts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    dateStyle: "full",
    timeStyle: "short",
  });
  const link = new URL(message.values.link, env().appOrigin).href;
  const said = { ...message.values, name: to.name, starts: `${starts.format(at)} (${zone})`, link };
  await db.$executeRaw`
    select app.write_message(${newId()}::uuid, ${to.personId}::uuid, ${to.email}, ${to.country}, ${to.branch}, ${message.kind}, 'en',
      ${t(`sessions:mail.${message.kind}.subject`, said)}, ${t(`sessions:mail.${message.kind}.body`, said)},
      ${v5(`${message.cause} ${message.kind} ${to.personId ?? to.email}`, CAUSES)}::uuid)`;
}

type Address = {
  personId: string | null;
  email: string;
  name: string;
  country: string;
  branch: string;
};

async function addressOf(db: ActorDb, to: SessionRecipient): Promise<Address | null> {
  if (!("personId" in to)) return { ...to, personId: null };
  const person = await db.person.findUnique({
    where: { id: to.personId },
    select: { email: true, fullName: true, country: true, branch: true },
  });
  return person && { ...person, name: person.fullName, personId: to.personId };
}
