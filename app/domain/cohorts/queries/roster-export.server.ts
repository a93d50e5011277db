/**
 * A cohort's roster as files: a table in the columns of the import, so that it can be edited and uploaded again, and a OneRoster
 * archive. Row-level security decides who is in it: the academy has everybody, a contact point their own country's people.
 */
import type { Actor } from "~/domain/kernel/actor";
import { conflict, forbidden } from "~/domain/kernel/errors";
import { hasRole } from "~/domain/kernel/permissions";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { type CohortRecord, getCohort } from "../cohort.server";
import { canSeeRoster } from "../policy";
import type { FileRow } from "../roster/fields";
import { asFileRow, readPeople, readTeachers } from "../roster/people.server";
import { type DatedCohort, writeOneRoster } from "../roster/write-oneroster.server";
import type { NominationStatus } from "../schema";

const LIVING: NominationStatus[] = ["requested", "approved", "booked", "waitlisted"];

async function visibleCohort(
  db: ActorDb,
  actor: Actor,
  cohortId: string,
  now: Date,
): Promise<CohortRecord> {
  const cohort = await getCohort(db, cohortId, now);
  if (canSeeRoster(actor, cohort) || hasRole(actor, "ncpoc")) return cohort;
  throw forbidden("may_not_see_roster");
}

/** Everybody on the roster whom the actor may see, as rows of the import's own format. Throws not_found, forbidden/may_not_see_roster. */
export function exportRoster(
  actor: Actor,
  cohortId: string,
  now = new Date(),
): Promise<{ code: string; rows: FileRow[] }> {
  return withActor(actor, async (db, fresh) => {
    const { code } = await visibleCohort(db, fresh, cohortId, now);
    return { code, rows: (await readPeople(db, cohortId, LIVING)).map(asFileRow) };
  });
}

/**
 * Who holds a seat, and who teaches, as a OneRoster 1.2 archive. Throws not_found, forbidden/may_not_see_roster,
 * conflict/cohort_without_dates: a OneRoster class stands in a term.
 */
export async function exportOneRoster(
  actor: Actor,
  cohortId: string,
  now = new Date(),
): Promise<{ code: string; archive: Buffer }> {
  const found = await withActor(actor, async (db, fresh) => {
    const cohort = dated(await visibleCohort(db, fresh, cohortId, now));
    const students = await readPeople(db, cohortId, ["booked"]);
    return { cohort, students, teachers: await readTeachers(db, cohortId) };
  });
  return { code: found.cohort.code, archive: await writeOneRoster(found) };
}

function dated(cohort: CohortRecord): DatedCohort {
  const { startsOn, endsOn } = cohort;
  if (!startsOn || !endsOn) throw conflict("cohort_without_dates");
  return { ...cohort, startsOn, endsOn };
}
