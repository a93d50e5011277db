/** Giving a module the next version of its package: the academy decides what becomes of learners in flight; a job for each of them does it. */
import { assignInTransaction } from "~/domain/curricula/commands.server";
import type { Actor } from "~/domain/kernel/actor";
import { conflict, forbidden, notFound } from "~/domain/kernel/errors";
import { newId } from "~/domain/kernel/ids";
import { canImport } from "~/domain/packages/policy";
import { type ActorDb, recordAudit, withActor, withoutActor } from "~/platform/db/doors.server";
import type { PackageChoice } from "../schema";

export type ChangeRequest = {
  moduleId: string;
  versionId: string;
  choice: PackageChoice;
  reason: string;
};

type Candidate = {
  packageId: string;
  organisationId: string;
  from: string;
};

/**
 * Records the decision, gives the module the version, and leaves word for every learner in flight.
 * Throws not_found/unknown_module, forbidden/{not_your_academy, may_not_assign}, conflict/{version_in_use, module_not_open}.
 */
export function changePackage(
  actor: Actor,
  { moduleId, versionId, choice, reason }: ChangeRequest,
  now = new Date(),
): Promise<{ changeId: string; packageId: string }> {
  return withActor(actor, async (db, fresh) => {
    const { packageId, organisationId, from } = await readCandidate(db, moduleId, versionId);
    if (!canImport(fresh, organisationId)) throw forbidden("not_your_academy");
    if (from === versionId) throw conflict("version_in_use");
    await assignInTransaction(db, fresh, { moduleId, packageVersionId: versionId });
    const changeId = newId();
    await db.packageChange.create({
      data: {
        ...{ id: changeId, moduleId, packageId, organisationId, choice, reason },
        ...{ fromVersionId: from, toVersionId: versionId },
        ...{ decidedBy: fresh.personId, decidedAt: now },
      },
    });
    await recordAudit(db, {
      ...{ action: "module.package-changed", subjectKind: "package_change", subjectId: changeId },
      ...{ country: null, details: { moduleId, from, to: versionId, choice } },
    });
    await db.$queryRaw`select app.spread_package_changes(${changeId}::uuid)`;
    return { changeId, packageId };
  });
}

/** The version a module uses now, where the wanted one is of the same package. */
async function readCandidate(db: ActorDb, moduleId: string, versionId: string): Promise<Candidate> {
  const [candidate] = await db.$queryRaw<Candidate[]>`
    select p.id as "packageId", p.organisation_id as "organisationId", n.package_version_id as "from"
    from module_variant n join package_version v on v.id = n.package_version_id join package p on p.id = v.package_id
      join package_version w on w.package_id = p.id and w.id = ${versionId}::uuid
    where n.module_id = ${moduleId}::uuid order by n.locale = 'en' desc limit 1`;
  if (!candidate) throw notFound("unknown_module");
  return candidate;
}

/**
 * Takes the latest change of a module back: the module has the version before, and whoever has saved nothing since goes back to it.
 * Throws not_found/unknown_change, forbidden/not_your_academy, conflict/{already_undone, changed_since}.
 */
export function undoPackageChange(
  actor: Actor,
  changeId: string,
  now = new Date(),
): Promise<{ packageId: string }> {
  return withActor(actor, async (db, fresh) => {
    const change = await db.packageChange.findUnique({ where: { id: changeId } });
    if (!change) throw notFound("unknown_change");
    const { moduleId, packageId, fromVersionId, toVersionId, organisationId } = change;
    if (!canImport(fresh, organisationId)) throw forbidden("not_your_academy");
    if (change.undoneAt) throw conflict("already_undone");
    const { from } = await readCandidate(db, moduleId, toVersionId);
    if (from !== toVersionId) throw conflict("changed_since");
    await assignInTransaction(db, fresh, { moduleId, packageVersionId: fromVersionId });
    await db.packageChange.update({
      where: { id: changeId },
      data: { undoneBy: fresh.personId, undoneAt: now },
    });
    await recordAudit(db, {
      ...{ action: "module.package-change-undone", subjectKind: "package_change" },
      ...{ subjectId: changeId, country: null, details: { moduleId } },
    });
    await db.$queryRaw`select app.spread_package_undoing(${changeId}::uuid)`;
    return { packageId };
  });
}

/** Leaves word again for everybody who was in the middle of a lesson when a change was made. */
export const spreadPackageChanges = (): Promise<number> =>
  withoutActor("package changes with learners left", async (db) => {
    const [row] = await db.$queryRaw<{ n: number }[]>`select app.spread_package_changes(null) as n`;
    return row?.n ?? 0;
  });
