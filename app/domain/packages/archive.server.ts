/**
 * Reads a zip archive in bounded memory and trusts nothing it says about itself: names, sizes, ranges and ratios are checked
 * against the central directory before the first byte is inflated, and counted again while inflating.
 */
import { createHash } from "node:crypto";
import { type Readable, Transform } from "node:stream";
import { type Entry, open, type ZipFile } from "yauzl";
import { DomainError, invalid } from "~/domain/kernel/errors";
import { anyOverlap, foldedName, safePath } from "./archive-names";

export const LIMITS = {
  entries: 20_000,
  bytes: 2 * 1024 ** 3,
  entryBytes: 1024 ** 3,
  ratio: 250,
  ratioFrom: 1024 ** 2,
};

export type ArchiveFile = { path: string; size: number; open: () => Promise<Readable> };
export type Archive = { files: ArchiveFile[]; close: () => void };

const SYMLINK = 0o120000;
const FILE_TYPE = 0o170000;

/** Opens an archive whose every entry passed the checks. Throws invalid with the entry and the rule. */
export async function openArchive(filePath: string): Promise<Archive> {
  const zip = await openZip(filePath);
  try {
    const entries = await listEntries(zip);
    const files = checkedFiles(zip, entries);
    return { files, close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw asRefusal(error);
  }
}

function openZip(filePath: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(
      filePath,
      { lazyEntries: true, autoClose: false, validateEntrySizes: true, strictFileNames: false },
      (error, zip) => {
        if (error || !zip) reject(asRefusal(error));
        else resolve(zip);
      },
    );
  });
}

function listEntries(zip: ZipFile): Promise<Entry[]> {
  if (zip.entryCount > LIMITS.entries)
    throw invalid("too_many_entries", { subject: String(zip.entryCount) });
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on("error", reject);
    zip.on("end", () => resolve(entries));
    zip.on("entry", (entry: Entry) => {
      entries.push(entry);
      if (entries.length > LIMITS.entries)
        reject(invalid("too_many_entries", { subject: String(entries.length) }));
      else zip.readEntry();
    });
    zip.readEntry();
  });
}

function checkedFiles(zip: ZipFile, entries: Entry[]): ArchiveFile[] {
  const seen = new Map<string, string>();
  const files: ArchiveFile[] = [];
  let total = 0;
  for (const entry of entries) {
    const path = safePath(entry.fileName);
    const folded = foldedName(path.replace(/\/$/, ""));
    const twin = seen.get(folded);
    if (twin !== undefined && !path.endsWith("/"))
      throw invalid("name_twice", { file: path, subject: twin });
    seen.set(folded, path);
    checkKind(entry, path);
    if (path.endsWith("/")) continue;
    total += entry.uncompressedSize;
    checkSize(entry, path, total);
    files.push({ path, size: entry.uncompressedSize, open: () => openEntry(zip, entry, path) });
  }
  const ranges = entries.map((entry) => ({
    from: entry.relativeOffsetOfLocalHeader,
    to: entry.relativeOffsetOfLocalHeader + 30 + entry.compressedSize,
  }));
  if (anyOverlap(ranges)) throw invalid("entries_overlap");
  return files;
}

function checkKind(entry: Entry, path: string): void {
  if (((entry.externalFileAttributes >>> 16) & FILE_TYPE) === SYMLINK)
    throw invalid("symlink", { file: path });
  if (entry.generalPurposeBitFlag & 1) throw invalid("encrypted", { file: path });
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
    throw invalid("compression_unknown", { file: path });
}

function checkSize(entry: Entry, path: string, total: number): void {
  if (entry.uncompressedSize > LIMITS.entryBytes || total > LIMITS.bytes)
    throw invalid("too_large", { file: path });
  if (
    entry.uncompressedSize > LIMITS.ratioFrom &&
    entry.uncompressedSize > LIMITS.ratio * Math.max(entry.compressedSize, 1)
  ) {
    throw invalid("bomb", { file: path });
  }
}

function openEntry(zip: ZipFile, entry: Entry, path: string): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error || !stream) return reject(asRefusal(error, path));
      const counted = counter(entry.uncompressedSize, path);
      stream.on("error", (cause) => counted.destroy(asRefusal(cause, path)));
      resolve(stream.pipe(counted));
    });
  });
}

function counter(declared: number, path: string): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      done(seen > declared ? invalid("size_lies", { file: path }) : null, chunk);
    },
  });
}

/** yauzl's own words become ours; what it says is kept as the subject for whoever made the archive. */
function asRefusal(error: unknown, file?: string): DomainError {
  if (error instanceof DomainError) return error;
  const subject = error instanceof Error ? error.message : String(error);
  const reason = /end of central directory|not a zip/i.test(subject)
    ? "not_a_zip"
    : /absolute path/i.test(subject)
      ? "name_absolute"
      : /relative path/i.test(subject)
        ? "name_escapes"
        : "archive_damaged";
  return invalid(reason, { subject: subject.slice(0, 200), file });
}

/** A short file read whole, at most `limit` bytes. Throws invalid/manifest_too_large. */
export async function readWhole(file: ArchiveFile, limit: number): Promise<Buffer> {
  if (file.size > limit) throw invalid("manifest_too_large", { file: file.path });
  const chunks: Buffer[] = [];
  for await (const chunk of await file.open()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** One hash for the whole content: paths and file hashes in order, so that repacking does not make a new version. */
export function contentHash(files: { path: string; sha256: string }[]): string {
  const hash = createHash("sha256");
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1)))
    hash.update(`${file.path}\0${file.sha256}\n`);
  return hash.digest("hex");
}
