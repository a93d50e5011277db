/**
 * For the worker: word of a hardship event, or of its end, is left for everybody whom it touches, each in their own country. Batches are
 * transactions of their own; a job that is killed begins again, and nobody is written to twice.
 */
import { enqueue, withJob } from "~/platform/db/doors.server";
import { type HardshipChange, hardshipNews } from "../jobs";

const BATCH = 200;

type Reader = { personId: string; country: string; officer: boolean };

export async function spreadHardshipNews(
  outboxId: string,
  { eventId }: { eventId: string },
  change: HardshipChange,
): Promise<void> {
  for (let after: string | null = null; ; ) {
    const last: string | null = await withJob(outboxId, async (db) => {
      const readers = await db.$queryRaw<Reader[]>`
        select person_id::text as "personId", country, officer from app.hardship_audience(${eventId}::uuid, ${after}::uuid, ${BATCH}::int)`;
      for (const { personId, country, officer } of readers)
        await enqueue(db, {
          ...{ topic: hardshipNews, payload: { eventId, change, officer } },
          ...{ country, personId },
        });
      return readers.at(-1)?.personId ?? null;
    });
    if (last === null) return;
    after = last;
  }
}
