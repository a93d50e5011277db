/**
 * Completion where a package cannot report it: an instructor decides, with a reason that the learner reads. Only where the setting
 * in force says that an instructor completes, so that nobody passes over a package that reports.
 */
import type { Actor } from "~/domain/kernel/actor";
import { conflict, forbidden } from "~/domain/kernel/errors";
import { newId } from "~/domain/kernel/ids";
import { canDecideFor } from "~/domain/packages/policy";
import { getLearnerOf, readSettings } from "~/domain/packages/queries/settings.server";
import { recordAudit, withActor } from "~/platform/db/doors.server";
import { completeModule } from "../commands.server";

/** Throws not_found/unknown_registration, forbidden/not_your_learner, conflict/{not_by_instructor, completed_already}. */
export function completeByInstructor(
  actor: Actor,
  input: { packageId: string; registrationId: string; reason: string },
): Promise<void> {
  return withActor(actor, async (db, fresh) => {
    const learner = await getLearnerOf(db, input.packageId, input.registrationId);
    if (!canDecideFor(fresh, learner)) throw forbidden("not_your_learner");
    const { enrolmentId, moduleId, personId, country, branch, registrationId } = learner;
    if (!enrolmentId || !moduleId) throw conflict("not_by_instructor");
    const settings = await readSettings(db, learner);
    if (settings.completion !== "instructor") throw conflict("not_by_instructor");
    const known = await db.moduleCompletion.findFirst({ where: { enrolmentId, moduleId } });
    if (known) throw conflict("completed_already");
    await db.$executeRaw`
      insert into instructor_completion (id, enrolment_id, module_id, person_id, country, branch, reason, completed_by)
      values (${newId()}::uuid, ${enrolmentId}::uuid, ${moduleId}::uuid, ${personId}::uuid, ${country}, ${branch},
        ${input.reason}, ${fresh.personId}::uuid)`;
    await completeModule(db, { enrolmentId, moduleId, cause: "instructor" });
    await recordAudit(db, {
      ...{ action: "module.completed-by-instructor", subjectKind: "registration" },
      ...{ subjectId: registrationId, country, details: { moduleId } },
    });
  });
}
