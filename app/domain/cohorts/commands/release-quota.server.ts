/**
 * Unused seats of a country go back to everybody: on the day the cohort names, or earlier when the contact point or the academy
 * says so. Whoever waits from that country is served first; what was given back is kept as a record.
 */
import type { Actor } from "~/domain/kernel/actor";
import { conflict, forbidden } from "~/domain/kernel/errors";
import { newId } from "~/domain/kernel/ids";
import {
  type ActorDb,
  enqueue,
  recordAudit,
  withActor,
  withCohortJob,
  withoutActor,
} from "~/platform/db/doors.server";
import { type CohortRecord, getCohort } from "../cohort.server";
import { quotasDue, seatFreed } from "../jobs";
import type { ReleaseInput } from "../nominations-input.server";
import { canReleaseQuota } from "../policy";
import { promoteWaiting } from "../promote.server";
import { takesNominations } from "../state";

/** Throws forbidden/may_not_release, conflict with cohort_takes_nobody or nothing_to_release. */
export function releaseQuota(
  actor: Actor,
  cohortId: string,
  { country, reason }: ReleaseInput,
  now = new Date(),
): Promise<{ seats: number }> {
  return withActor(actor, async (db, fresh) => {
    const cohort = await getCohort(db, cohortId, now);
    if (!canReleaseQuota(fresh, cohort, country)) throw forbidden("may_not_release");
    if (!takesNominations(cohort.state)) throw conflict("cohort_takes_nobody");
    const seats = await release(db, cohort, { country, reason, by: fresh.personId });
    if (seats === 0) throw conflict("nothing_to_release");
    return { seats };
  });
}

/** Leaves word for every cohort whose day has come. Answers how many. */
export const beginQuotaReleases = (now = new Date()): Promise<number> =>
  withoutActor("quota release days", async (db) => {
    const [row] = await db.$queryRaw<{ begun: number }[]>`
      select app.begin_quota_releases(${now}, ${quotasDue}) as begun`;
    return row?.begun ?? 0;
  });

/** For the worker: the day has come. The same event twice releases once. */
export const releaseQuotasAfter = (outboxId: string, cohortId: string, now: Date): Promise<void> =>
  withCohortJob(outboxId, async (db) => {
    const cohort = await getCohort(db, cohortId, now);
    const due = cohort.quotasReleaseOn && cohort.quotasReleaseOn <= cohort.today;
    if (!due || !takesNominations(cohort.state)) return;
    await promoteWaiting(db, cohort);
    const countries = await db.$queryRaw<{ country: string }[]>`
      select distinct country from seat where cohort_id = ${cohortId}::uuid and country is not null and nomination_id is null order by 1`;
    for (const { country } of countries)
      await release(db, cohort, { country, reason: "release_day", by: null });
  });

/** Only seats nobody stands in change; a seat taken in the same moment is simply not among them. */
async function release(
  db: ActorDb,
  cohort: CohortRecord,
  { country, reason, by }: { country: string; reason: string; by: string | null },
): Promise<number> {
  await db.$executeRaw`select app.lock_cohorts(${[cohort.id]}::uuid[])`;
  const seats = await db.$executeRaw`
    update seat set country = null where cohort_id = ${cohort.id}::uuid and country = ${country} and nomination_id is null`;
  if (seats === 0) return 0;
  const id = newId();
  await db.$executeRaw`
    insert into quota_release (id, cohort_id, organisation_id, country, seats, reason, released_by)
    values (${id}::uuid, ${cohort.id}::uuid, ${cohort.organisationId}::uuid, ${country}, ${seats}, ${reason}, ${by}::uuid)`;
  await recordAudit(db, {
    action: "quota.released",
    subjectKind: "cohort",
    subjectId: cohort.id,
    country,
    details: { seats, quotaReleaseId: id },
  });
  await enqueue(db, { topic: seatFreed, payload: { cohortId: cohort.id }, country: null });
  return seats;
}
