/** A cohort in the hands of the academy that runs it, its row locked: seats are given under the same lock. */
import type { Actor } from "~/domain/kernel/actor";
import { forbidden } from "~/domain/kernel/errors";
import type { ActorDb } from "~/platform/db/doors.server";
import { type CohortRecord, getCohort } from "./cohort.server";
import type { Quotas } from "./plan";
import { canManageAcademy } from "./policy";

/** Throws not_found/unknown_cohort, forbidden/not_academy_manager. */
export async function lockOwnCohort(
  db: ActorDb,
  actor: Actor,
  cohortId: string,
  now: Date,
): Promise<CohortRecord> {
  // locked in a statement of its own: the next one then sees what another command has done meanwhile
  await db.$executeRaw`select 1 from cohort where id = ${cohortId}::uuid and organisation_id = any ((select app.actor_organisations())::uuid[]) for update`;
  return getOwnCohort(db, actor, cohortId, now);
}

/** The same without the lock, for pages. */
export async function getOwnCohort(
  db: ActorDb,
  actor: Actor,
  cohortId: string,
  now: Date,
): Promise<CohortRecord> {
  const cohort = await getCohort(db, cohortId, now);
  if (!canManageAcademy(actor, cohort)) throw forbidden("not_academy_manager");
  return cohort;
}

export async function readQuotas(db: ActorDb, cohortId: string): Promise<Quotas> {
  const rows = await db.$queryRaw<{ country: string; seats: number }[]>`
    select country, seats from cohort_quota where cohort_id = ${cohortId}::uuid`;
  return Object.fromEntries(rows.map(({ country, seats }) => [country, seats]));
}
