/** Archives that unpack to more than they should, and sizes that are not true wherever they are written. */
import { deflateRawSync } from "node:zlib";
import { type HostileCase, type HostileClass, plain, times, withEntries } from "../corpus";
import { type Entry, type Header, zip64Extra, zipOf } from "../zip";

const MB = 1024 ** 2;
/** Packed once for all: an entry of so many megabytes of one byte. */
const packed = new Map<string, Pick<Entry, "packed" | "both">>();
function filled(megabytes: number, byte: number): Pick<Entry, "packed" | "both"> {
  const key = `${megabytes} ${byte}`;
  const known = packed.get(key);
  if (known) return known;
  const made = {
    packed: deflateRawSync(Buffer.alloc(megabytes * MB, byte)),
    both: { size: megabytes * MB },
  };
  packed.set(key, made);
  return made;
}

const lie = (name: string, entry: Omit<Entry, "name">): HostileCase =>
  withEntries(name, [{ name: "lie.bin", content: "0123456789".repeat(50), ...entry }]);
const both = (sizes: Partial<Header>) => ({ both: sizes });

/** Entries whose headers differ and whose bytes are the same, as in the bombs of overlapping files. */
function sharing(count: number): Entry[] {
  const kernel: Entry = { name: "0", content: Buffer.alloc(MB) };
  return [kernel, ...times(count, (index): Entry => ({ name: `copy-${index}`, listedOnly: 2 }))];
}

/** Each header lies inside the bytes of the one before, as a stored block would quote it. */
function quoted(count: number): Buffer {
  const entries = times(count, (index): Entry => {
    const reach = (count - index) * 60;
    return {
      name: `q${index}`,
      method: 0,
      content: "x".repeat(20),
      both: { compressed: reach, size: reach },
    };
  });
  return zipOf([...plain(), ...entries]);
}

export const BOMBS: HostileClass[] = [
  {
    name: "bomb in one entry",
    expects: "bomb",
    cases: [
      ...[2, 10, 20, 40].map((megabytes) =>
        withEntries(`${megabytes} MB of zeros`, [{ name: "zeros.bin", ...filled(megabytes, 0) }]),
      ),
      ...[0x20, 0x61, 0xff].map((byte) =>
        withEntries(`8 MB of ${byte}`, [{ name: "page.html", ...filled(8, byte) }]),
      ),
      withEntries("a gigabyte, it says", [
        { name: "a", content: "x", ...both({ size: 1024 * MB }) },
      ]),
    ],
  },
  {
    name: "bomb in many entries",
    expects: "bomb_together",
    cases: [90, 150, 400, 1500].map((count) =>
      withEntries(
        `${count} entries of one megabyte`,
        times(count, (index) => ({ name: `part-${index}.js`, ...filled(1, 0x20) })),
      ),
    ),
  },
  {
    name: "manifest is a bomb",
    expects: "bomb",
    cases: [4, 7, 30].map((megabytes) => ({
      name: `${megabytes} MB of blanks`,
      bytes: () =>
        zipOf([{ name: "imsmanifest.xml", ...filled(megabytes, 0x20) }, ...plain().slice(1)]),
    })),
  },
  {
    name: "larger than may be stored",
    expects: "too_large",
    cases: [
      ...[1025, 2000, 4095].map((megabytes) =>
        lie(`${megabytes} MB`, both({ size: megabytes * MB })),
      ),
      lie("exabytes in zip64", { listed: { size: 0xffffffff, extra: zip64Extra(2 ** 60) } }),
      lie("more than a number holds", {
        listed: { size: 0xffffffff, extra: zip64Extra(Number.MAX_SAFE_INTEGER) },
      }),
    ],
  },
  {
    name: "entries share their bytes",
    expects: "entries_overlap",
    cases: [
      ...[1, 2, 10, 100, 1000].map((count) =>
        withEntries(`${count} more names for one entry`, [
          { name: "a", content: "x".repeat(5000) },
          ...sharing(count).slice(1),
        ]),
      ),
      ...[2, 5, 50, 250].map((count) => ({
        name: `${count} entries, each within the one before`,
        bytes: () => quoted(count),
      })),
      withEntries("an entry that reaches into the list", [
        { name: "a", method: 0, content: "abc", ...both({ compressed: 60, size: 60 }) },
      ]),
      withEntries("an entry that is the whole archive", [
        { name: "self.zip", method: 0, content: "abc", ...both({ compressed: 400, size: 400 }) },
      ]),
      withEntries("an extra field that hides the next header", [
        { name: "a", content: "abc", local: { extra: zip64Extra(...times(8, () => 0)) } },
        {
          name: "b",
          method: 0,
          content: "x".repeat(10),
          both: { offset: 0 },
          listed: { offset: 40 },
        },
      ]),
    ],
  },
  {
    name: "size in both headers is too small",
    expects: "size_lies",
    cases: [0, 1, 10, 499].map((size) => lie(`${size} of 500`, both({ size }))),
  },
  {
    name: "size in both headers is too large",
    expects: "size_lies",
    cases: [501, 1000, 100_000].map((size) => lie(`${size} of 500`, both({ size }))),
  },
  {
    name: "stored entry with two sizes",
    expects: "size_lies",
    cases: [
      [500, 499],
      [400, 500],
      [500, 0],
      [1, 500],
    ].map(([compressed = 0, size = 0]) =>
      lie(`${compressed} packed, ${size} unpacked`, { method: 0, ...both({ compressed, size }) }),
    ),
  },
  {
    name: "headers disagree",
    expects: "headers_disagree",
    cases: [
      lie("size before the bytes", { local: { size: 5 } }),
      lie("size in the list", { local: { size: 500 }, listed: { size: 400 } }),
      lie("packed size before the bytes", { local: { compressed: 3 } }),
      lie("checksum before the bytes", { local: { crc: 1 } }),
      lie("stored, says one", { local: { method: 0 } }),
      lie("another name", { local: { name: "big.bin" } }),
      lie("a name that climbs", { local: { name: "../a.bin" } }),
      lie("a longer name", { local: { name: "lie.bin.html" } }),
      lie("encrypted, says one", { local: { flags: 0x801 } }),
      lie("another compression", { local: { method: 12 } }),
    ],
  },
  {
    name: "data descriptor disagrees",
    expects: "headers_disagree",
    cases: [
      [1, 30, 500],
      [0, 0, 0],
      [7, 0xffffffff, 0xffffffff],
      [9, 30, 1],
    ].map((words) => {
      const descriptor = Buffer.alloc(16);
      for (const [index, word] of [0x08074b50, ...words].entries())
        descriptor.writeUInt32LE(word, index * 4);
      return lie(words.join(" "), { descriptor });
    }),
  },
  {
    name: "zip64 sizes run out of the file",
    expects: "entries_overlap",
    cases: [2 ** 33, 2 ** 40, 2 ** 52].map((compressed) =>
      lie(`${compressed} bytes packed`, {
        listed: { compressed: 0xffffffff, extra: zip64Extra(compressed) },
        local: { compressed: 0xffffffff },
      }),
    ),
  },
  {
    name: "checksum is wrong",
    expects: "checksum_wrong",
    cases: [
      ...times(8, (index) => lie(`checksum ${index}`, both({ crc: index * 0x01010101 }))),
      lie("stored", { method: 0, ...both({ crc: 5 }) }),
      {
        name: "of the manifest",
        bytes: () =>
          zipOf(
            plain().map((entry, index) => (index === 0 ? { ...entry, both: { crc: 9 } } : entry)),
          ),
      },
    ],
  },
];
