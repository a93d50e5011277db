/** Messages to people: written in the transaction of the job that causes them, sent by the worker, kept either way. */
import { newId } from "~/domain/kernel/ids";
import { type ActorDb, withJob, withoutActor } from "~/platform/db/doors.server";
import { env } from "~/platform/env.server";
import { translate } from "~/platform/i18n.server";
import { sendMail } from "~/platform/mail/mail.server";
import { unseal } from "~/platform/sealing.server";

type Recipient = {
  personId: string | null;
  email: string;
  country: string;
  branch: string;
  locale: string;
};

async function write(
  db: ActorDb,
  cause: string,
  to: Recipient,
  kind: string,
  values: Record<string, string>,
): Promise<void> {
  const t = translate("en");
  const subject = t(`notifications:${kind}.subject`, values);
  const body = t(`notifications:${kind}.body`, values);
  await db.$executeRaw`
    select app.write_message(${newId()}::uuid, ${to.personId}::uuid, ${to.email}, ${to.country}, ${to.branch}, ${kind},
      ${to.locale}, ${subject}, ${body}, ${cause}::uuid)`;
}

const person = (db: ActorDb, personId: string) =>
  db.person.findUniqueOrThrow({
    where: { id: personId },
    select: { email: true, fullName: true, country: true, branch: true, locale: true },
  });

/** A reset link for a person who asked for one. */
export const tellPasswordReset = (
  outboxId: string,
  payload: { personId: string; sealed: string },
): Promise<void> =>
  withJob(outboxId, async (db) => {
    const { fullName, ...to } = await person(db, payload.personId);
    await write(db, outboxId, { ...to, personId: payload.personId }, "password-reset", {
      name: fullName,
      link: `${env().appOrigin}/reset-password/${unseal(payload.sealed)}`,
    });
  });

/** An invitation to its e-mail address. */
export const tellInvitation = (
  outboxId: string,
  payload: { invitationId: string; sealed: string },
): Promise<void> =>
  withJob(outboxId, async (db) => {
    const invited = await db.invitation.findUniqueOrThrow({ where: { id: payload.invitationId } });
    const organisation = await db.organisation.findUniqueOrThrow({
      where: { id: invited.organisationId },
      select: { name: true },
    });
    const { email, country, branch } = invited;
    await write(
      db,
      outboxId,
      { personId: null, email, country, branch, locale: "en" },
      "invitation",
      {
        name: invited.fullName,
        organisation: organisation.name,
        link: `${env().appOrigin}/invitations/${unseal(payload.sealed)}`,
      },
    );
  });

/** The news of an award, or of its withdrawal, to its holder. */
export const tellAward = (
  outboxId: string,
  payload: { personId: string; certification: string; number: string },
  kind: "award-issued" | "award-withdrawn" = "award-issued",
): Promise<void> =>
  withJob(outboxId, async (db) => {
    const { fullName, ...to } = await person(db, payload.personId);
    await write(db, outboxId, { ...to, personId: payload.personId }, kind, {
      name: fullName,
      certification: payload.certification,
      number: payload.number,
      link: `${env().appOrigin}/certificates`,
    });
  });

/** Sends what waits. Without SMTP_URL nothing is sent and messages stay readable in the application. Answers how many left. */
export async function deliverMessages(): Promise<number> {
  if (!env().smtpUrl) return 0;
  const waiting = await withoutActor(
    "delivering mail",
    (db) =>
      db.$queryRaw<
        { id: string; email: string; subject: string; body: string }[]
      >`select * from app.waiting_messages(20)`,
  );
  for (const message of waiting) {
    const error = await sendMail(message).then(
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
