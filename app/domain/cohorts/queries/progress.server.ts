/** The gradebook of a cohort: people × modules, how each stands and what to do. For the academy's teaching staff. */
import type { Actor } from "~/domain/kernel/actor";
import { forbidden } from "~/domain/kernel/errors";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { type CohortRecord, getCohort } from "../cohort.server";
import type { ModuleColumn } from "../gradebook";
import { canSeeRoster, canTeach, cohortPages } from "../policy";
import { STANDINGS, type Standing } from "../standing";
import { listProgress } from "../teaching.server";

export type LastBulk = { id: string; kind: string; doneAt: Date; count: number };

/** Six data statements however many people. Throws not_found/unknown_cohort, forbidden/not_academy_staff. */
export function getProgress(
  actor: Actor,
  cohortId: string,
  { standing }: { standing: Standing | "" },
  now = new Date(),
) {
  return withActor(actor, async (db, fresh) => {
    const cohort = await getCohort(db, cohortId, now);
    if (!canSeeRoster(fresh, cohort)) throw forbidden("not_academy_staff");
    const everybody = await listProgress(db, cohort, now);
    const { modules, lastBulk } = await readFrame(db, cohort, fresh.personId);
    const tally = STANDINGS.map((key) => ({
      ...{ key, count: everybody.filter((row) => row.standing === key).length },
    }));
    return {
      cohort: { ...cohort, pages: cohortPages(fresh, cohort) },
      ...{ modules, lastBulk, tally, total: everybody.length },
      people: everybody.filter((row) => standing === "" || row.standing === standing),
      mayTeach: canTeach(fresh, cohort),
    };
  });
}

type Frame = {
  modules: ModuleColumn[];
  lastBulk: (Omit<LastBulk, "doneAt"> & { doneAt: string }) | null;
};

/** The columns, and what this person did last to a selection and can still undo. */
async function readFrame(db: ActorDb, cohort: CohortRecord, personId: string) {
  const [row] = await db.$queryRaw<Frame[]>`
    select coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'title', m.title, 'kind', m.kind, 'required', m.required,
          'overlayCountry', o.country) order by m.position, m.id)
        from module m left join overlay o on o.id = m.overlay_id where m.curriculum_version_id = ${cohort.curriculumVersionId}::uuid), '[]') as modules,
      (select jsonb_build_object('id', b.id, 'kind', b.kind, 'doneAt', b.done_at, 'count', jsonb_array_length(b.changes -> 'noteIds'))
        from bulk_action b where b.cohort_id = ${cohort.id}::uuid and b.done_by = ${personId}::uuid and b.undone_at is null and b.kind = 'notes'
        order by b.done_at desc limit 1) as "lastBulk"`;
  const last = row?.lastBulk ?? null;
  return {
    modules: row?.modules ?? [],
    lastBulk: last && { ...last, doneAt: new Date(last.doneAt) },
  };
}
