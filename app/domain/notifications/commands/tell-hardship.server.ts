/** For the worker: one reader learns of a hardship event or of its end, once each, however often the event's job has left word. */
import { type Day, day } from "~/domain/kernel/days";
import { type ActorDb, withJob } from "~/platform/db/doors.server";
import { writeMessage } from "./write-message.server";

type News = { eventId: string; change: "declared" | "ended"; officer: boolean };
type Event = {
  name: string;
  iso2: string;
  country: string;
  from: Day;
  to: Day;
  calledOff: boolean;
};

/** Officers read what was declared and where; whoever has something due reads what it means for them. */
export const tellHardship = (outboxId: string, { eventId, change, officer }: News): Promise<void> =>
  withJob(outboxId, async (db) => {
    const personId = await readerOf(db);
    const event = await readEvent(db, eventId);
    if (!personId || !event) return;
    const { name, iso2, country, from, to, calledOff } = event;
    const link = officer ? `/country/${iso2}/hardship` : "/my-learning";
    const about = { personId, cause: `hardship ${eventId} ${change}` };
    const values = { event: name, country, link };
    const [first, last] = [{ on: from }, { on: to }];
    if (change === "declared" && !calledOff)
      await writeMessage(db, {
        ...{ ...about, kind: officer ? "hardship-notice" : "hardship-declared" },
        values: { ...values, from: first, until: last },
      });
    if (change === "ended" && calledOff)
      await writeMessage(db, {
        ...{ ...about, kind: "hardship-called-off" },
        values: { ...values, from: first },
      });
    if (change === "ended" && !calledOff)
      await writeMessage(db, {
        ...{ ...about, kind: "hardship-ended" },
        values: { ...values, until: last },
      });
  });

/** Whom the job is for. */
async function readerOf(db: ActorDb): Promise<string | null> {
  const [row] = await db.$queryRaw<{ personId: string | null }[]>`
    select app.actor_person()::text as "personId"`;
  return row?.personId ?? null;
}

async function readEvent(db: ActorDb, eventId: string): Promise<Event | null> {
  const [row] = await db.$queryRaw<(Omit<Event, "from" | "to"> & { from: string; to: string })[]>`
    select name, iso2, country, from_on::text as "from", to_on::text as "to", called_off as "calledOff" from app.hardship_news(${eventId}::uuid)`;
  return row ? { ...row, from: day(row.from), to: day(row.to) } : null;
}
