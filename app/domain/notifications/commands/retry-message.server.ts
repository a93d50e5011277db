/** Sending again what a mail server refused. */
import type { Actor } from "~/domain/kernel/actor";
import { forbidden, notFound } from "~/domain/kernel/errors";
import { recordAudit, withActor } from "~/platform/db/doors.server";
import { canReadMail } from "../policy";

/** Gives a failing message eight more tries from now on; false when it fails no more. Throws forbidden/not_mail_reader, not_found/unknown_message. */
export function retryMessage(
  actor: Actor,
  messageId: string,
  now = new Date(),
): Promise<{ retried: boolean }> {
  return withActor(actor, async (db, fresh) => {
    if (!canReadMail(fresh)) throw forbidden("not_mail_reader");
    const [row] = await db.$queryRaw<
      { retried: boolean | null }[]
    >`select app.retry_message(${messageId}::uuid, ${now}) as retried`;
    if (row?.retried == null) throw notFound("unknown_message");
    if (row.retried)
      await recordAudit(db, {
        action: "message.retried",
        subjectKind: "message",
        subjectId: messageId,
        country: null,
      });
    return { retried: row.retried };
  });
}
