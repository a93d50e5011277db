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
import { deadlineFor } from "../deadlines";
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

/** Leaves word for every cohort in which the day of some country has come. Answers how many. */
export const beginQuotaReleases = (now = new Date()): Promise<number> =>
  withoutActor("quota release days", async (db) => {
    const candidates = await db.$queryRaw<{ cohortId: string; countries: string[] }[]>`
      select cohort_id::text as "cohortId", array_agg(country) as countries from app.quotas_due(${now}, ${quotasDue}) group by 1`;
    let begun = 0;
    for (const { cohortId, countries } of candidates) {
      const cohort = await getCohort(db, cohortId, now);
      if (!countries.some((country) => isDue(cohort, country))) continue;
      await enqueue(db, { topic: quotasDue, payload: { cohortId }, country: null });
      begun++;
    }
    return begun;
  });

/** The day itself counts; a country in a hardship event keeps its seats as many days longer. */
const isDue = (cohort: CohortRecord, country: string): boolean => {
  const held = deadlineFor(cohort, "quotasReleaseOn", country);
  return held !== null && held.due <= cohort.today;
};

/** For the worker: the day has come. The same event twice releases once. */
export const releaseQuotasAfter = (outboxId: string, cohortId: string, now: Date): Promise<void> =>
  withCohortJob(outboxId, async (db) => {
    const cohort = await getCohort(db, cohortId, now);
    if (!takesNominations(cohort.state)) return;
    const countries = await db.$queryRaw<{ country: string }[]>`
      select distinct country from seat where cohort_id = ${cohortId}::uuid and country is not null and nomination_id is null order by 1`;
    const due = countries.filter(({ country }) => isDue(cohort, country));
    if (due.length === 0) return;
    await promoteWaiting(db, cohort);
    for (const { country } of due)
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
