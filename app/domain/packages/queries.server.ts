/** Reads about packages, for the staff who prepare training. */
import type { Actor } from "~/domain/kernel/actor";
import { forbidden, notFound } from "~/domain/kernel/errors";
import { withActor } from "~/platform/db/doors.server";
import type { PackageListQuery } from "./input.server";
import type { Finding } from "./linter";
import { canImport, canListPackages } from "./policy";
import { readRecentUploads, type UploadRow } from "./queries/uploads.server";
import type { Organization, Warning } from "./schema";

export type PackageRow = {
  id: string;
  title: string;
  organisation: string;
  standard: string;
  edition: string;
  versions: number;
  importedAt: Date;
};

/** Packages by title, 50 to a page, and the uploads of the actor's academies. Throws forbidden/not_staff. */
export function listPackages(
  actor: Actor,
  { search, page }: PackageListQuery,
): Promise<{ packages: PackageRow[]; uploads: UploadRow[]; total: number }> {
  return withActor(actor, async (db, fresh) => {
    if (!canListPackages(fresh)) throw forbidden("not_staff");
    const pattern = `%${search.trim().replace(/[\\%_]/g, "\\$&")}%`;
    const rows = await db.$queryRaw<(PackageRow & { total: number })[]>`
      select p.id, p.title, o.name as organisation, v.standard, v.edition, v.number as versions, v.imported_at as "importedAt",
             count(*) over ()::int as total
      from package p join organisation o on o.id = p.organisation_id
      join lateral (select * from package_version w where w.package_id = p.id order by w.number desc limit 1) v on true
      where p.title ilike ${pattern} or o.name ilike ${pattern}
      order by p.title, p.id limit 50 offset ${(page - 1) * 50}`;
    return { packages: rows, uploads: await readRecentUploads(db), total: rows[0]?.total ?? 0 };
  });
}

export type VersionView = {
  id: string;
  number: number;
  standard: string;
  edition: string;
  fileCount: number;
  bytes: number;
  importedAt: Date;
  tree: { title: string; organizations: Organization[] };
  warnings: Warning[];
  /** Null for versions imported before the linter looked. */
  findings: Finding[] | null;
};

/** One package with every version, newest first. Throws not_found, forbidden/not_staff. */
export function getPackage(actor: Actor, packageId: string) {
  return withActor(actor, async (db, fresh) => {
    if (!canListPackages(fresh)) throw forbidden("not_staff");
    const found = await db.package.findUnique({ where: { id: packageId } });
    if (!found) throw notFound("unknown_package");
    const organisation = await db.organisation.findUniqueOrThrow({
      where: { id: found.organisationId },
    });
    const versions = await db.packageVersion.findMany({
      where: { packageId },
      orderBy: { number: "desc" },
    });
    return {
      id: found.id,
      title: found.title,
      organisation: { id: organisation.id, name: organisation.name },
      mayReplace: canImport(fresh, found.organisationId),
      versions: versions.map(
        (version) => ({ ...version, bytes: Number(version.bytes) }) as unknown as VersionView,
      ),
    };
  });
}

/** The organisations the actor may import for. */
export function listImportingOrganisations(actor: Actor): Promise<{ id: string; name: string }[]> {
  return withActor(actor, async (db, fresh) => {
    const all = await db.organisation.findMany({
      orderBy: { name: "asc" },
      select: { id: true, name: true },
    });
    return all.filter((organisation) => canImport(fresh, organisation.id));
  });
}
