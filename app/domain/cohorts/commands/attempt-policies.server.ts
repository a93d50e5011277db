/** An academy's own rule of attempts for one module of one of its cohorts. What was set before stays in the table; the latest holds. */

import type { AttemptPolicy } from "~/domain/curricula/schema";
import type { Actor } from "~/domain/kernel/actor";
import { forbidden, notFound } from "~/domain/kernel/errors";
import { newId } from "~/domain/kernel/ids";
import { recordAudit, withActor } from "~/platform/db/doors.server";
import { getCohort } from "../cohort.server";
import { canManageAcademy } from "../policy";

/** Null goes back to the curriculum's rule. Throws not_found/{unknown_cohort, unknown_module}, forbidden/not_your_academy. */
export function setAttemptPolicy(
  actor: Actor,
  { cohortId, moduleId }: { cohortId: string; moduleId: string },
  policy: AttemptPolicy | null,
  now = new Date(),
): Promise<void> {
  return withActor(actor, async (db, fresh) => {
    const cohort = await getCohort(db, cohortId, now);
    if (!canManageAcademy(fresh, cohort)) throw forbidden("not_your_academy");
    const { curriculumVersionId, organisationId, academyCountry } = cohort;
    const module = await db.module.count({
      where: { id: moduleId, curriculumVersionId, kind: "self_paced" },
    });
    if (module === 0) throw notFound("unknown_module");
    await db.attemptPolicy.create({
      data: {
        ...{ id: newId(), cohortId, moduleId, organisationId, setBy: fresh.personId, setAt: now },
        attemptLimit: policy?.limit ?? null,
        counts: policy?.counts ?? null,
        nextAttempt: policy?.next ?? null,
      },
    });
    await recordAudit(db, {
      ...{ action: "cohort.attempts-set", subjectKind: "cohort", subjectId: cohortId },
      country: academyCountry,
      details: { moduleId, policy },
    });
  });
}
