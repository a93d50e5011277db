/**
 * What an archive says of itself outside its list of entries: where it begins and ends, how many entries it has, and the header
 * before each entry's bytes. Every zip program may believe another of these; ours takes only archives in which all agree.
 */
import type { FileHandle } from "node:fs/promises";
import type { Entry } from "yauzl";
import { invalid } from "~/domain/kernel/errors";

/** APPNOTE 6.3.10 §4.3: the records' signatures and fixed lengths. */
const SIGNATURE = {
  local: 0x04034b50,
  list: 0x05054b50,
  zip64End: 0x06064b50,
  descriptor: 0x08074b50,
  spanned: 0x30304b50,
};
const LENGTH = { local: 30, end: 22, comment: 0xffff, descriptor: 24 };
const IN_ZIP64 = 0xffffffff;
const FLAG = { encrypted: 1, descriptor: 8 };

/** What the reader of the list found: its beginning, the place after its last entry, and how many there were. */
export type Directory = { from: number; to: number; entries: number };
/** Where the bytes of an entry lie. */
export type Place = { entry: Entry; path: string; from: number; to: number };

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}

/** Throws invalid/directory_lies when the archive has two ends, or its end tells of other entries than its list has. */
export async function checkEnd(file: FileHandle, directory: Directory): Promise<void> {
  const { size } = await file.stat();
  const tail = await bytesAt(
    file,
    Math.max(0, size - LENGTH.end - LENGTH.comment),
    LENGTH.end + LENGTH.comment,
  );
  const ends = endsIn(tail);
  if (ends.length !== 1) throw invalid("directory_lies");
  const [at = 0] = ends;
  const end = size - tail.length + at;
  const [onDisk, entries] = [tail.readUInt16LE(at + 8), tail.readUInt16LE(at + 10)];
  const [length, from] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
  const differs =
    (onDisk !== 0xffff && onDisk !== directory.entries) ||
    (entries !== 0xffff && entries !== directory.entries) ||
    (from !== IN_ZIP64 && from !== directory.from) ||
    (length !== IN_ZIP64 && directory.from + length > end);
  if (differs || !(await leadsTo(file, directory.to, end))) throw invalid("directory_lies");
}

/** Between the list and the end there is nothing but zip64's end, or a signature of the list (APPNOTE §4.3.13). */
async function leadsTo(file: FileHandle, from: number, end: number): Promise<boolean> {
  if (from >= end) return from === end;
  const found = await bytesAt(file, from, 12);
  const mark = found.readUInt32LE(0);
  if (mark === SIGNATURE.list) return from + 6 + found.readUInt16LE(4) === end;
  return mark === SIGNATURE.zip64End && from + 32 + Number(found.readBigUInt64LE(4)) === end;
}

/** Where end records begin whose comment reaches exactly to the end of the file. */
function endsIn(tail: Buffer): number[] {
  const mark = Buffer.from([0x50, 0x4b, 5, 6]);
  const found: number[] = [];
  for (let at = tail.indexOf(mark); at >= 0; at = tail.indexOf(mark, at + 1)) {
    if (at + LENGTH.end > tail.length) break;
    if (at + LENGTH.end + tail.readUInt16LE(at + 20) === tail.length) found.push(at);
  }
  return found;
}

/**
 * Where each entry's bytes lie, in the order of the file. Throws invalid: bytes_before, headers_disagree, entries_overlap,
 * archive_damaged.
 */
export async function placesOf(
  file: FileHandle,
  entries: { entry: Entry; path: string }[],
  directory: Directory,
): Promise<Place[]> {
  const ordered = [...entries].sort((a, b) => offset(a.entry) - offset(b.entry));
  await checkBeginning(file, ordered[0] ? offset(ordered[0].entry) : 0);
  const places: Place[] = [];
  for (const [index, { entry, path }] of ordered.entries()) {
    const header = await bytesAt(file, offset(entry), LENGTH.local + entry.fileNameRaw.length);
    const from = checkLocalHeader(header, entry, path);
    const to = from + entry.compressedSize;
    const next = ordered[index + 1]?.entry;
    if (to > (next ? offset(next) : directory.from))
      throw invalid("entries_overlap", { file: path });
    places.push({ entry, path, from, to });
  }
  return places;
}

const offset = (entry: Entry) => entry.relativeOffsetOfLocalHeader;

/** A program, a picture or a page in front makes a file that is two things at once. A split archive in one part has its own mark. */
async function checkBeginning(file: FileHandle, first: number): Promise<void> {
  if (first === 0) return;
  const mark = await bytesAt(file, 0, 4);
  const spanned =
    first === 4 && [SIGNATURE.spanned, SIGNATURE.descriptor].includes(mark.readUInt32LE(0));
  if (!spanned) throw invalid("bytes_before");
}

/** Answers where the bytes begin. The list's word counts; a header that says otherwise is meant for another reader. */
function checkLocalHeader(header: Buffer, entry: Entry, path: string): number {
  if (header.length < LENGTH.local || header.readUInt32LE(0) !== SIGNATURE.local)
    throw invalid("archive_damaged", { file: path, subject: "local file header" });
  const flags = header.readUInt16LE(6);
  const name = header.subarray(LENGTH.local, LENGTH.local + header.readUInt16LE(26));
  const agrees =
    ((flags ^ entry.generalPurposeBitFlag) & FLAG.encrypted) === 0 &&
    header.readUInt16LE(8) === entry.compressionMethod &&
    slashed(name) === slashed(entry.fileNameRaw) &&
    header.readUInt16LE(26) === entry.fileNameRaw.length &&
    (flags & FLAG.descriptor || sizesAgree(header, entry));
  if (!agrees) throw invalid("headers_disagree", { file: path });
  return offset(entry) + LENGTH.local + header.readUInt16LE(26) + header.readUInt16LE(28);
}

/** Some programs write other separators in one of the two. */
const slashed = (name: Buffer) => name.toString("latin1").replace(/[\\.]/g, "/");

function sizesAgree(header: Buffer, entry: Entry): boolean {
  const [crc, compressed, size] = [14, 18, 22].map((at) => header.readUInt32LE(at));
  const same = (local: number | undefined, listed: number) =>
    local === IN_ZIP64 || local === listed;
  return (
    crc === entry.crc32 &&
    same(compressed, entry.compressedSize) &&
    same(size, entry.uncompressedSize)
  );
}

/** Throws invalid/headers_disagree when a descriptor follows the bytes that contradicts the list (APPNOTE §4.3.9). */
export async function checkDescriptor(file: FileHandle, { entry, path, to }: Place): Promise<void> {
  if ((entry.generalPurposeBitFlag & FLAG.descriptor) === 0) return;
  const found = await bytesAt(file, to, LENGTH.descriptor);
  if (found.length < 16 || found.readUInt32LE(0) !== SIGNATURE.descriptor) return;
  const said = (crc: number, sizes: number[]) =>
    crc === entry.crc32 && sizes[0] === entry.compressedSize && sizes[1] === entry.uncompressedSize;
  const crc = found.readUInt32LE(4);
  const short = said(crc, [found.readUInt32LE(8), found.readUInt32LE(12)]);
  const long =
    found.length === LENGTH.descriptor &&
    said(crc, [Number(found.readBigUInt64LE(8)), Number(found.readBigUInt64LE(16))]);
  if (!short && !long) throw invalid("headers_disagree", { file: path });
}
