/** A cohort in the hands of somebody who teaches it, and the selection of its seats' holders they work with. */
import type { Actor } from "~/domain/kernel/actor";
import type { Branch } from "~/domain/kernel/country";
import { forbidden, invalid } from "~/domain/kernel/errors";
import type { ActorDb } from "~/platform/db/doors.server";
import { type CohortRecord, getCohort } from "./cohort.server";
import { canTeach } from "./policy";

/** Throws not_found/unknown_cohort, forbidden/not_teaching. */
export async function getTaughtCohort(
  db: ActorDb,
  actor: Actor,
  cohortId: string,
  now: Date,
): Promise<CohortRecord> {
  const cohort = await getCohort(db, cohortId, now);
  if (!canTeach(actor, cohort)) throw forbidden("not_teaching");
  return cohort;
}

export type Selected = {
  nominationId: string;
  personId: string | null;
  fullName: string;
  email: string;
  country: string;
  branch: Branch;
};

/** The seats' holders among `ids`; everybody with a seat when `ids` is empty. Throws invalid/nobody_selected, not_in_cohort. */
export async function readSelection(
  db: ActorDb,
  cohortId: string,
  ids: readonly string[],
): Promise<Selected[]> {
  const selected = await db.$queryRaw<Selected[]>`
    select id as "nominationId", person_id as "personId", full_name as "fullName", email, country, branch from nomination
    where cohort_id = ${cohortId}::uuid and status = 'booked' and (${ids.length} = 0 or id = any (${ids}::uuid[])) order by sort_name, id`;
  if (selected.length === 0) throw invalid("nobody_selected");
  if (ids.length > 0 && selected.length < new Set(ids).size) throw invalid("not_in_cohort");
  return selected;
}
