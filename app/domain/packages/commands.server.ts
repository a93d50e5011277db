/**
 * Importing packages. A version is immutable and appears whole: files are stored first, then the version and its list of
 * files commit in one transaction. Importing the same content again answers the version that is there.
 */
import type { Actor } from "~/domain/kernel/actor";
import { forbidden, notFound } from "~/domain/kernel/errors";
import { newId } from "~/domain/kernel/ids";
import { type ActorDb, recordAudit, withActor } from "~/platform/db/doors.server";
import { type ImportedPackage, importArchive } from "./import.server";
import { canImport } from "./policy";

export type ImportRequest = {
  organisationId: string;
  filePath: string;
  title?: string;
  /** Set to replace: the import becomes this package's next version. */
  packageId?: string;
};

export type ImportResult = {
  packageId: string;
  versionId: string;
  number: number;
  title: string;
  isNew: boolean;
};

/** Imports an archive as a package, or as a package's next version. Throws forbidden, not_found, invalid with the rule broken. */
export async function importPackageFile(
  actor: Actor,
  request: ImportRequest,
): Promise<ImportResult> {
  await withActor(actor, async (db, fresh) => assertMayImport(db, fresh, request));
  const imported = await importArchive(request.filePath);
  return withActor(actor, async (db, fresh) => {
    await assertMayImport(db, fresh, request);
    return publish(db, actor.personId, request, imported);
  });
}

async function assertMayImport(db: ActorDb, actor: Actor, request: ImportRequest): Promise<void> {
  if (!canImport(actor, request.organisationId)) throw forbidden("not_your_academy");
  if (!request.packageId) return;
  const replaced = await db.package.findUnique({ where: { id: request.packageId } });
  if (!replaced) throw notFound("unknown_package");
  if (replaced.organisationId !== request.organisationId) throw forbidden("not_your_academy");
}

async function publish(
  db: ActorDb,
  personId: string,
  request: ImportRequest,
  imported: ImportedPackage,
): Promise<ImportResult> {
  const same = await findSame(db, request, imported.hash);
  if (same) return same;
  const packageId = request.packageId ?? newId();
  const title = request.title ?? (imported.manifest.title || "Untitled package");
  if (!request.packageId) {
    await db.package.create({
      data: { id: packageId, title, organisationId: request.organisationId, createdBy: personId },
    });
  }
  const last = await db.packageVersion.aggregate({ where: { packageId }, _max: { number: true } });
  const number = (last._max.number ?? 0) + 1;
  const versionId = newId();
  await db.packageVersion.create({
    data: { ...versionRow(imported), id: versionId, packageId, number, importedBy: personId },
  });
  await db.packageFile.createMany({
    data: imported.files.map((file) => ({
      ...file,
      size: BigInt(file.size),
      packageVersionId: versionId,
    })),
  });
  await recordAudit(db, {
    action: "package.imported",
    subjectKind: "package_version",
    subjectId: versionId,
    country: null,
    details: { packageId, number, hash: imported.hash },
  });
  return { packageId, versionId, number, title, isNew: true };
}

function versionRow({ manifest, files, hash, bytes }: ImportedPackage) {
  const { standard, edition, warnings, title, organizations } = manifest;
  return {
    standard,
    edition,
    contentHash: hash,
    tree: JSON.parse(JSON.stringify({ title, organizations })),
    warnings,
    fileCount: files.length,
    bytes: BigInt(bytes),
  };
}

async function findSame(
  db: ActorDb,
  request: ImportRequest,
  hash: string,
): Promise<ImportResult | null> {
  const [row] = await db.$queryRaw<ImportResult[]>`
    select v.package_id as "packageId", v.id as "versionId", v.number, p.title, false as "isNew"
    from package_version v join package p on p.id = v.package_id
    where v.content_hash = ${hash} and p.organisation_id = ${request.organisationId}::uuid
      and (${request.packageId ?? null}::uuid is null or p.id = ${request.packageId ?? null}::uuid)
    order by v.imported_at limit 1`;
  return row ?? null;
}
