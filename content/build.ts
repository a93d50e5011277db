/** `npm run content:build`: every lesson in content/curricula as SCORM 1.2 and 2004 packages under build/content, for any LMS. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { readCurricula } from "~/domain/curricula/files.server";
import { writeLessonPackage } from "~/domain/curricula/lesson/package.server";

const target = join("build", "content");
mkdirSync(target, { recursive: true });
let written = 0;
for (const curriculum of readCurricula()) {
  const all = [curriculum.lessons, ...curriculum.overlays.map((overlay) => overlay.lessons)];
  for (const [key, lesson] of all.flatMap((lessons) => [...lessons])) {
    const name = `${curriculum.document.key}-${curriculum.document.version}-${key}`;
    for (const standard of ["1.2", "2004"] as const) {
      await writeLessonPackage(
        lesson,
        name,
        standard,
        join(target, `${name}.scorm-${standard}.zip`),
      );
      written += 1;
    }
  }
}
console.log(`${written} packages in ${target}`);
