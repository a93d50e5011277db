/** Manifests that are too much, mean two things, or are not what they say. */
import { type HostileClass, manifestOf, plain, times, withManifest } from "../corpus";
import { zipOf } from "../zip";

const doctype = (name: string, declaration: string, body = manifestOf({}, "")) =>
  withManifest(name, () => `<?xml version="1.0"?>${declaration}${body}`);
const item = (identifier: string, more = "") =>
  `<item identifier="${identifier}" identifierref="r"><title>A</title>${more}</item>`;
const resource = (identifier: string, href: string, more = "") =>
  `<resource identifier="${identifier}" type="webcontent" adlcp:scormType="sco" href="${href}">${more}</resource>`;
const LAUGHS = times(9, (index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`).join(
  "",
);

/** Text that does not deflate to nothing, so that it is not refused as a bomb first. */
function wordy(length: number): string {
  let text = "";
  for (let word = 1; text.length < length; word++)
    text += `${((word * 2654435761) >>> 0).toString(36)} `;
  return text.slice(0, length);
}

function nested(depth: number, tag: string): string {
  return `${`<${tag}>`.repeat(depth)}${`</${tag}>`.repeat(depth)}`;
}

export const MANIFESTS: HostileClass[] = [
  {
    name: "document type, entities, external entities",
    expects: "xml_doctype",
    cases: [
      doctype("bare", "<!DOCTYPE manifest>"),
      doctype("external", `<!DOCTYPE manifest SYSTEM "http://127.0.0.1:9/evil.dtd">`),
      doctype("public", `<!DOCTYPE manifest PUBLIC "-//X" "http://127.0.0.1:9/x.dtd">`),
      doctype(
        "a file",
        `<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]>`,
        manifestOf({ items: "&x;" }, ""),
      ),
      doctype(
        "a billion laughs",
        `<!DOCTYPE m [<!ENTITY l0 "ha">${LAUGHS}]>`,
        manifestOf({ items: "&l9;" }, ""),
      ),
      doctype(
        "quadratic",
        `<!DOCTYPE m [<!ENTITY a "${"a".repeat(50_000)}">]>`,
        manifestOf({ items: "&a;".repeat(1000) }, ""),
      ),
      doctype("parameter entity", `<!DOCTYPE m [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p">%p;]>`),
      doctype("in small letters it is malformed, in large ones refused", `<!DOCTYPE html>`),
    ],
  },
  {
    name: "entity that nobody declared",
    expects: "xml_malformed",
    cases: ["&x;", "&nbsp;", "&#0;", "&#xD800;", "&#x110000;", "&#xFFFE;", "&;", "&lt"].map(
      (entity) => withManifest(entity, () => manifestOf({ items: item("i").replace("A", entity) })),
    ),
  },
  {
    name: "not XML",
    expects: "xml_malformed",
    cases: [
      ...[
        "<manifest>",
        "<a></b>",
        "hello",
        "<a/><b/>",
        "<a b=c/>",
        `<a b="1" b="2"/>`,
        "<1/>",
        "<a:b/>",
        "<a><![CDATA[</a>",
        "\0",
        "<!-- -->",
        "{}",
      ].map((text, index) => withManifest(`text ${index}`, () => text)),
      ...[10, 100, 300].map((length) =>
        withManifest(`cut after ${length}`, () => manifestOf().slice(0, length)),
      ),
    ],
  },
  {
    name: "manifest is empty",
    expects: "manifest_empty",
    cases: ["", " ", "\ufeff", "\n\n\t"].map((text, index) =>
      withManifest(`blank ${index}`, () => text),
    ),
  },
  {
    name: "manifest is too deep",
    expects: "xml_too_deep",
    cases: [
      ...[65, 100, 1000, 20_000].map((depth) =>
        withManifest(`${depth} elements`, () =>
          manifestOf({ root: "", organization: nested(depth, "x") }),
        ),
      ),
      withManifest("items in items", () =>
        manifestOf({
          items:
            times(100, (index) => `<item identifier="i${index}">`).join("") + "</item>".repeat(100),
        }),
      ),
      withManifest("manifests in manifests", () => nested(200, "manifest")),
    ],
  },
  {
    name: "manifest has too many parts",
    expects: "xml_too_many",
    cases: [
      withManifest("60,000 files", () =>
        manifestOf({
          resources: resource(
            "r",
            "index.html",
            times(60_000, (index) => `<file href="${index}"/>`).join(""),
          ),
        }),
      ),
      withManifest("60,000 empty elements", () =>
        manifestOf({ organization: times(60_000, (index) => `<x${index}/>`).join("") }),
      ),
      withManifest("150,000 attributes", () =>
        manifestOf({
          organization: times(
            15,
            () => `<x ${times(10_000, (index) => `a${index}="${index}"`).join(" ")}/>`,
          ).join(""),
        }),
      ),
    ],
  },
  {
    name: "manifest has names or texts of excessive length",
    expects: "xml_text_too_long",
    cases: [
      withManifest("a title", () => manifestOf({ items: item("i").replace("A", wordy(100_000)) })),
      withManifest("a title in many pieces", () =>
        manifestOf({
          items: item("i").replace(
            "A",
            times(3000, (index) => `<![CDATA[${wordy(30)}${index}]]>`).join(""),
          ),
        }),
      ),
      withManifest("an attribute", () =>
        manifestOf({
          items: `<item identifier="i" identifierref="r" parameters="${wordy(100_000)}"/>`,
        }),
      ),
      withManifest("a namespace", () =>
        manifestOf({ root: ` xmlns:n="${wordy(100_000)}"`, organization: "<n:x/>".repeat(5000) }),
      ),
      withManifest("a megabyte's namespace", () =>
        manifestOf({
          root: ` xmlns:n="${wordy(1_000_000)}"`,
          organization: "<n:x n:y=''/>".repeat(20_000),
        }),
      ),
      withManifest("a tag", () => manifestOf({ organization: `<${"x".repeat(5000)}/>` })),
      withManifest("an attribute's name", () =>
        manifestOf({ organization: `<x ${"y".repeat(5000)}=""/>` }),
      ),
      withManifest("six megabytes of text", () =>
        manifestOf({ items: item("i").replace("A", wordy(6_000_000)) }),
      ),
    ],
  },
  {
    name: "manifest is too large",
    expects: "manifest_too_large",
    cases: [9, 12].map((megabytes) =>
      withManifest(
        `${megabytes} MB`,
        () => `${manifestOf()}<!--${wordy(megabytes * 1024 ** 2)}-->`,
      ),
    ),
  },
  {
    name: "encoding nobody uses",
    expects: "xml_encoding",
    cases: [
      withManifest("UTF-32, little end first", () => utf32(manifestOf(), false)),
      withManifest("UTF-32, big end first", () => utf32(manifestOf(), true)),
      withManifest("UTF-32 with its mark", () =>
        Buffer.concat([Buffer.from("fffe0000", "hex"), utf32("<a/>", false)]),
      ),
      ...["UTF-7", "ebcdic-cp-us", "rot13", "utf-9"].map((label) =>
        withManifest(`says ${label}, is not`, () =>
          Buffer.from(
            manifestOf(
              { items: item("i").replace("A", "\xe9\xff") },
              `<?xml version="1.0" encoding="${label}"?>`,
            ),
            "latin1",
          ),
        ),
      ),
    ],
  },
  {
    name: "no manifest",
    expects: "no_manifest",
    cases: [
      { name: "only a page", bytes: () => zipOf(plain().slice(1)) },
      { name: "an empty archive", bytes: () => zipOf([]) },
      {
        name: "another name",
        bytes: () => zipOf([{ name: "imsmanifest.xml.bak", content: manifestOf() }]),
      },
      {
        name: "a folder of that name",
        bytes: () => zipOf([{ name: "imsmanifest.xml/", mode: 0o040755 }, ...plain().slice(1)]),
      },
    ],
  },
  {
    name: "manifest in a folder",
    expects: "manifest_in_folder",
    cases: ["course", "a/b/c", "__MACOSX"].map((folder) => ({
      name: folder,
      bytes: () => zipOf(plain().map((entry) => ({ ...entry, name: `${folder}/${entry.name}` }))),
    })),
  },
  {
    name: "package in an archive",
    expects: "zip_in_zip",
    cases: ["course.zip", "a/COURSE.ZIP", "42.zip"].map((name) => ({
      name,
      bytes: () => zipOf([{ name, content: zipOf(plain()), method: 0 }]),
    })),
  },
  {
    name: "nothing to take",
    expects: "no_organization",
    cases: [
      withManifest("no organizations", () => "<manifest/>"),
      withManifest("another document", () => "<html><body/></html>"),
      withManifest("only sub-manifests", () => `<manifest>${manifestOf({}, "")}</manifest>`),
    ],
  },
  {
    name: "item of one name twice",
    expects: "item_twice",
    cases: [
      withManifest("beside", () => manifestOf({ items: item("i") + item("i") })),
      withManifest("below itself", () => manifestOf({ items: item("i", item("i")) })),
      withManifest("a thousand times", () => manifestOf({ items: item("i").repeat(1000) })),
      withManifest("names that JavaScript knows", () =>
        manifestOf({ items: item("__proto__") + item("__proto__") }),
      ),
    ],
  },
  {
    name: "item's name is too long",
    expects: "identifier_too_long",
    cases: [501, 4000, 60_000].map((length) =>
      withManifest(`${length}`, () => manifestOf({ items: item("i".repeat(length)) })),
    ),
  },
  {
    name: "too many items",
    expects: "too_many_items",
    cases: [5001, 9000].map((count) =>
      withManifest(`${count}`, () =>
        manifestOf({
          items: times(count, (index) => `<item identifier="i${index}" identifierref="r"/>`).join(
            "",
          ),
        }),
      ),
    ),
  },
  {
    name: "resource with two answers",
    expects: "resource_twice",
    cases: [
      withManifest("two pages", () =>
        manifestOf({ resources: resource("r", "index.html") + resource("r", "imsmanifest.xml") }),
      ),
      withManifest("two folders", () =>
        manifestOf({
          resources:
            resource("r", "index.html") +
            `<resource identifier="r" xml:base="a/" href="index.html"/>`,
        }),
      ),
    ],
  },
  {
    name: "reference to nothing",
    expects: "resource_unknown",
    cases: [
      withManifest("unknown", () =>
        manifestOf({ items: `<item identifier="i" identifierref="nothing"/>` }),
      ),
      withManifest("to an item", () =>
        manifestOf({ items: `<item identifier="i" identifierref="i"/>` }),
      ),
      withManifest("to the manifest", () =>
        manifestOf({ items: `<item identifier="i" identifierref="m"/>` }),
      ),
      withManifest("__proto__", () =>
        manifestOf({ items: `<item identifier="i" identifierref="__proto__"/>` }),
      ),
      withManifest("constructor", () =>
        manifestOf({ items: `<item identifier="i" identifierref="constructor"/>` }),
      ),
    ],
  },
];

function utf32(text: string, bigEndian: boolean): Buffer {
  const buffer = Buffer.alloc(text.length * 4);
  for (let at = 0; at < text.length; at++) {
    if (bigEndian) buffer.writeUInt32BE(text.charCodeAt(at), at * 4);
    else buffer.writeUInt32LE(text.charCodeAt(at), at * 4);
  }
  return buffer;
}
