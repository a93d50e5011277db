/**
 * Staff try a package in the player that learners have, before or after it is assigned: a registration of their own without an
 * enrolment. Everything is saved as for a learner, so that what the package reports can be seen; nothing of it counts.
 */
import type { Actor } from "~/domain/kernel/actor";
import { forbidden, notFound } from "~/domain/kernel/errors";
import { beginTrial } from "~/domain/packages/commands/trials.server";
import { canListPackages } from "~/domain/packages/policy";
import { recordAudit, withActor } from "~/platform/db/doors.server";
import { register } from "../commands.server";

/** Ends the actor's earlier preview of the package and begins another on its newest version. Throws forbidden/not_staff, not_found. */
export function previewPackage(
  actor: Actor,
  packageId: string,
): Promise<{ registrationId: string }> {
  return withActor(actor, async (db, fresh) => {
    if (!canListPackages(fresh)) throw forbidden("not_staff");
    const versions = await db.packageVersion.findMany({
      where: { packageId },
      orderBy: { number: "desc" },
      select: { id: true },
    });
    const [newest] = versions;
    if (!newest) throw notFound("unknown_package");
    const { personId } = fresh;
    await db.registration.updateMany({
      where: {
        ...{ personId, enrolmentId: null, endedAt: null },
        packageVersionId: { in: versions.map(({ id }) => id) },
      },
      data: { endedAt: new Date() },
    });
    const { country, branch } = await db.person.findUniqueOrThrow({ where: { id: personId } });
    const registrationId = await register(db, {
      ...{ personId, country, branch },
      packageVersionId: newest.id,
    });
    await beginTrial(db, { registrationId, packageVersionId: newest.id, personId });
    await recordAudit(db, {
      action: "package.previewed",
      subjectKind: "package",
      subjectId: packageId,
      country,
    });
    return { registrationId };
  });
}
