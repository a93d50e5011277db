/** Odd but honest: what real programs and people write, and nobody may be refused for. */
import { deflateRawSync } from "node:zlib";
import { type HostileClass, manifestOf, plain, times, withEntries, withManifest } from "../corpus";
import { type Entry, zip64Extra, zipOf } from "../zip";

const file = (
  name: string | Buffer,
  content: string | Buffer = "x",
): ReturnType<typeof withEntries> =>
  withEntries(JSON.stringify(name.toString("utf8")), [{ name, content }]);
const all = (change: (entry: Entry) => Entry, shape = {}) => zipOf(plain().map(change), shape);
const utf16 = (text: string, bigEndian: boolean, mark: boolean) => {
  const bytes = Buffer.from(`${mark ? "\ufeff" : ""}${text}`, "utf16le");
  return bigEndian ? bytes.swap16() : bytes;
};
const declared = (label: string) => `<?xml version="1.0" encoding="${label}"?>`;
const titled = (title: string, start?: string) =>
  manifestOf(
    { items: `<item identifier="i" identifierref="r"><title>${title}</title></item>` },
    start,
  );

export const HONEST: HostileClass[] = [
  {
    name: "honest archives",
    expects: "accepted",
    cases: [
      { name: "as it should be", bytes: () => zipOf(plain()) },
      { name: "stored", bytes: () => all((entry) => ({ ...entry, method: 0 })) },
      {
        name: "streamed, with descriptors",
        bytes: () => all((entry) => ({ ...entry, descriptor: "honest" })),
      },
      {
        name: "descriptors without a signature",
        bytes: () => all((entry) => ({ ...entry, descriptor: "unsigned" })),
      },
      {
        name: "descriptors of zip64",
        bytes: () => all((entry) => ({ ...entry, descriptor: "zip64" })),
      },
      { name: "zip64 end, though small", bytes: () => zipOf(plain(), { zip64: true }) },
      {
        name: "zip64 sizes, though small",
        bytes: () =>
          all((entry) => {
            const sizes = [
              Buffer.from(entry.content ?? "").length,
              deflateRawSync(Buffer.from(entry.content ?? "")).length,
            ];
            const header = {
              size: 0xffffffff,
              compressed: 0xffffffff,
              extra: zip64Extra(...sizes),
            };
            return { ...entry, local: header, listed: header };
          }),
      },
      {
        name: "a comment",
        bytes: () => zipOf(plain(), { end: { comment: Buffer.from("made by hand") } }),
      },
      {
        name: "a comment that speaks of PK",
        bytes: () => zipOf(plain(), { end: { comment: Buffer.from("PK\x03\x04 PK\x01\x02") } }),
      },
      { name: "a gap before the list", bytes: () => zipOf(plain(), { gap: Buffer.alloc(512) }) },
      { name: "a split archive in one part", bytes: () => zipOf(plain(), { before: "PK00" }) },
      {
        name: "made on Windows",
        bytes: () =>
          all((entry) => ({ ...entry, flags: 0, both: { madeBy: 20, attributes: 0x20 } })),
      },
      {
        name: "backslashes",
        bytes: () => zipOf([...plain(), { name: "a\\b\\c.js", content: "x" }]),
      },
      {
        name: "setuid and all rights",
        bytes: () => all((entry) => ({ ...entry, mode: 0o106777 })),
      },
      withEntries(
        "ten thousand small files",
        times(10_000, (index) => ({ name: `data/${index}.txt`, method: 0 })),
      ),
    ],
  },
  {
    name: "honest names",
    expects: "accepted",
    cases: [
      ...[
        "données/leçon 1.html",
        "課程/第一.html",
        "курс.html",
        "a b (1) [2] {3}.html",
        "Ünï/çødé.js",
        "emoji 🌊.png",
      ].map((name) => file(name)),
      ...[
        "page?x=1.html",
        "12:30.html",
        "100%.html",
        "a&b;c=d.html",
        "~$lock",
        "'quotes\".html",
        "x".repeat(250),
        `${"a/".repeat(100)}x`,
      ].map((name) => file(name)),
      ...[
        "x.constructor",
        "x.__proto__",
        "y.toString",
        "hasOwnProperty",
        "console.html",
        "auxiliary/nulls.js",
        "icons/com.png",
      ].map((name) => file(name)),
      ...["①.html", "ﬁle.js", "H₂O.png"].map((name) => file(name)),
      withEntries("compatibility is not identity", [
        { name: "H₂O.png", content: "x" },
        { name: "H2O.png", content: "x" },
      ]),
      withEntries("an old code page", [
        { name: Buffer.from([0x82, 0x8a, 0x2e, 0x68]), content: "x", flags: 0 },
      ]),
      withEntries("bytes that are no UTF-8", [
        { name: Buffer.from([0xff, 0xfe, 0x2e, 0x68]), content: "x" },
      ]),
      withEntries("a folder listed after what lies in it", [
        { name: "f/x", content: "x" },
        { name: "f/", mode: 0o040755 },
      ]),
      withEntries("empty folders", [
        { name: "empty/", mode: 0o040755 },
        { name: "empty/too/", mode: 0o040755, method: 0 },
      ]),
      withEntries("resource forks", [
        { name: "__MACOSX/._index.html", content: "\0\x05\x16\x07" },
        { name: ".DS_Store", content: "x" },
        { name: "Thumbs.db", content: "x" },
      ]),
    ],
  },
  {
    name: "honest contents: never unpacked, run or obeyed here",
    expects: "accepted",
    cases: [
      file("handout.zip", zipOf(plain())),
      file("bomb-in-a-zip.zip", zipOf([{ name: "zeros", content: Buffer.alloc(3 * 1024 ** 2) }])),
      withEntries("archives within archives within archives", [
        {
          name: "1.zip",
          content: zipOf([
            { name: "2.zip", content: zipOf([{ name: "3.zip", content: zipOf([]) }]) },
          ]),
        },
      ]),
      ...[
        "sw.js",
        "service-worker.js",
        "firebase-messaging-sw.js",
        ".htaccess",
        "web.config",
        "crossdomain.xml",
        "robots.txt",
      ].map((name) => file(name, "x")),
      file("picture.png", "<script>alert(1)</script>"),
      file(
        "picture.svg",
        `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`,
      ),
      file("page.html.txt", "<script>alert(1)</script>"),
      file("setup.exe", "MZ"),
      file("both.pdf", "%PDF-1.7 <script>alert(1)</script>"),
      file("empty.txt", ""),
    ],
  },
  {
    name: "honest manifests",
    expects: "accepted",
    cases: [
      withManifest("UTF-16, little end first", () =>
        utf16(titled("Leçon", declared("UTF-16")), false, true),
      ),
      withManifest("UTF-16, big end first", () =>
        utf16(titled("Leçon", declared("UTF-16")), true, true),
      ),
      withManifest("UTF-16 without a mark", () =>
        utf16(titled("Leçon", declared("UTF-16")), false, false),
      ),
      withManifest("UTF-16 without a mark, big end first", () =>
        utf16(titled("Leçon", declared("UTF-16")), true, false),
      ),
      withManifest("UTF-8 with a mark", () => `\ufeff${titled("Leçon")}`),
      withManifest("says UTF-16, is UTF-8", () => titled("Leçon", declared("utf-16"))),
      withManifest("says UTF-8, is Latin 1", () =>
        Buffer.from(titled("Leçon", declared("UTF-8")), "latin1"),
      ),
      withManifest("says nothing, is Latin 1", () => Buffer.from(titled("Leçon", ""), "latin1")),
      withManifest("Latin 1", () => Buffer.from(titled("Leçon", declared("ISO-8859-1")), "latin1")),
      withManifest("Windows 1252", () =>
        Buffer.from(titled("Le\x80on", declared("windows-1252")), "latin1"),
      ),
      withManifest("says something unheard of, is UTF-8", () =>
        titled("Leçon", declared("utf-nine")),
      ),
      withManifest("a resource that needs itself", () =>
        manifestOf({
          resources: `<resource identifier="r" href="index.html"><dependency identifierref="r"/></resource>`,
        }),
      ),
      withManifest("resources that need one another", () =>
        manifestOf({
          resources: `<resource identifier="r" href="index.html"><dependency identifierref="s"/></resource><resource identifier="s"><dependency identifierref="r"/></resource>`,
        }),
      ),
      withManifest("the same resource twice", () =>
        manifestOf({ resources: `<resource identifier="r" href="index.html"/>`.repeat(2) }),
      ),
      withManifest("a link on another site that nothing launches", () =>
        manifestOf({
          resources: `<resource identifier="r" href="index.html"/><resource identifier="s" href="http://example.org/"/>`,
        }),
      ),
      withManifest("names that JavaScript knows", () =>
        manifestOf({
          items: `<item identifier="__proto__" identifierref="constructor"><title>A</title></item>`,
          resources: `<resource identifier="constructor" href="index.html" __proto__="x"/>`,
        }),
      ),
      withManifest("an inclusion, which is not followed", () =>
        manifestOf({
          organization: `<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>`,
        }),
      ),
      withManifest("a style sheet, which is not followed", () =>
        manifestOf({}, `<?xml version="1.0"?><?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?>`),
      ),
      withManifest("a thousand items", () =>
        manifestOf({
          items: times(
            1000,
            (index) =>
              `<item identifier="i${index}" identifierref="r"><title>${index}</title></item>`,
          ).join(""),
        }),
      ),
      withManifest("ten thousand files", () =>
        manifestOf({
          resources: `<resource identifier="r" href="index.html">${times(10_000, (index) => `<file href="media/${index}.png"/>`).join("")}</resource>`,
        }),
      ),
      withManifest("blanks around the launch address", () =>
        manifestOf({ resources: `<resource identifier="r" href=" index.html "/>` }),
      ),
      withManifest("parameters", () =>
        manifestOf({
          items: `<item identifier="i" identifierref="r" parameters="?a=1&amp;b=javascript:x"/>`,
        }),
      ),
      withManifest("rules at the limit", () =>
        manifestOf({
          items: `<item identifier="i" identifierref="r"><imsss:sequencing><imsss:limitConditions attemptLimit="0"/><imsss:rollupRules objectiveMeasureWeight="1.0000"/></imsss:sequencing></item>`,
        }),
      ),
    ],
  },
];
