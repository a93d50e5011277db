/**
 * Reads a zip archive in bounded memory and trusts nothing it says about itself: names, sizes, ranges, ratios and headers are
 * checked against one another before the first byte is inflated, and sizes and checksums again while inflating.
 */
import { createHash } from "node:crypto";
import { type FileHandle, open as openFile } from "node:fs/promises";
import { type Duplex, Readable, Transform } from "node:stream";
import { crc32, createInflateRaw } from "node:zlib";
import { type Entry, open, type ZipFile } from "yauzl";
import { DomainError, invalid } from "~/domain/kernel/errors";
import { assertDistinct, safePath } from "./archive-names";
import {
  checkDescriptor,
  checkEnd,
  type Directory,
  type Place,
  placesOf,
} from "./archive-structure.server";

export const LIMITS = {
  entries: 20_000,
  /** Of the list of entries, which is read into memory. */
  listBytes: 8 * 1024 ** 2,
  bytes: 2 * 1024 ** 3,
  entryBytes: 1024 ** 3,
  ratio: 250,
  ratioFrom: 1024 ** 2,
  /** Of all entries together: a thousand small bombs are one. */
  totalRatio: 100,
  totalRatioFrom: 64 * 1024 ** 2,
};

export type ArchiveFile = { path: string; size: number; open: () => Promise<Readable> };
export type Archive = { files: ArchiveFile[]; close: () => Promise<void> };

/** The extra field that spells a name in UTF-8 beside the old one (APPNOTE §4.6.9). */
const UNICODE_PATH = 0x7075;
const FILE_TYPE = 0o170000;
const TYPE = { symlink: 0o120000, file: 0o100000, folder: 0o040000 };

/** Opens an archive whose every entry passed the checks. Throws invalid with the entry and the rule. */
export async function openArchive(filePath: string): Promise<Archive> {
  const zip = await openZip(filePath);
  const file = await openFile(filePath, "r");
  try {
    const files = await checkedFiles(zip, file);
    return { files, close: () => file.close() };
  } catch (error) {
    await file.close();
    throw asRefusal(error);
  } finally {
    zip.close();
  }
}

function openZip(filePath: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true };
    open(filePath, { ...options, strictFileNames: false }, (error, zip) => {
      if (error || !zip) reject(asRefusal(error));
      else resolve(zip);
    });
  });
}

/** The reader's own place in the file: its type declarations call it a boolean. */
const cursorOf = (zip: ZipFile) => Number(zip.readEntryCursor);

async function checkedFiles(zip: ZipFile, file: FileHandle): Promise<ArchiveFile[]> {
  const from = cursorOf(zip);
  if (zip.entryCount > LIMITS.entries)
    throw invalid("too_many_entries", { subject: String(zip.entryCount) });
  if (zip.fileSize - from > LIMITS.listBytes) throw invalid("list_too_large");
  const entries = await listEntries(zip);
  const directory: Directory = { from, to: cursorOf(zip), entries: entries.length };
  const named = entries.map((entry) => ({ entry, path: checkedPath(entry) }));
  assertDistinct(named.map(({ path }) => ({ path, isFolder: path.endsWith("/") })));
  for (const { entry, path } of named) checkKind(entry, path);
  checkSizes(named, zip.fileSize);
  await checkEnd(file, directory);
  const places = await placesOf(file, named, directory);
  return places
    .filter(({ path }) => !path.endsWith("/"))
    .map((place) => ({
      path: place.path,
      size: place.entry.uncompressedSize,
      open: async () => openEntry(file, place),
    }));
}

function listEntries(zip: ZipFile): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on("error", reject);
    zip.on("end", () => resolve(entries));
    zip.on("entry", (entry: Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

/** The bytes are looked at too: an old code page has pictures where control characters were. */
function checkedPath(entry: Entry): string {
  const isSpelled = entry.extraFields.some(({ id }) => id === UNICODE_PATH);
  if (!isSpelled && entry.fileNameRaw.some((byte) => byte < 0x20 || byte === 0x7f))
    throw invalid("name_unusable", { file: JSON.stringify(entry.fileName.slice(0, 200)) });
  return safePath(entry.fileName);
}

function checkKind(entry: Entry, path: string): void {
  const type = (entry.externalFileAttributes >>> 16) & FILE_TYPE;
  if (type === TYPE.symlink) throw invalid("symlink", { file: path });
  if (type !== 0 && type !== TYPE.file && type !== TYPE.folder)
    throw invalid("special_file", { file: path });
  if (entry.generalPurposeBitFlag & 1) throw invalid("encrypted", { file: path });
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
    throw invalid("compression_unknown", { file: path });
  if (path.endsWith("/") && entry.uncompressedSize > 0)
    throw invalid("folder_with_bytes", { file: path });
}

function checkSizes(named: { entry: Entry; path: string }[], archiveBytes: number): void {
  let total = 0;
  for (const { entry, path } of named) {
    total += entry.uncompressedSize;
    if (entry.uncompressedSize > LIMITS.entryBytes || total > LIMITS.bytes)
      throw invalid("too_large", { file: path });
    if (isBomb(entry)) throw invalid("bomb", { file: path });
  }
  if (total > LIMITS.totalRatioFrom && total > LIMITS.totalRatio * archiveBytes)
    throw invalid("bomb_together");
}

const isBomb = ({ uncompressedSize, compressedSize }: Entry) =>
  uncompressedSize > LIMITS.ratioFrom &&
  uncompressedSize > LIMITS.ratio * Math.max(compressedSize, 1);

async function openEntry(file: FileHandle, place: Place): Promise<Readable> {
  await checkDescriptor(file, place);
  const counted = counter(place);
  const { from, to } = place;
  if (to === from) return counted.end();
  const source = Readable.from(bytesBetween(file, from, to), { objectMode: false });
  const steps: Duplex[] =
    place.entry.compressionMethod === 8 ? [createInflateRaw({ chunkSize: CHUNK })] : [];
  let last: Readable = source;
  for (const step of [...steps, counted]) {
    last.on("error", (cause) => counted.destroy(asRefusal(cause, place.path)));
    last = last.pipe(step);
  }
  counted.on("close", () => source.destroy());
  return counted;
}

const CHUNK = 65_536;

async function* bytesBetween(file: FileHandle, from: number, to: number): AsyncGenerator<Buffer> {
  for (let at = from; at < to; ) {
    const chunk = Buffer.allocUnsafe(Math.min(CHUNK, to - at));
    const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
    if (bytesRead === 0) throw invalid("archive_damaged", { subject: "unexpected end" });
    at += bytesRead;
    yield chunk.subarray(0, bytesRead);
  }
}

/** Passes an entry's bytes on, and refuses more or fewer than declared, or others than were packed. */
function counter({ entry, path }: Place): Transform {
  let seen = 0;
  let checksum = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      checksum = crc32(chunk, checksum);
      done(seen > entry.uncompressedSize ? invalid("size_lies", { file: path }) : null, chunk);
    },
    flush(done) {
      if (seen < entry.uncompressedSize) done(invalid("size_lies", { file: path }));
      else done(checksum === entry.crc32 ? null : invalid("checksum_wrong", { file: path }));
    },
  });
}

/** What yauzl says in its words, and ours for it; the name that some of its sentences end with is the entry's. */
const SAID: [RegExp, string][] = [
  [/record signature not found/i, "not_a_zip"],
  [/absolute path: /i, "name_absolute"],
  [/invalid relative path: /i, "name_escapes"],
  [/strong encryption/i, "encrypted"],
  [/size mismatch for stored file/i, "size_lies"],
  [/multi-disk/i, "several_disks"],
  [/comment length/i, "bytes_after"],
];

/** yauzl's own words become ours; what it says is kept as the subject for whoever made the archive. */
function asRefusal(error: unknown, entry?: string): DomainError {
  if (error instanceof DomainError) return error;
  const subject = error instanceof Error ? error.message : String(error);
  const [, reason] = SAID.find(([pattern]) => pattern.test(subject)) ?? [];
  const file = entry ?? /path: (.*)$/s.exec(subject)?.[1]?.slice(0, 200);
  return invalid(reason ?? "archive_damaged", { subject: subject.slice(0, 200), file });
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
