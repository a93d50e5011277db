/** A cohort again: as a new draft without dates, or as a template. People, sessions and deadlines stay with the old one. */
import type { Actor } from "~/domain/kernel/actor";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { readCohortInput } from "../cohort-input.server";
import type { CohortInput } from "../lifecycle-input.server";
import { getOwnCohort } from "../own-cohort.server";
import { getAcademy, insertCohort } from "./create-cohort.server";

/** Makes the copy with the newest version of the curriculum. Throws not_found, forbidden/not_academy_manager. */
export function copyCohort(
  actor: Actor,
  cohortId: string,
  as: "draft" | "template",
  now = new Date(),
): Promise<{ cohortId: string; code: string }> {
  return withActor(actor, async (db, fresh) => {
    const cohort = await getOwnCohort(db, fresh, cohortId, now);
    const academy = await getAcademy(db, cohort.organisationId);
    const input = await renewed(db, await readCohortInput(db, cohortId), cohort.curriculumKey);
    return insertCohort(db, fresh, academy, input, now, {
      ...{ copiedFromId: cohortId, isTemplate: as === "template" },
    });
  });
}

/** Without dates, with what is in use today: the newest version of the curriculum, a venue only if it still is one. */
async function renewed(
  db: ActorDb,
  input: CohortInput,
  curriculumKey: string,
): Promise<CohortInput> {
  const [current] = await db.$queryRaw<{ versionId: string | null; venueId: string | null }[]>`
    select (select v.id from curriculum_version v where v.curriculum_key = ${curriculumKey} and v.status = 'published'
        order by v.published_at desc limit 1) as "versionId",
      (select w.id from venue w where w.id = ${input.venueId}::uuid and w.retired_at is null) as "venueId"`;
  return {
    ...input,
    curriculumVersionId: current?.versionId ?? input.curriculumVersionId,
    venueId: current?.venueId ?? null,
    ...{ startsOn: null, endsOn: null, fallbackStartsOn: null, fallbackEndsOn: null },
    ...{ nominationsCloseOn: null, quotasReleaseOn: null, travelCutoffOn: null },
  };
}
