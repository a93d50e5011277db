/**
 * Importing packages. A version is immutable and appears whole: files are stored first, then the version and its list of
 * files commit in one transaction. Importing the same content again answers the version that is there.
 */
import type { Actor } from "~/domain/kernel/actor";
import { withActor } from "~/platform/db/doors.server";
import { importArchive } from "./import.server";
import { linted } from "./lint-stored.server";
import { assertMayImport, type ImportResult, type ImportTarget, publish } from "./publish.server";

export type ImportRequest = ImportTarget & { filePath: string };

/** Imports an archive as a package, or as a package's next version. Throws forbidden, not_found, invalid with the rule broken. */
export async function importPackageFile(
  actor: Actor,
  request: ImportRequest,
): Promise<ImportResult> {
  await withActor(actor, async (db, fresh) => assertMayImport(db, fresh, request));
  const imported = await linted(await importArchive(request.filePath));
  return withActor(actor, async (db, fresh) => {
    await assertMayImport(db, fresh, request);
    return publish(db, actor.personId, request, imported);
  });
}
