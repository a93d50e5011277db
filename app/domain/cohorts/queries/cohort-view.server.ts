/** One cohort as whoever may see it reads it: the plan and the places, no persons. */
import type { Actor } from "~/domain/kernel/actor";
import { withActor } from "~/platform/db/doors.server";
import { getCohort } from "../cohort.server";
import { listPlaces } from "../places.server";

/** Throws not_found/unknown_cohort. */
export function getCohortView(actor: Actor, cohortId: string, now = new Date()) {
  return withActor(actor, async (db) => {
    const cohort = await getCohort(db, cohortId, now);
    const places = await listPlaces(db, [cohortId]);
    return { ...cohort, academy: cohort.organisation, places };
  });
}
