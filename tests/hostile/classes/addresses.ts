/** Launch addresses that lead out of the package, and addresses that are programs. */
import { type HostileClass, manifestOf, withManifest } from "../corpus";

const escaped = (text: string) =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\t", "&#9;")
    .replaceAll("\n", "&#10;");
const launching = (href: string, more = "") =>
  withManifest(`${href.slice(0, 60)} ${more}`, () =>
    manifestOf({
      resources: `<resource identifier="r" adlcp:scormType="sco" href="${escaped(href)}"${more}/>`,
    }),
  );
const asked = (parameters: string) =>
  withManifest(parameters, () =>
    manifestOf({
      items: `<item identifier="i" identifierref="r" parameters="${escaped(parameters)}"/>`,
    }),
  );
const based = (base: string) => launching("index.html", ` xml:base="${escaped(base)}"`);
const rooted = (base: string) =>
  withManifest(`the manifest's base ${base}`, () => manifestOf({ root: ` xml:base="${base}"` }));
const listed = (base: string) =>
  withManifest(`the list's base ${base}`, () =>
    manifestOf().replace("<resources>", `<resources xml:base="${base}">`),
  );

export const ADDRESSES: HostileClass[] = [
  {
    name: "launch address on another site",
    expects: "launch_outside",
    cases: [
      ...[
        "http://evil.example/",
        "https://evil.example/index.html",
        "//evil.example/index.html",
        "\\\\evil.example\\x",
      ],
      ...[
        "/\\evil.example/x",
        "HTTPS://evil.example",
        "ftp://evil.example/x",
        "file:///etc/passwd",
        "about:blank",
        "view-source:index.html",
      ],
      ...["mailto:a@b.c", "ws://evil.example/", "intent://x", "filesystem:http://x/y"],
    ].map((href) => launching(href)),
  },
  {
    name: "launch address climbs out",
    expects: "launch_outside",
    cases: [
      ...[
        "../index.html",
        "a/../../index.html",
        "..%2findex.html",
        "%2e%2e/index.html",
        "..\\index.html",
        "%2E%2E%2F%2E%2E%2Fetc/passwd",
      ],
      ...["/index.html", "/_bw/shell", "\\index.html", "x/..", "..", "%2findex.html"],
    ].map((href) => launching(href)),
  },
  {
    name: "base leads out",
    expects: "launch_outside",
    cases: [
      ...[
        "http://evil.example/",
        "//evil.example/",
        "../",
        "../../x/",
        "/",
        "\\\\evil.example\\",
      ].map(based),
      ...["http://evil.example/", "//evil.example/", "../"].map(rooted),
      ...["http://evil.example/", "../.."].map(listed),
    ],
  },
  {
    name: "address is a program",
    expects: "address_is_program",
    cases: [
      ...[
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
      ].map((href) => launching(href)),
      ...[
        "data:text/html,<script>alert(1)</script>",
        "DATA:text/html;base64,PHg+",
        "vbscript:x",
        "blob:http://x/y",
      ].map((href) => launching(href)),
      ...["javascript:alert(1)//", "data:text/html,x"].map(asked),
      ...["javascript:", "data:text/html,"].map(based),
      rooted("javascript:"),
      listed("data:text/html,"),
      withManifest("a file of a resource", () =>
        manifestOf({
          resources: `<resource identifier="r" href="index.html"><file href="javascript:alert(1)"/></resource>`,
        }),
      ),
      withManifest("a resource nobody uses", () =>
        manifestOf({
          resources: `<resource identifier="r" href="index.html"/><resource identifier="x" href="data:text/html,x"/>`,
        }),
      ),
    ],
  },
  {
    name: "launch address that is not there",
    expects: "launch_not_in_package",
    cases: [
      ...[
        "missing.html",
        "index.html/",
        "index.html%00",
        "INDEX.html",
        "index.htm",

        "index%252ehtml",
        "%zz",
        "constructor",
      ],
      ...["a/index.html", "index.html;x", "_bw/shell"],
    ].map((href) => launching(href)),
  },
  {
    name: "nothing to launch in a resource",
    expects: "launch_missing",
    cases: [
      withManifest("no address", () => manifestOf({ resources: `<resource identifier="r"/>` })),
      withManifest("an empty one", () =>
        manifestOf({ resources: `<resource identifier="r" href=""/>` }),
      ),
    ],
  },
];
