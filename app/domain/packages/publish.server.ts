/** The last step of every import, in the caller's transaction: a version and its list of files appear together. */
import type { Actor } from "~/domain/kernel/actor";
import { forbidden, notFound } from "~/domain/kernel/errors";
import { newId } from "~/domain/kernel/ids";
import { type ActorDb, recordAudit } from "~/platform/db/doors.server";
import type { ImportedPackage } from "./import.server";
import type { Finding } from "./linter";
import { canImport } from "./policy";

export type ImportTarget = {
  organisationId: string;
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

/** Throws forbidden/not_your_academy, not_found/unknown_package. */
export async function assertMayImport(
  db: ActorDb,
  actor: Actor,
  request: ImportTarget,
): Promise<void> {
  if (!canImport(actor, request.organisationId)) throw forbidden("not_your_academy");
  if (!request.packageId) return;
  const replaced = await db.package.findUnique({ where: { id: request.packageId } });
  if (!replaced) throw notFound("unknown_package");
  if (replaced.organisationId !== request.organisationId) throw forbidden("not_your_academy");
}

/**
 * Makes what was stored visible: a package, or its next version. The same content in the same academy answers what is there,
 * also when two imports of it end at the same moment.
 */
export async function publish(
  db: ActorDb,
  personId: string,
  request: ImportTarget,
  imported: ImportedPackage & { findings: Finding[] },
): Promise<ImportResult> {
  await db.$executeRaw`select pg_advisory_xact_lock(hashtext(${`import:${request.organisationId}`}))`;
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

function versionRow({
  manifest,
  files,
  hash,
  bytes,
  findings,
}: ImportedPackage & { findings: Finding[] }) {
  const { standard, edition, warnings, title, organizations } = manifest;
  return {
    standard,
    edition,
    contentHash: hash,
    tree: JSON.parse(JSON.stringify({ title, organizations })),
    warnings,
    findings,
    fileCount: files.length,
    bytes: BigInt(bytes),
  };
}

async function findSame(
  db: ActorDb,
  request: ImportTarget,
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
