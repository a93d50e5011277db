/** Messages as their readers may see them. */
import type { Actor } from "~/domain/kernel/actor";
import { forbidden } from "~/domain/kernel/errors";
import { withActor } from "~/platform/db/doors.server";
import { env } from "~/platform/env.server";
import { canReadMail, carriesSecret } from "./policy";

export type MessageRow = {
  id: string;
  email: string;
  kind: string;
  subject: string;
  /** Null for secret links while mail works: then only the mailbox has them. */
  body: string | null;
  createdAt: Date;
  deliveredAt: Date | null;
  attempts: number;
  lastError: string | null;
};

export type MailView = { messages: MessageRow[]; total: number; mailWorks: boolean };

/** Messages within the actor's reach, newest first, 50 to a page. Throws forbidden/not_mail_reader. */
export function listMessages(actor: Actor, page: number): Promise<MailView> {
  return withActor(actor, async (db, fresh) => {
    if (!canReadMail(fresh)) throw forbidden("not_mail_reader");
    const rows = await db.$queryRaw<(MessageRow & { total: number })[]>`
      select id, email, kind, subject, body, created_at as "createdAt", delivered_at as "deliveredAt", attempts,
        last_error as "lastError", count(*) over ()::int as total
      from message order by created_at desc, id limit 50 offset ${(page - 1) * 50}`;
    const mailWorks = env().smtpUrl !== undefined;
    const messages = rows.map((row) => ({
      ...row,
      body: mailWorks && carriesSecret(row.kind) ? null : row.body,
    }));
    return { messages, total: rows[0]?.total ?? 0, mailWorks };
  });
}
