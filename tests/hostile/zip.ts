/** Writes zip archives as no honest program would: every field of every record can be made to say something else (APPNOTE 6.3.10). */
import { crc32, deflateRawSync } from "node:zlib";

type Bytes = Buffer | string;

/** The fields that stand in both headers of an entry, and those of the list alone. */
export type Header = {
  name: Bytes;
  flags: number;
  method: number;
  crc: number;
  compressed: number;
  size: number;
  extra: Buffer;
  comment: Bytes;
  disk: number;
  madeBy: number;
  attributes: number;
  offset: number;
};

export type Entry = {
  name: Bytes;
  content?: Bytes;
  method?: number;
  level?: number;
  /** The bytes as they lie in the archive, in place of what `content` would be packed to. */
  packed?: Buffer;
  mode?: number;
  flags?: number;
  /** What only the header before the bytes says, only the list, or both. */
  local?: Partial<Header>;
  listed?: Partial<Header>;
  both?: Partial<Header>;
  /** Written after the bytes. */
  descriptor?: "honest" | "unsigned" | "zip64" | Buffer;
  /** Not in the list, or only in the list (with the header and bytes of the entry at this place). */
  unlisted?: boolean;
  listedOnly?: number;
};

export type End = Partial<{
  disk: number;
  directoryDisk: number;
  entriesHere: number;
  entries: number;
  length: number;
  offset: number;
  comment: Buffer;
  commentLength: number;
}>;

export type Shape = {
  before?: Bytes;
  after?: Bytes;
  /** Put between the last entry and the list. */
  gap?: Bytes;
  /** Offsets are counted from the beginning of the file, as `zip -A` would write them; default true. */
  adjusted?: boolean;
  end?: End;
  zip64?: boolean | Partial<{ entries: number; offset: number; disk: number; signature: number }>;
};

export const UTF8 = 0x800;
export const DESCRIPTOR = 8;
const bytes = (value: Bytes) => (typeof value === "string" ? Buffer.from(value) : value);

function record(fields: [number, 2 | 4 | 8][], ...tail: Buffer[]): Buffer {
  const head = Buffer.alloc(fields.reduce((sum, [, width]) => sum + width, 0));
  let at = 0;
  for (const [value, width] of fields) {
    if (width === 8) head.writeBigUInt64LE(BigInt(value), at);
    else head.writeUIntLE(value, at, width);
    at += width;
  }
  return Buffer.concat([head, ...tail]);
}

function headerOf(entry: Entry, packed: Buffer): Header {
  const content = bytes(entry.content ?? "");
  return {
    name: entry.name,
    flags: (entry.flags ?? UTF8) | (entry.descriptor ? DESCRIPTOR : 0),
    method: entry.method ?? 8,
    crc: crc32(content),
    compressed: packed.length,
    size: content.length,
    extra: Buffer.alloc(0),
    comment: "",
    disk: 0,
    madeBy: 0x0314,
    attributes: ((entry.mode ?? 0o100644) << 16) >>> 0,
    offset: 0,
    ...entry.both,
  };
}

function packedOf(entry: Entry): Buffer {
  if (entry.packed) return entry.packed;
  const content = bytes(entry.content ?? "");
  return (entry.method ?? 8) === 8 ? deflateRawSync(content, { level: entry.level ?? 6 }) : content;
}

function localRecord(header: Header): Buffer {
  const name = bytes(header.name);
  return record(
    [
      ...([
        [0x04034b50, 4],
        [20, 2],
        [header.flags, 2],
        [header.method, 2],
        [0, 4],
      ] as [number, 2 | 4][]),
      ...([
        [header.crc, 4],
        [header.compressed, 4],
        [header.size, 4],
      ] as [number, 4][]),
      ...([
        [name.length, 2],
        [header.extra.length, 2],
      ] as [number, 2][]),
    ],
    name,
    header.extra,
  );
}

function listRecord(header: Header): Buffer {
  const [name, comment] = [bytes(header.name), bytes(header.comment)];
  return record(
    [
      ...([
        [0x02014b50, 4],
        [header.madeBy, 2],
        [20, 2],
        [header.flags, 2],
        [header.method, 2],
      ] as [number, 2 | 4][]),
      ...([
        [0, 4],
        [header.crc, 4],
        [header.compressed, 4],
        [header.size, 4],
      ] as [number, 4][]),
      ...([
        [name.length, 2],
        [header.extra.length, 2],
        [comment.length, 2],
      ] as [number, 2][]),
      ...([
        [header.disk, 2],
        [0, 2],
        [header.attributes, 4],
        [header.offset, 4],
      ] as [number, 2 | 4][]),
    ],
    name,
    header.extra,
    comment,
  );
}

function descriptorOf(kind: Entry["descriptor"], header: Header): Buffer {
  if (Buffer.isBuffer(kind)) return kind;
  if (!kind) return Buffer.alloc(0);
  const width = kind === "zip64" ? 8 : 4;
  return record([
    ...((kind === "unsigned" ? [] : [[0x08074b50, 4]]) as [number, 4][]),
    [header.crc, 4],
    [header.compressed, width],
    [header.size, width],
  ]);
}

/** The archive's bytes. */
export function zipOf(entries: Entry[], shape: Shape = {}): Buffer {
  const before = bytes(shape.before ?? "");
  const shift = shape.adjusted === false ? 0 : before.length;
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  const headers: Header[] = [];
  let at = 0;
  for (const entry of entries) {
    const original = entry.listedOnly === undefined ? undefined : headers[entry.listedOnly];
    const packed = packedOf(entry);
    const header = original
      ? { ...original, name: entry.name, ...entry.both }
      : { ...headerOf(entry, packed), offset: at + shift };
    headers.push(header);
    if (!original) {
      const blank = entry.descriptor ? { crc: 0, compressed: 0, size: 0 } : {};
      const written = [
        localRecord({ ...header, ...blank, ...entry.local }),
        packed,
        descriptorOf(entry.descriptor, header),
      ];
      parts.push(...written);
      at += written.reduce((sum, { length }) => sum + length, 0);
    }
    if (!entry.unlisted) list.push(listRecord({ ...header, ...entry.listed }));
  }
  const gap = bytes(shape.gap ?? "");
  const directory = Buffer.concat(list);
  const place = { offset: at + gap.length + shift, length: directory.length, entries: list.length };
  return Buffer.concat([
    before,
    ...parts,
    gap,
    directory,
    endOf(place, shape),
    bytes(shape.after ?? ""),
  ]);
}

type DirectoryPlace = { offset: number; length: number; entries: number };

function endOf(place: DirectoryPlace, { end = {}, zip64 }: Shape): Buffer {
  const comment = end.comment ?? Buffer.alloc(0);
  const plain = zip64 ? { entries: 0xffff, length: 0xffffffff, offset: 0xffffffff } : place;
  const last = record(
    [
      ...([
        [0x06054b50, 4],
        [end.disk ?? 0, 2],
        [end.directoryDisk ?? 0, 2],
      ] as [number, 2 | 4][]),
      ...([
        [end.entriesHere ?? end.entries ?? plain.entries, 2],
        [end.entries ?? plain.entries, 2],
      ] as [number, 2][]),
      ...([
        [end.length ?? plain.length, 4],
        [end.offset ?? plain.offset, 4],
      ] as [number, 4][]),
      [end.commentLength ?? comment.length, 2],
    ],
    comment,
  );
  return zip64 ? Buffer.concat([zip64EndOf(place, zip64), last]) : last;
}

function zip64EndOf(
  place: DirectoryPlace,
  given: Exclude<Shape["zip64"], false | undefined>,
): Buffer {
  const said = given === true ? {} : given;
  const entries = said.entries ?? place.entries;
  return record([
    ...([
      [said.signature ?? 0x06064b50, 4],
      [44, 8],
      [45, 2],
      [45, 2],
    ] as [number, 2 | 4 | 8][]),
    ...([
      [said.disk ?? 0, 4],
      [0, 4],
      [entries, 8],
      [entries, 8],
    ] as [number, 4 | 8][]),
    ...([
      [place.length, 8],
      [said.offset ?? place.offset, 8],
    ] as [number, 8][]),
    ...([
      [0x07064b50, 4],
      [0, 4],
      [place.offset + place.length, 8],
      [1, 4],
    ] as [number, 4 | 8][]),
  ]);
}

/** The zip64 extra field of an entry, with the numbers that stand in it (APPNOTE §4.5.3). */
export const zip64Extra = (...numbers: number[]): Buffer =>
  record([[1, 2], [numbers.length * 8, 2], ...numbers.map((value): [number, 8] => [value, 8])]);
