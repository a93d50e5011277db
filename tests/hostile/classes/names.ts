/** Names that lead elsewhere, read otherwise than they are spelled, or are one name for some file system. */
import { type HostileCase, type HostileClass, withEntries } from "../corpus";

const file = (name: string | Buffer): HostileCase =>
  withEntries(JSON.stringify(name.toString("latin1").slice(0, 60)), [{ name, content: "x" }]);
const twins = (...names: string[]): HostileCase =>
  withEntries(names.map((name) => JSON.stringify(name.slice(0, 40))).join(" "), [
    ...names.map((name) => ({ name, content: "x" })),
  ]);
const bare = (name: string): HostileCase =>
  withEntries(`old code page ${name}`, [{ name, content: "x", flags: 0 }]);

export const NAMES: HostileClass[] = [
  {
    name: "name climbs out",
    expects: "name_escapes",
    cases: [
      ...[
        "../evil.html",
        "../../../../../../../../tmp/bw-escaped",
        "a/../../evil.html",
        "a/b/../../../evil",
      ],
      ...[
        "..",
        "../",
        "a/..",
        "./../evil.html",
        "x/./../../evil",
        "..\\evil.html",
        "a\\..\\..\\evil.html",
      ],
      ...[
        "..\\..\\Windows\\System32\\evil.dll",
        "a/..\\../evil",
        "../imsmanifest.xml",
        "../storage/objects/aa",
      ],
    ].map(file),
  },
  {
    name: "name is absolute",
    expects: "name_absolute",
    cases: [
      ...["/tmp/bw-escaped", "/etc/cron.d/evil", "//server/share/evil", "\\\\server\\share\\evil"],
      ...[
        "\\Windows\\evil.dll",
        "C:\\Windows\\evil.dll",
        "c:evil.html",
        "Z:/evil",
        "///evil",
        "/",
        "\\",
      ],
    ].map(file),
  },
  {
    name: "name has control characters",
    expects: "name_unusable",
    cases: [
      ...[
        "a\0b.html",
        "evil.html\0.png",
        "\0",
        "a\nb.html",
        "a\r\nX-Header: y.html",
        "a\tb",
        "\u001b[2Jx.html",
      ],
      ...["bell\u0007.html", "del\u007f.html", "c1\u0085.html", "\u009b31m.html"],
    ].map(file),
  },
  {
    name: "name has control characters under an old code page",
    expects: "name_unusable",
    cases: ["a\0b.html", "a\nb.html", "\u0001.html", "a\u001fb", "x\u007f"].map(bare),
  },
  {
    name: "name is nothing",
    expects: "name_unusable",
    cases: ["", ".", "./", "././.", "./.\\."].map(file),
  },
  {
    name: "name reads otherwise",
    expects: "name_misleading",
    cases: [
      ...["invoice\u202efdp.exe", "\u202aa.html", "\u202bb.html", "a\u202dtxt.js", "c\u202c.html"],
      ...["\u2066d.html", "\u2067e.html", "f\u2068.html", "\u2069g.html"],
    ].map(file),
  },
  {
    name: "name is too long",
    expects: "name_too_long",
    cases: [
      ...["a".repeat(256), `${"a/".repeat(600)}x.html`, "é".repeat(128), "a".repeat(65_535)],
      ...[`${"深".repeat(86)}.html`, `x/${"b".repeat(300)}/y.html`, "long/".repeat(13_000)],
    ].map(file),
  },
  {
    name: "name is the player's",
    expects: "name_reserved",
    cases: [
      ...[
        "_bw/shell.js",
        "_bw/shell",
        "_BW/x",
        "_Bw/evil/deep.js",
        "./_bw/shell.js",
        "_bw",
        "_bw/",
        "_bw\\x",
      ],
      ...[".//_bw/x", "././_bw/x"],
    ].map(file),
  },
  {
    name: "name is a device or ends in a dot elsewhere",
    expects: "name_elsewhere",
    cases: [
      ...["CON", "nul", "aux.html", "a/PRN.txt", "com1", "lpt9.log", "COM9.tar.gz", "con/x.html"],
      ...["page.html.", "folder./x.html", "...", "a/.../b", "x....", "NUL."],
    ].map(file),
  },
  {
    name: "two names, one file: composed and decomposed",
    expects: "name_twice",
    cases: [
      twins("café.html", "cafe\u0301.html"),
      twins("\u00c5.html", "A\u030a.html"),
      twins("\u212b.html", "\u00c5.html"),
      twins("한.html", "\u1112\u1161\u11ab.html"),
      twins("a/ñ/x", "a/n\u0303/x"),
      twins("ẛ̣.html", "ẛ\u0323.html"),
      twins("\u1e69.js", "s\u0307\u0323.js"),
    ],
  },
  {
    name: "two names, one file: capitals",
    expects: "name_twice",
    cases: [
      ...[
        ["INDEX.HTML"],
        ["a.js", "A.js"],
        ["Ä.html", "ä.html"],
        ["ΣΑΣ.html", "σας.html"],
        ["É/x", "é/x"],
      ],
      ...[
        ["straße.html", "STRASSE.html"],
        ["IMSMANIFEST.XML"],
        ["ſ.js", "s.js"],
        ["K.js", "k.js"],
        ["Ǆ", "ǆ"],
      ],
    ].map((names) => twins(...names)),
  },
  {
    name: "two names, one file: marks nobody sees",
    expects: "name_twice",
    cases: [
      ...[
        ["index\u200b.html"],
        ["index\u200d.html"],
        ["\ufeffindex.html"],
        ["index.html\u2060"],
        ["index.html "],
      ],
      ...[["a /x.js", "a/x.js"], ["index\u200f.html"], ["x\u200c", "x"]],
    ].map((names) => twins(...names)),
  },
  {
    name: "the same name again",
    expects: "name_twice",
    cases: [
      ...[
        ["index.html"],
        ["imsmanifest.xml"],
        ["a/x.js", "a//x.js"],
        ["a/x.js", "./a/x.js"],
        ["a/x.js", "a\\x.js"],
      ],
      ...[
        ["a/x.js", "a/./x.js"],
        ["././q", "q"],
      ],
    ].map((names) => twins(...names)),
  },
  {
    name: "a file that others lie in",
    expects: "name_file_and_folder",
    cases: [
      ...[["a", "a/b.html"], ["index.html/evil.js"], ["a/b", "a/b/c/d.html"], ["x/y/z", "X/y/Z/w"]],
      ...[["folder/", "folder"], ["imsmanifest.xml/x"], ["é", "e\u0301/x"]],
    ].map((names) => twins(...names)),
  },
];
