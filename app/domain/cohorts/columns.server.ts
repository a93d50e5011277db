/** The modules of a cohort's curriculum, in order: the columns of its gradebook. */
import type { ActorDb } from "~/platform/db/doors.server";
import type { CohortRecord } from "./cohort.server";
import type { ModuleColumn } from "./gradebook";

export const readColumns = (db: ActorDb, cohort: CohortRecord): Promise<ModuleColumn[]> =>
  db.$queryRaw<ModuleColumn[]>`
    select m.id, m.title, m.kind, m.required, o.country as "overlayCountry"
    from module m left join overlay o on o.id = m.overlay_id where m.curriculum_version_id = ${cohort.curriculumVersionId}::uuid
    order by m.position, m.id`;
