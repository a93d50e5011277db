/** Messages as their readers may see them. */
import type { Actor } from "~/domain/kernel/actor";
import { withActor } from "~/platform/db/doors.server";

export type MessageRow = {
  id: string;
  email: string;
  kind: string;
  subject: string;
  body: string;
  createdAt: Date;
  deliveredAt: Date | null;
  lastError: string | null;
};

/** Messages within the actor's reach, newest first. */
export const listMessages = (actor: Actor): Promise<MessageRow[]> =>
  withActor(
    actor,
    (db) =>
      db.$queryRaw<
        MessageRow[]
      >`select id, email, kind, subject, body, created_at as "createdAt", delivered_at as "deliveredAt", last_error as "lastError" from message order by created_at desc limit 100`,
  );
