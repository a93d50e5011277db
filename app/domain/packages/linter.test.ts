import { describe, expect, test } from "vitest";
import { Linter } from "./linter";
import type { Activity, Organization, Standard } from "./schema";

const sco = (title: string, href = "index.html", kind: "sco" | "asset" = "sco"): Activity => ({
  ...{ identifier: "i", title, href, kind, visible: true, sequencing: [], children: [] },
  ...{ prerequisites: null, masteryScore: null, maxTimeAllowed: null, timeLimitAction: null },
  ...{ launchData: null, completionThreshold: null },
});

const SPEAKS =
  "<script>var a = window.parent.API; a.LMSInitialize(''); a.LMSSetValue('cmi.core.lesson_status', 'completed')</script>";

function lint(
  files: Record<string, string>,
  {
    standard = "1.2" as Standard,
    activity = sco("A lesson"),
    sizes = {} as Record<string, number>,
  } = {},
): string[] {
  const organizations: Organization[] = [
    { identifier: "o", title: "T", activities: [activity], sequencing: [] },
  ];
  const list = Object.entries({ ...files, ...sizes }).map(([path, content]) => ({
    path,
    size: typeof content === "number" ? content : content.length,
  }));
  const linter = new Linter({ standard, organizations }, list);
  for (const [path, text] of Object.entries(files)) linter.read(path, text);
  return linter
    .findings()
    .map(({ severity, rule, subject }) => [severity, rule, subject].filter(Boolean).join(" "));
}
const page = (body: string) =>
  `<!doctype html><html lang="en"><body>${SPEAKS}${body}</body></html>`;

describe("what will trouble learners", () => {
  test("a package in order has nothing to say", () => {
    const files = {
      "index.html": page('<img src="a/b.png?x=1"><a href="#top">x</a>'),
      "a/b.png": "",
    };
    expect(lint(files)).toEqual([]);
  });

  test.each([
    ["<p>silent</p>", "1.2", "error never_speaks"],
    ["<script>API_1484_11.Initialize('')</script>", "1.2", "error speaks_other_standard 2004"],
    ["<script>API.LMSInitialize('')</script>", "2004", "error speaks_other_standard 1.2"],
    ["<script>API.LMSInitialize('')</script>", "1.2", "error never_completes"],
  ])("%s in a %s package: %s", (body, standard, finding) => {
    const files = { "index.html": `<html lang="en">${body}</html>` };
    expect(lint(files, { standard: standard as Standard })).toEqual([finding]);
  });

  test("a package of documents alone reports nothing, and is told as that alone", () => {
    const files = { "index.html": '<html lang="en"><p>text</p></html>' };
    expect(lint(files, { activity: sco("A", "index.html", "asset") })).toEqual(["warning no_sco"]);
  });

  test.each([
    ['<script src="https://cdn.example/x.js"></script>', "error outside_resource cdn.example"],
    ['<img src="//img.example/x.png">', "error outside_resource img.example"],
    ['<a href="http://law.example/act">the act</a>', "note outside_link law.example"],
    ['<img src="missing.png">', "warning file_missing missing.png"],
    ['<img src="Picture.PNG">', "error case_differs Picture.PNG"],
    [
      '<div style="x"></div><video src="film.mp4" autoplay><track src="film.vtt"></video>',
      "note autoplay",
    ],
    ['<video src="film.mp4"></video>', "warning video_without_captions"],
    ['<object classid="clsid:D27CDB6E"></object>', "error plug_in"],
    ["<script>window.open('x')</script>", "warning opens_windows"],
    ["<script>localStorage.x = 1</script>", "note keeps_on_device"],
    ["<script>top.location = 'x'</script>", "warning leaves_the_player"],
  ])("%s: %s", (body, finding) => {
    const files = { "index.html": page(body), "picture.png": "", "film.mp4": "", "film.vtt": "" };
    expect(lint(files)).toEqual([finding]);
  });

  test("style sheets are followed too, from where they lie", () => {
    const files = {
      "index.html": page('<link rel="stylesheet" href="css/a.css">'),
      "css/a.css":
        "@import 'b.css'; p { background: url(../img/x.png) } i { background: url('../img/y.png') }",
      "img/x.png": "",
    };
    expect(lint(files)).toEqual([
      "warning file_missing css/b.css",
      "warning file_missing img/y.png",
    ]);
  });

  test("markup that a script writes, comments and templates are not taken for references", () => {
    const files = {
      "index.html": page(
        '<!-- <img src="gone.png"> --><script>document.write(\'<img src="written.png">\')</script><img src="{{name}}.png">',
      ),
    };
    expect(lint(files)).toEqual([]);
  });

  test("large and unplayable media, programs and old plug-ins are named with their size or path", () => {
    const sizes = { "big.mp4": 50 * 1024 * 1024, "old.swf": 10, "film.wmv": 10, "setup.exe": 10 };
    expect(lint({ "index.html": page("") }, { sizes })).toEqual([
      "error media_unplayable film.wmv",
      "error plug_in old.swf",
      "warning media_large 50 MB",
      "warning program setup.exe",
    ]);
  });

  test("what no file says is not said when a file could not be read", () => {
    const linter = new Linter(
      {
        standard: "1.2",
        organizations: [{ identifier: "o", title: "T", activities: [sco("A")], sequencing: [] }],
      },
      [{ path: "index.html", size: 1 }],
    );
    linter.skip();
    expect(linter.findings()).toEqual([]);
  });

  test.each([
    ...["<script>", "<script", "<!--", "<a ", "<a href=", "url(", 'url("', "<html ", "<video "],
    ...["</script>", "@import ", "../", "<img src='"],
  ])("a text made of %s alone is read in one pass", (part) => {
    const text = part.repeat(Math.floor(2_000_000 / part.length));
    const begun = performance.now();
    lint({ "index.html": text, "a.css": text });
    expect(performance.now() - begun).toBeLessThan(3000);
  });

  test("the same trouble twice is one line that counts", () => {
    const files = {
      "index.html": page('<img src="gone.png"><img src="gone.png">'),
      "two.html": page('<img src="gone.png">'),
    };
    expect(lint(files)).toEqual(["warning file_missing gone.png"]);
  });
});
