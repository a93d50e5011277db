/** The one thing that is decided outside content/: which package fills a module that waits for one. */
import type { Actor } from "~/domain/kernel/actor";
import { conflict, forbidden, invalid, notFound } from "~/domain/kernel/errors";
import { newId } from "~/domain/kernel/ids";
import { decideCompletion } from "~/domain/packages/commands/change-setting.server";
import { isReadyForLearners } from "~/domain/packages/queries/readiness.server";
import { type ActorDb, recordAudit, withActor } from "~/platform/db/doors.server";
import { canAssignPackage } from "./policy";

type Assignment = { moduleId: string; packageVersionId: string; locale?: string };

/**
 * Gives a module its package. Learners who have begun stay on the version they began with.
 * Throws forbidden, not_found/unknown_module, conflict/module_not_open (its lesson comes from content/), invalid/unknown_package,
 * conflict/never_reported where no trial saw it report and nobody has said what completes it.
 */
export function assignPackage(
  actor: Actor,
  input: Assignment & { completion?: "reported" | "viewed" | "instructor"; reason?: string },
): Promise<{ curriculumKey: string }> {
  return withActor(actor, async (db, fresh) => {
    const module = await assignInTransaction(db, fresh, input);
    await assertConscious(db, fresh, input);
    const { curriculumKey } = await db.curriculumVersion.findUniqueOrThrow({
      where: { id: module.curriculumVersionId },
      select: { curriculumKey: true },
    });
    return { curriculumKey };
  });
}

/** Who gives a version that nobody saw report says what completes it, and why; that is the package's setting from then on. */
async function assertConscious(
  db: ActorDb,
  actor: Actor,
  { packageVersionId, completion, reason }: Parameters<typeof assignPackage>[1],
): Promise<void> {
  if (await isReadyForLearners(db, packageVersionId)) return;
  if (!completion) throw conflict("never_reported", { field: "completion" });
  if (!reason) throw invalid("reason_required", { field: "reason" });
  await decideCompletion(db, actor, { packageVersionId, value: completion, reason });
}

/** The same for areas above, in their own transaction. */
export async function assignInTransaction(
  db: ActorDb,
  actor: Actor,
  input: Assignment,
): Promise<{ curriculumVersionId: string }> {
  if (!canAssignPackage(actor)) throw forbidden("may_not_assign");
  const module = await db.module.findUnique({ where: { id: input.moduleId } });
  if (!module) throw notFound("unknown_module");
  if ((module.document as { package?: string }).package !== "uploaded")
    throw conflict("module_not_open");
  const version = await db.packageVersion.findUnique({
    where: { id: input.packageVersionId },
    select: { id: true },
  });
  if (!version) throw invalid("unknown_package", { field: "packageVersionId" });
  const locale = input.locale ?? "en";
  const assigned = {
    packageVersionId: version.id,
    assignedBy: actor.personId,
    assignedAt: new Date(),
  };
  const known = await db.moduleVariant.findFirst({ where: { moduleId: module.id, locale } });
  if (known) await db.moduleVariant.update({ where: { id: known.id }, data: assigned });
  else
    await db.moduleVariant.create({
      data: { id: newId(), moduleId: module.id, locale, ...assigned },
    });
  await recordAudit(db, {
    action: "module.package-assigned",
    subjectKind: "module",
    subjectId: module.id,
    country: null,
    details: { packageVersionId: version.id, locale },
  });
  return module;
}
