/** Archives that are cut, joined, spread over disks, locked, or that two readers would read differently. */
import { type HostileClass, plain, seeded, times, withEntries } from "../corpus";
import { type End, type Entry, type Shape, zipOf } from "../zip";

const good = () => zipOf(plain());
const shaped = (name: string, shape: Shape) =>
  withEntries(name, [{ name: "a.js", content: "x" }], shape);
const ending = (name: string, end: End) => shaped(name, { end });
const mode = (name: string, bits: number, content = "/etc/passwd") =>
  withEntries(name, [{ name: "link", content, mode: bits }]);
const method = (number: number) =>
  withEntries(`method ${number}`, [
    { name: "a.bin", packed: Buffer.from("0123456789"), method: number, both: { size: 20 } },
  ]);
const PDF = "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
const FRONTS: Record<string, string> = {
  "a PDF": PDF,
  "a GIF": "GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00;",
  "a page": "<!doctype html><script>alert(1)</script><!--",
  "a program": `MZ${"\0".repeat(200)}`,
  "a shell script": "#!/bin/sh\nexit 0\n",
  "a PNG": "\x89PNG\r\n\x1a\n",
  "a JPEG": "\xff\xd8\xff\xe0\0\x10JFIF\0",
  "one byte": "x",
};

export const STRUCTURE: HostileClass[] = [
  {
    name: "not an archive",
    expects: "not_a_zip",
    cases: [
      ...[
        "",
        "x",
        "hello",
        PDF,
        "<html>",
        "PK",
        "PK\x03\x04",
        "\x1f\x8b\x08\0",
        "Rar!\x1a\x07\0",
        "7z\xbc\xaf\x27\x1c",
      ].map((text, index) => ({
        name: `text ${index}`,
        bytes: () => Buffer.from(text, "latin1"),
      })),
      { name: "a megabyte of nothing", bytes: () => Buffer.alloc(1024 ** 2) },
    ],
  },
  {
    name: "cut short",
    expects: "not_a_zip",
    cases: [1, 5, 10, 22, 30, 60, 100, 200, 300].map((left) => ({
      name: `${left} bytes missing`,
      bytes: () => good().subarray(0, good().length - left),
    })),
  },
  {
    name: "the beginning is missing",
    expects: "archive_damaged",
    cases: [1, 10, 30, 100].map((gone) => ({
      name: `${gone} bytes`,
      bytes: () => good().subarray(gone),
    })),
  },
  {
    name: "something in front, counted in",
    expects: "bytes_before",
    cases: [
      ...Object.entries(FRONTS).map(([name, front]) =>
        shaped(name, { before: Buffer.from(front, "latin1") }),
      ),
      { name: "another archive", bytes: () => zipOf(plain(), { before: good() }) },
      {
        name: "the first entry is not in the list",
        bytes: () => zipOf([{ name: "hidden.js", content: "x", unlisted: true }, ...plain()]),
      },
    ],
  },
  {
    name: "something in front, not counted in",
    expects: "archive_damaged",
    cases: Object.entries(FRONTS).map(([name, front]) =>
      shaped(name, { before: Buffer.from(front, "latin1"), adjusted: false }),
    ),
  },
  {
    name: "something behind",
    expects: "bytes_after",
    cases: [
      "x",
      PDF,
      "\0".repeat(1000),
      "</html>",
      "PK",
      "<script>alert(1)</script>",
      "y".repeat(60_000),
    ].map((after, index) => shaped(`behind ${index}`, { after })),
  },
  {
    name: "two archives behind one another",
    expects: "archive_damaged",
    cases: times(4, (index) => ({
      name: `the second has ${index + 1} files more`,
      bytes: () =>
        Buffer.concat([
          good(),
          zipOf([
            ...plain(),
            ...times(index + 1, (number): Entry => ({ name: `${number}.js`, content: "x" })),
          ]),
        ]),
    })),
  },
  {
    name: "two ends",
    expects: "directory_lies",
    cases: [
      // an end in the comment of another: some read the first, some the last
      ...[0, 1, 100, 30_000].map((between) => ({
        name: `${between} bytes between`,
        bytes: () =>
          zipOf(plain(), {
            end: { comment: Buffer.concat([Buffer.alloc(between), good().subarray(-22)]) },
          }),
      })),
      { name: "an archive behind its like", bytes: () => Buffer.concat([good(), good()]) },
      { name: "three of them", bytes: () => Buffer.concat([good(), good(), good()]) },
    ],
  },
  {
    name: "comment is longer or shorter than said",
    expects: "bytes_after",
    cases: [
      ending("says one", { commentLength: 1 }),
      ending("says 65535", { commentLength: 65_535 }),
      ending("says none", { comment: Buffer.from("hello"), commentLength: 0 }),
      ending("says fewer", { comment: Buffer.from("hello"), commentLength: 4 }),
    ],
  },
  {
    name: "fewer entries than there are",
    expects: "directory_lies",
    cases: [
      ending("says two", { entries: 2 }),
      ending("says one", { entries: 1, entriesHere: 1 }),
      ending("says two here", { entriesHere: 2, entries: 3 }),
      ending("says none", { entries: 0 }),
      shaped("says two in zip64", { zip64: { entries: 2 } }),
      ending("list is longer", { length: 100_000 }),
    ],
  },
  {
    name: "more entries than there are",
    expects: "archive_damaged",
    cases: [4, 100, 19_999].map((entries) => ending(`says ${entries}`, { entries })),
  },
  {
    name: "too many entries",
    expects: "too_many_entries",
    cases: [
      ending("says 65534", { entries: 65_534 }),
      ending("says 20001", { entries: 20_001 }),
      ...[20_001, 1e9, Number.MAX_SAFE_INTEGER].map((entries) =>
        shaped(`says ${entries} in zip64`, { zip64: { entries } }),
      ),
      withEntries(
        "really 20,001",
        times(19_999, (index) => ({ name: `${index}`, method: 0 })),
      ),
      withEntries(
        "really 40,002",
        times(40_000, (index) => ({ name: `${index}`, method: 0 })),
      ),
    ],
  },
  {
    name: "list of entries is too large",
    expects: "list_too_large",
    cases: [
      withEntries(
        "long comments",
        times(200, (index) => ({
          name: `${index}`,
          method: 0,
          listed: { comment: Buffer.alloc(65_000) },
        })),
      ),
      withEntries(
        "long extra fields",
        times(200, (index) => ({
          name: `${index}`,
          method: 0,
          listed: { extra: Buffer.concat([Buffer.from([9, 9, 0xe8, 0xfd]), Buffer.alloc(65_000)]) },
        })),
      ),
      withEntries(
        "long names",
        times(150, (index) => ({
          name: `${index}${"x".repeat(65_000)}`,
          method: 0,
          local: { name: "" },
        })),
      ),
    ],
  },
  {
    name: "list lies elsewhere",
    expects: "archive_damaged",
    cases: [1, 17, 50, 4_000_000_000].map((offset) => ending(`at ${offset}`, { offset })),
  },
  {
    name: "zip64 end is damaged",
    expects: "archive_damaged",
    cases: [
      shaped("another signature", { zip64: { signature: 0x06064b51 } }),
      ...[2 ** 40, 2 ** 52, 3].map((offset) => shaped(`list at ${offset}`, { zip64: { offset } })),
    ],
  },
  {
    name: "spread over several disks",
    expects: "several_disks",
    cases: [
      ...[1, 2, 65_534].map((disk) => ending(`disk ${disk}`, { disk })),
      shaped("disk 3 in zip64", { zip64: { disk: 3 } }),
    ],
  },
  {
    name: "protected by a password",
    expects: "encrypted",
    cases: [
      ...[0x01, 0x801, 0x41, 0x841, 0x09].map((flags) =>
        withEntries(`flags ${flags}`, [{ name: "a.bin", content: "0123456789012345", flags }]),
      ),
      withEntries("AES", [
        { name: "a.bin", packed: Buffer.alloc(40), method: 99, flags: 1, both: { size: 12 } },
      ]),
      {
        name: "the manifest",
        bytes: () =>
          zipOf(plain().map((entry, index) => (index === 0 ? { ...entry, flags: 1 } : entry))),
      },
    ],
  },
  {
    name: "packed in a way that browsers' tools do not read",
    expects: "compression_unknown",
    cases: [1, 2, 6, 9, 10, 12, 14, 93, 95, 96, 97, 98, 65_535].map(method),
  },
  {
    name: "packed bytes are broken",
    expects: "archive_damaged",
    cases: [
      ...times(6, (index) => {
        const random = seeded(index + 1);
        return withEntries(`noise ${index}`, [
          {
            name: "a.bin",
            packed: Buffer.from(times(200, () => (Math.floor(random() * 128) * 2 + 1) | 6)),
            both: { size: 5000 },
          },
        ]);
      }),
      {
        name: "of the manifest",
        bytes: () =>
          zipOf(
            plain().map((entry, index) =>
              index === 0 ? { ...entry, packed: Buffer.from([6, 6, 6]) } : entry,
            ),
          ),
      },
    ],
  },
  {
    name: "link to another place",
    expects: "symlink",
    cases: [
      mode("to a file", 0o120777),
      mode("upwards", 0o120777, "../../.."),
      mode("to itself", 0o120755, "link"),
      mode("without rights", 0o120000),
      mode("sticky", 0o121777),
    ],
  },
  {
    name: "not a file",
    expects: "special_file",
    cases: [
      ...[0o010644, 0o020666, 0o060660, 0o140777, 0o160000, 0o150000].map((bits) =>
        mode(`mode ${bits.toString(8)}`, bits),
      ),
    ],
  },
  {
    name: "folder with bytes",
    expects: "folder_with_bytes",
    cases: ["x", "MZ evil", "y".repeat(5000)].map((content) =>
      withEntries(`${content.length} bytes`, [{ name: "folder/", content, mode: 0o040755 }]),
    ),
  },
  {
    name: "damaged at random",
    expects: "any refusal",
    cases: times(60, (index) => ({
      name: `seed ${index}`,
      bytes: () => {
        const random = seeded(1000 + index);
        const archive = Buffer.from(zipOf([...plain(), { name: "a.js", content: "alert(1)" }]));
        for (let flips = 0; flips <= index % 5; flips++)
          archive.writeUInt8(Math.floor(random() * 256), Math.floor(random() * archive.length));
        return archive;
      },
    })),
  },
];
