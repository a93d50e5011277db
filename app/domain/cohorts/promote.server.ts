/** Gives free seats to those who wait, by the cohort's rule. The cohort's row is locked first, so that nobody slips in between. */
import type { ActorDb } from "~/platform/db/doors.server";
import type { CohortRecord } from "./cohort.server";
import { isPast } from "./deadlines";
import { settle } from "./settle.server";
import { type FreeSeats, promotesByItself, promotions, type Waiting } from "./waitlist";

/** For whoever acts as the cohort's academy. Answers how many were promoted; twice in a row the second promotes nobody. */
export async function promoteWaiting(db: ActorDb, cohort: CohortRecord): Promise<number> {
  if (!promotesByItself({ ...cohort, travelCutoffOn: null })) return 0;
  await db.$executeRaw`select app.lock_cohorts(${[cohort.id]}::uuid[])`;
  const everybody = await db.$queryRaw<Waiting[]>`
    select nomination_id as "nominationId", country, waiting_since as "waitingSince", priority, gap_rank as "gapRank"
    from app.waitlist(${cohort.id}::uuid)`;
  const waiting = everybody.filter(
    ({ country }) => !isPast(cohort, "travelCutoffOn", country, cohort.today),
  );
  if (waiting.length === 0) return 0;
  const given = promotions(cohort.promotionRule, await freeSeats(db, cohort.id), waiting);
  for (const { nominationId } of given)
    await settle(db, nominationId, "booked", "promoted", "", true);
  return given.length;
}

async function freeSeats(db: ActorDb, cohortId: string): Promise<FreeSeats> {
  const rows = await db.$queryRaw<{ country: string | null; free: number }[]>`
    select country, count(*)::int as free from seat where cohort_id = ${cohortId}::uuid and nomination_id is null group by 1`;
  const quotas = rows.flatMap(({ country, free }) => (country ? [[country, free] as const] : []));
  const shared = rows.find(({ country }) => country === null)?.free ?? 0;
  return { shared, quotas: Object.fromEntries(quotas) };
}
