/** A lesson as a SCORM package that any LMS can import: the same bytes for the same lesson, every time. */
import { createWriteStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import type { Standard } from "~/domain/packages/schema";
import type { Check, Lesson } from "./lesson";

const ASSETS = join("content", "lesson");
const FIXED = new Date("2026-01-01T00:00:00Z");

/** Writes the package to `target`. `identifier` names it inside the manifest and must be stable. */
export async function writeLessonPackage(
  lesson: Lesson,
  identifier: string,
  standard: Standard,
  target: string,
): Promise<void> {
  const zip = new ZipFile();
  const files: Record<string, string> = {
    "imsmanifest.xml": manifest(lesson, identifier, standard),
    "index.html": page(lesson),
    "lesson.css": readFileSync(join(ASSETS, "lesson.css"), "utf8"),
    "lesson.js": readFileSync(join(ASSETS, "lesson.js"), "utf8"),
  };
  for (const [name, text] of Object.entries(files))
    zip.addBuffer(Buffer.from(text), name, {
      mtime: FIXED,
      mode: 0o100644,
      forceDosTimestamp: true,
    });
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(target));
}

const escapeXml = (text: string) =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

function manifest(lesson: Lesson, identifier: string, standard: Standard): string {
  const is12 = standard === "1.2";
  const namespaces = is12
    ? 'xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"'
    : 'xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"';
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="${escapeXml(identifier)}" version="1" ${namespaces}>
  <metadata><schema>ADL SCORM</schema><schemaversion>${is12 ? "1.2" : "2004 4th Edition"}</schemaversion></metadata>
  <organizations default="lesson"><organization identifier="lesson"><title>${escapeXml(lesson.title)}</title>
    <item identifier="item" identifierref="page"><title>${escapeXml(lesson.title)}</title></item></organization></organizations>
  <resources><resource identifier="page" type="webcontent" adlcp:${is12 ? "scormtype" : "scormType"}="sco" href="index.html">
    <file href="index.html"/><file href="lesson.css"/><file href="lesson.js"/></resource></resources>
</manifest>
`;
}

function page(lesson: Lesson): string {
  const sections = lesson.pages.map(
    (
      p,
      index,
    ) => `<section data-page="${index}"${index > 0 ? " hidden" : ""} aria-labelledby="p${index}"><h2 id="p${index}" tabindex="-1">${escapeXml(p.title)}</h2>
${p.html}${p.checks.map((check, number) => checkForm(check, `${index}-${number}`)).join("")}</section>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(lesson.title)}</title><link rel="stylesheet" href="lesson.css"></head><body>
<header><h1>${escapeXml(lesson.title)}</h1><p id="where" role="status"></p></header><main>
${sections.join("\n")}
</main><nav aria-label="Pages"><button type="button" id="back">Back</button><button type="button" id="forward">Next</button></nav>
<script src="lesson.js"></script></body></html>
`;
}

function checkForm(check: Check, name: string): string {
  const choices = check.choices.map(
    (choice, index) =>
      `<label><input type="radio" name="c${name}" value="${index}"${choice.right ? " data-right" : ""} data-feedback="${escapeXml(choice.feedback)}"> ${escapeXml(choice.text)}</label>`,
  );
  return `<fieldset class="check" data-check="${name}"><legend>${escapeXml(check.question)}</legend>${choices.join("")}<p class="feedback" role="status"></p></fieldset>`;
}
