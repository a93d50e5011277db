/**
 * For the worker: one reminder before each session, to whoever has a seat and to its trainers. Two days ahead, since a reminder may wait
 * for the next morning's digest and for the end of quiet hours, and must still come before the session.
 */
import { today } from "~/domain/kernel/days";
import { writeMessage } from "~/domain/notifications/commands/write-message.server";
import { withCohortJob, withJob, withoutActor } from "~/platform/db/doors.server";
import { guestOf, recipientOf, sessionFor, whereOf } from "../guests.server";
import { sessionNear } from "../jobs";

const HOURS_AHEAD = 48;

/** Leaves word for every session that is near, once per guest and day of the session. Answers how many reminders are to be written. */
export const beginSessionReminders = (now = new Date()): Promise<number> =>
  withoutActor("session reminders", async (db) => {
    const [row] = await db.$queryRaw<{ begun: number }[]>`
      select app.begin_session_reminders(${now}, make_interval(hours => ${HOURS_AHEAD}::int), ${sessionNear}) as begun`;
    return row?.begun ?? 0;
  });

type Near = {
  cohortId: string;
  sessionId: string;
  nominationId: string | null;
  personId: string | null;
  on: string;
};

/** Nothing of what is cancelled, has begun or is on another day now, and nothing to somebody who is not expected any more. */
export const remindOfSession = (outboxId: string, near: Near, now = new Date()): Promise<void> =>
  (near.personId ? withCohortJob : withJob)(outboxId, async (db) => {
    const guest = await guestOf(db, near);
    const session = guest && (await sessionFor(db, near.sessionId, guest));
    if (!guest || !session?.invited || session.cancelled || session.startsAt <= now) return;
    const { id, title, cohort, startsAt: at, zone } = session;
    if (today(zone, at) !== near.on) return;
    await writeMessage(
      db,
      {
        ...{ ...recipientOf(guest), cause: `reminder ${id} ${near.on}`, kind: "session-reminder" },
        values: {
          ...{ cohort, session: title, starts: { at, zone } },
          ...{ place: whereOf(session), link: "/my-sessions" },
        },
      },
      now,
    );
  });
