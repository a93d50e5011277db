/** Publishing: from now on the region sees the cohort, and its seats exist. */
import type { Actor } from "~/domain/kernel/actor";
import { conflict } from "~/domain/kernel/errors";
import { type ActorDb, recordAudit, withActor } from "~/platform/db/doors.server";
import type { CohortRecord } from "../cohort.server";
import { lockOwnCohort, readQuotas } from "../own-cohort.server";
import { settleSeats } from "../seat-rows.server";

/**
 * Makes the seats from the quotas and the reserve and shows the cohort to the region; again changes nothing.
 * Throws not_found, forbidden/not_academy_manager, conflict/{is_template, cohort_is_over, no_delivery_right, curriculum_withdrawn,
 * starts_in_past, nominations_closed_already}.
 */
export function publishCohort(actor: Actor, cohortId: string, now = new Date()): Promise<void> {
  return withActor(actor, async (db, fresh) => {
    const cohort = await lockOwnCohort(db, fresh, cohortId, now);
    if (["demand", "open", "running", "ended"].includes(cohort.state)) return;
    if (cohort.state === "template") throw conflict("is_template");
    if (cohort.state !== "draft") throw conflict("cohort_is_over");
    assertAhead(cohort);
    await assertMayDeliver(db, cohort);
    const { seats } = cohort;
    await settleSeats(db, cohort, { seats, quotas: await readQuotas(db, cohortId) });
    await db.$executeRaw`update cohort set published_at = ${now}, published_by = ${fresh.personId}::uuid where id = ${cohortId}::uuid`;
    await recordAudit(db, {
      ...{ action: "cohort.published", subjectKind: "cohort", subjectId: cohortId },
      ...{ country: cohort.academyCountry, details: { code: cohort.code, seats } },
    });
  });
}

function assertAhead({ startsOn, nominationsCloseOn, today }: CohortRecord): void {
  if (startsOn && startsOn < today) throw conflict("starts_in_past");
  if (nominationsCloseOn && nominationsCloseOn < today)
    throw conflict("nominations_closed_already");
}

/** The right must hold on the first day, or today for a list without dates. */
async function assertMayDeliver(db: ActorDb, cohort: CohortRecord): Promise<void> {
  const on = cohort.startsOn ?? cohort.today;
  const [row] = await db.$queryRaw<{ right: boolean; current: boolean }[]>`
    select exists (select 1 from delivery_right r where r.organisation_id = ${cohort.organisationId}::uuid and r.curriculum_key = ${cohort.curriculumKey}
        and r.from_on <= ${on}::date and (r.until_on is null or r.until_on >= ${on}::date)) as right,
      exists (select 1 from curriculum_version v where v.id = ${cohort.curriculumVersionId}::uuid and v.status = 'published') as current`;
  if (!row?.right)
    throw conflict("no_delivery_right", {
      academy: cohort.organisation,
      curriculum: cohort.curriculumKey,
    });
  if (!row.current) throw conflict("curriculum_withdrawn");
}
