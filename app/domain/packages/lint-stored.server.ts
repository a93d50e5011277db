/** The linter over what an import has stored, file by file, in bounded memory and time. */
import { text } from "node:stream/consumers";
import { openObject } from "~/platform/storage/storage.server";
import type { ImportedPackage } from "./import.server";
import { type Finding, isLinted, Linter } from "./linter";

const FILE_BYTES = 2 * 1024 * 1024;
const ALL_BYTES = 64 * 1024 * 1024;

/** The imported package with what will trouble its learners. */
export async function linted(
  imported: ImportedPackage,
): Promise<ImportedPackage & { findings: Finding[] }> {
  const linter = new Linter(imported.manifest, imported.files);
  let left = ALL_BYTES;
  for (const file of imported.files.filter(isLinted)) {
    if (file.size > FILE_BYTES || file.size > left) linter.skip();
    else linter.read(file.path, await text(openObject(file.sha256)));
    left -= file.size;
  }
  return { ...imported, findings: linter.findings() };
}
