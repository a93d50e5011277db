/**
 * For the worker: invitations, changes and cancellations of sessions, to learners with a seat and to trainers. Whoever has an account is
 * told as the academy; whoever has none yet, within their own country, and without the joining link. Safe to run twice: a person is told
 * of each state of a session once.
 */
import { writeMessage } from "~/domain/notifications/commands/write-message.server";
import { type ActorDb, withCohortJob, withJob } from "~/platform/db/doors.server";
import { invitationOf } from "../calendar.server";
import {
  type Guest,
  type GuestSession,
  guestOf,
  recipientOf,
  sessionFor,
  whereOf,
} from "../guests.server";
import { sessionChanged } from "../jobs";
import type { SessionChange } from "../session-news.server";

export type ChangedPayload = {
  cohortId: string;
  sessionId: string;
  nominationId: string | null;
  personId: string | null;
  change: SessionChange;
  revision: number;
};

/** One person and one session. Says nothing that a later change will say better. */
export const tellOfSessionAfter = (outboxId: string, payload: ChangedPayload): Promise<void> =>
  (payload.personId ? withCohortJob : withJob)(outboxId, async (db) => {
    const guest = await guestOf(db, payload);
    const session = guest && (await sessionFor(db, payload.sessionId, guest));
    if (!guest || !session) return;
    const off = session.cancelled || !session.invited;
    if (off !== (payload.change === "cancelled")) return;
    if (session.invited && session.revision > payload.revision) return;
    await tell(db, guest, session, payload.change);
  });

export type SettledPayload = { cohortId: string; nominationId: string };

/** Whoever has a seat now is invited to all that is to come; whoever left it is told it is off. */
export const inviteToSessionsAfter = (
  outboxId: string,
  { cohortId, nominationId }: SettledPayload,
  booked: boolean,
  now: Date,
): Promise<void> =>
  withCohortJob(outboxId, async (db) => {
    const change: SessionChange = booked ? "scheduled" : "cancelled";
    await db.$executeRaw`
      select app.enqueue(gen_random_uuid(), ${sessionChanged}, jsonb_build_object('cohortId', s.cohort_id, 'sessionId', s.id, 'nominationId', n.id,
        'personId', n.person_id, 'change', ${change}::text, 'revision', s.revision), n.country, n.person_id)
      from nomination n join cohort_session s on s.cohort_id = n.cohort_id
      where n.id = ${nominationId}::uuid and n.cohort_id = ${cohortId}::uuid and s.cancelled_at is null and s.ends_at > ${now}
        and (n.status = 'booked') = ${booked}`;
  });

async function tell(
  db: ActorDb,
  guest: Guest,
  session: GuestSession,
  change: SessionChange,
): Promise<void> {
  const method = change === "cancelled" ? "CANCEL" : "REQUEST";
  const sequence = session.revision + guest.turns;
  const ics = invitationOf(method, { ...session, sequence }, guest);
  const about = {
    ...{ ...recipientOf(guest), cause: `session ${session.id} ${sequence}` },
    calendar: { method, ics } as const,
  };
  const { title, cohort, startsAt: at, zone } = session;
  const values = { cohort, session: title, starts: { at, zone }, link: "/my-sessions" };
  const place = whereOf(session);
  switch (change) {
    case "scheduled":
      await writeMessage(db, { ...about, kind: "session-invited", values: { ...values, place } });
      return;
    case "changed":
    case "moved":
      await writeMessage(db, {
        ...{ ...about, kind: "session-changed" },
        values: { ...values, place, change: wordsFor(change) },
      });
      return;
    case "cancelled":
      await writeMessage(db, {
        ...{ ...about, kind: "session-cancelled" },
        values: { ...values, reason: session.cancelReason ?? wordsFor("left") },
      });
  }
}

const wordsFor = (what: "changed" | "moved" | "left") => ({ key: `sessions:mail.${what}` });
