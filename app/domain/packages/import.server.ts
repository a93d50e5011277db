/** From an archive on disk to a parsed manifest and stored files; nothing here is visible to anybody until the command commits. */
import type { Readable } from "node:stream";
import { DomainError, invalid } from "~/domain/kernel/errors";
import { putObjects, type Stage } from "~/platform/storage/storage.server";
import { type ArchiveFile, contentHash, openArchive, readWhole } from "./archive.server";
import { readManifest } from "./manifest";
import { assertSaneManifest } from "./manifest-sanity";
import { mediaTypeOf } from "./media-types";
import type { Manifest } from "./schema";
import type { ImportProgress } from "./upload";
import { decodeXml, parseXml } from "./xml";

const MANIFEST = "imsmanifest.xml";
const MANIFEST_LIMIT = 8 * 1024 * 1024;

export type ImportedFile = { path: string; sha256: string; size: number; mediaType: string };
type Watch = (progress: ImportProgress) => Promise<void>;
export type ImportedPackage = {
  manifest: Manifest;
  files: ImportedFile[];
  hash: string;
  bytes: number;
};

/**
 * Checks the archive, reads its manifest, then stores its files; `watch` hears how far it is and may throw to call it off.
 * Throws invalid (see `errors` in packages.json), unavailable/storage_full.
 */
export async function importArchive(
  filePath: string,
  watch: Watch = async () => {},
): Promise<ImportedPackage> {
  const archive = await openArchive(filePath);
  try {
    const manifest = await manifestOf(archive.files);
    const progress = unpacking(archive.files, watch);
    const files = await putObjects(async (stage) => {
      const staged: ImportedFile[] = [];
      for (const file of archive.files) {
        staged.push(await store(file, (source) => stage(progress.metered(source))));
        await progress.fileDone();
      }
      return staged;
    });
    await watch({ phase: "publishing" });
    return {
      manifest,
      files,
      hash: contentHash(files),
      bytes: files.reduce((sum, file) => sum + file.size, 0),
    };
  } finally {
    await archive.close();
  }
}

/** Counts files and bytes while they are unpacked, also within one large film. */
function unpacking(archived: ArchiveFile[], watch: Watch) {
  const bytesTotal = archived.reduce((sum, file) => sum + file.size, 0);
  const done = { files: 0, bytes: 0 };
  const tell = () =>
    watch({ phase: "unpacking", ...done, filesTotal: archived.length, bytesTotal });
  return {
    // listens beside the stage's own pipe: a stream more for every file would cost memory
    metered: (source: Readable) =>
      source.on("data", (chunk: Buffer) => {
        done.bytes += chunk.length;
        tell().catch((error) => source.destroy(error));
      }),
    fileDone: () => {
      done.files += 1;
      return tell();
    },
  };
}

async function store(file: ArchiveFile, stage: Stage): Promise<ImportedFile> {
  try {
    return {
      path: file.path,
      ...(await stage(await file.open())),
      mediaType: mediaTypeOf(file.path),
    };
  } catch (error) {
    if (error instanceof DomainError || isFull(error)) throw error;
    throw invalid("archive_damaged", {
      file: file.path,
      subject: error instanceof Error ? error.message : "",
    });
  }
}

const isFull = (error: unknown) => (error as NodeJS.ErrnoException).code === "ENOSPC";

async function manifestOf(files: ArchiveFile[]): Promise<Manifest> {
  const manifest =
    files.find((file) => file.path === MANIFEST) ??
    files.find((file) => file.path.toLowerCase() === MANIFEST);
  if (!manifest) throw missingManifest(files);
  const text = decodeXml(await readWhole(manifest, MANIFEST_LIMIT), MANIFEST);
  if (text.trim() === "") throw invalid("manifest_empty", { file: MANIFEST });
  const root = parseXml(text, MANIFEST);
  assertSaneManifest(root);
  return readManifest(root, new Set(files.map((file) => file.path)));
}

function missingManifest(files: ArchiveFile[]): DomainError {
  const nested = files.find((file) => file.path.toLowerCase().endsWith(`/${MANIFEST}`));
  if (nested) return invalid("manifest_in_folder", { file: nested.path });
  const archive = files.find((file) => file.path.toLowerCase().endsWith(".zip"));
  return archive
    ? invalid("zip_in_zip", { file: archive.path })
    : invalid("no_manifest", { file: MANIFEST });
}
