/** Reads content/curricula: documents, overlays and lessons, checked against the publication gates. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { curriculumProblems, overlayProblems } from "./gates";
import { CurriculumFile, OverlayFile } from "./input.server";
import { type Lesson, parseLesson } from "./lesson/lesson";
import type { CurriculumDocument, OverlayDocument } from "./schema";

const ROOT = join("content", "curricula");

export type OverlayFiles = {
  document: OverlayDocument;
  lessons: Map<string, Lesson>;
  hash: string;
};
export type CurriculumFiles = {
  document: CurriculumDocument;
  lessons: Map<string, Lesson>;
  overlays: OverlayFiles[];
  hash: string;
};

/** Every curriculum version in content/. Throws with the file and all its problems. */
export function readCurricula(): CurriculumFiles[] {
  return readdirSync(ROOT).flatMap((key) =>
    readdirSync(join(ROOT, key))
      .filter((name) => /^v\d+$/.test(name))
      .map((name) => readCurriculum(join(ROOT, key, name))),
  );
}

function readCurriculum(folder: string): CurriculumFiles {
  const file = join(folder, "curriculum.yaml");
  const document = read(CurriculumFile, file);
  refuse(file, curriculumProblems(document));
  const lessons = readLessons(folder, document.modules);
  const places = join(folder, "overlays");
  const overlays = existsSync(places)
    ? readdirSync(places).map((country) => readOverlay(join(places, country), document))
    : [];
  return { document, lessons, overlays, hash: hashOf(document, lessons) };
}

function readOverlay(folder: string, core: CurriculumDocument): OverlayFiles {
  const file = join(folder, "overlay.yaml");
  const document = read(OverlayFile, file);
  refuse(file, overlayProblems(core, document));
  const lessons = readLessons(folder, document.modules);
  return { document, lessons, hash: hashOf(document, lessons) };
}

function readLessons(
  folder: string,
  modules: { key: string; lesson?: string }[],
): Map<string, Lesson> {
  const lessons = new Map<string, Lesson>();
  for (const { key, lesson } of modules) {
    if (lesson)
      lessons.set(
        key,
        parseLesson(
          readFileSync(join(folder, "lessons", lesson), "utf8"),
          join(folder, "lessons", lesson),
        ),
      );
  }
  return lessons;
}

function read<S extends z.ZodType>(schema: S, file: string): z.output<S> {
  const result = schema.safeParse(parse(readFileSync(file, "utf8")));
  if (!result.success) throw new Error(`${file} cannot be used:\n${z.prettifyError(result.error)}`);
  return result.data;
}

function refuse(file: string, problems: string[]): void {
  if (problems.length > 0)
    throw new Error(
      `${file} cannot be published:\n${problems.map((problem) => `  ${problem}`).join("\n")}`,
    );
}

const hashOf = (document: object, lessons: Map<string, Lesson>) =>
  createHash("sha256")
    .update(JSON.stringify([document, [...lessons]]))
    .digest("hex");
