/**
 * Awards follow hardship events: those that would expire are extended by a row beside them, once per event, and their holders are
 * told. Batches are transactions of their own, so that a country of any size is done, and a killed job goes on where it stopped.
 */
import { refreshHoldings } from "~/domain/capacity/commands.server";
import type { Day } from "~/domain/kernel/days";
import { newId } from "~/domain/kernel/ids";
import { type ActorDb, enqueue, recordAudit, withJob } from "~/platform/db/doors.server";
import { extensionOf } from "../extension";
import { awardExtended } from "../jobs";

const BATCH = 100;

type Candidate = {
  awardId: string;
  personId: string;
  country: string;
  certification: string;
  number: string;
  event: string;
  months: number;
  to: Day;
  extendedTo: Day | null;
};

/** For the worker: extends what the event of its country extends. Again changes nothing. */
export async function extendAwardsAfter(
  outboxId: string,
  { eventId }: { eventId: string },
): Promise<void> {
  for (let after: string | null = null; ; ) {
    const last: string | null = await withJob(outboxId, async (db) =>
      extendBatch(db, eventId, await listCandidates(db, eventId, { after, personId: null })),
    );
    if (last === null) return;
    after = last;
  }
}

/** Extends what the running events of the job's country extend for one person: they may have come after one was declared. */
export async function extendAwardsOf(db: ActorDb, personId: string): Promise<void> {
  const events = await db.$queryRaw<{ id: string }[]>`
    select e.id from hardship_event e where e.country = any (app.actor_countries()) and e.expected_to_on >= current_date - 31 order by e.declared_at`;
  for (const { id } of events)
    await extendBatch(db, id, await listCandidates(db, id, { after: null, personId }));
}

const listCandidates = (
  db: ActorDb,
  eventId: string,
  { after, personId }: { after: string | null; personId: string | null },
): Promise<Candidate[]> =>
  db.$queryRaw<Candidate[]>`
    select award_id as "awardId", person_id as "personId", country, certification, number, event_name as event, months,
      valid_to::text as "to", extended_to::text as "extendedTo"
    from app.extension_candidates(${eventId}::uuid, ${after}::uuid, ${BATCH}::int, ${personId}::uuid)`;

/** Answers the last award looked at; null when there was none. */
async function extendBatch(
  db: ActorDb,
  eventId: string,
  candidates: Candidate[],
): Promise<string | null> {
  for (const candidate of candidates) await extend(db, eventId, candidate);
  return candidates.at(-1)?.awardId ?? null;
}

async function extend(db: ActorDb, eventId: string, award: Candidate): Promise<void> {
  const reached = extensionOf(award, award.months);
  if (!reached) return;
  const { awardId, personId, country } = award;
  const [row] = await db.$queryRaw<{ extended: boolean }[]>`
    select app.extend_award(${newId()}::uuid, ${awardId}::uuid, ${eventId}::uuid, ${reached}::date) as extended`;
  if (!row?.extended) return;
  await refreshHoldings(db, personId, "award-extended");
  await recordAudit(db, {
    ...{ action: "award.extended", subjectKind: "award", subjectId: awardId, country },
    details: { eventId, extendedTo: reached },
  });
  const { certification, number, event, to } = award;
  await enqueue(db, {
    topic: awardExtended,
    payload: { personId, certification, number, event, validTo: to, extendedTo: reached },
    ...{ country, personId },
  });
}
