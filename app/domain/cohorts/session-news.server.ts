/** Word of a change to a session, left for each learner with a seat and each trainer, in the transaction that makes the change. */
import { type ActorDb, enqueue } from "~/platform/db/doors.server";
import { sessionChanged } from "./jobs";
import type { SessionTrainer } from "./schema";
import type { SessionRef } from "./session.server";

export type SessionChange = "scheduled" | "changed" | "moved" | "cancelled";

/** Those with a seat, those whose seat ended with the cohort, and the trainers. Nobody is told of what is over. */
export async function tellOfSessions(
  db: ActorDb,
  sessionIds: readonly string[],
  change: SessionChange,
  now: Date,
): Promise<void> {
  await db.$executeRaw`
    select app.enqueue(gen_random_uuid(), ${sessionChanged}, jsonb_build_object('cohortId', s.cohort_id, 'sessionId', s.id,
      'nominationId', w.nomination_id, 'personId', w.person_id, 'change', ${change}::text, 'revision', s.revision), w.country, w.person_id)
    from cohort_session s cross join lateral (
      select n.id as nomination_id, n.person_id, n.country from nomination n where n.cohort_id = s.cohort_id
        and 'booked' = case n.status when 'cancelled' then (select e.status from nomination_event e
          where e.nomination_id = n.id and e.status <> 'cancelled' order by e.id desc limit 1) else n.status end
      union all select null, t.person_id, t.country from session_trainer t where t.session_id = s.id) w
    where s.id = any (${[...sessionIds]}::uuid[]) and s.ends_at > ${now}`;
}

/** Who does not train in it any more. */
export async function tellFormerTrainers(
  db: ActorDb,
  { cohortId, sessionId }: SessionRef,
  former: readonly SessionTrainer[],
  revision: number,
): Promise<void> {
  for (const { personId } of former) {
    const payload = { cohortId, sessionId, nominationId: null, personId, revision };
    const event = { topic: sessionChanged, payload: { ...payload, change: "cancelled" } };
    await enqueue(db, { ...event, country: null, personId });
  }
}
