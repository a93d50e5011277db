/** The hostile corpus: classes of packages, what becomes of each, and their cases. Everything is made here, from a seed. */
import { type Entry, type Shape, zipOf } from "./zip";

export type HostileCase = { name: string; bytes: () => Buffer };
export type HostileClass = {
  name: string;
  /** The reason of the refusal; `accepted` for what is odd but honest. */
  expects: string;
  cases: HostileCase[];
};

export const manifestOf = (
  {
    items = `<item identifier="i" identifierref="r"><title>A</title></item>`,
    organization = "",
    collections = "",
    root = "",
    resources = `<resource identifier="r" type="webcontent" adlcp:scormType="sco" href="index.html"/>`,
  } = {},
  start = `<?xml version="1.0" encoding="UTF-8"?>`,
) =>
  `${start}<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss"${root}><metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata><organizations default="o"><organization identifier="o"><title>T</title>${items}${organization}</organization></organizations><resources>${resources}</resources>${collections}</manifest>`;

const PAGE = "<!doctype html><p>x</p>";

/** The two files every package needs. */
export const plain = (manifest: string | Buffer = manifestOf()): Entry[] => [
  { name: "imsmanifest.xml", content: manifest },
  { name: "index.html", content: PAGE },
];

/** A case of a good package with these entries beside it, and this shape. */
export const withEntries = (name: string, entries: Entry[], shape?: Shape): HostileCase => ({
  name,
  bytes: () => zipOf([...plain(), ...entries], shape),
});

/** A case of a package whose manifest is this. */
export const withManifest = (name: string, manifest: () => string | Buffer): HostileCase => ({
  name,
  bytes: () => zipOf(plain(manifest())),
});

/** A case of a package whose sequencing on its one item is this. */
export const withSequencing = (
  name: string,
  sequencing: () => string,
  collections = "",
): HostileCase =>
  withManifest(name, () =>
    manifestOf({
      items: `<item identifier="i" identifierref="r"><title>A</title>${sequencing()}</item>`,
      collections,
    }),
  );

export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** A generator of numbers in [0, 1) that a seed decides (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
