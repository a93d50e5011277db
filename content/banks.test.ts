/** What every item bank, exam and practical under content/curricula has to keep, whoever wrote it. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { ExamContent, ItemBank, RubricContent } from "~/domain/assessment/content.server";
import { CurriculumFile } from "~/domain/curricula/input.server";

const ROOT = join("content", "curricula");
const folders = readdirSync(ROOT)
  .flatMap((key) => readdirSync(join(ROOT, key)).map((version) => join(ROOT, key, version)))
  .filter((folder) => existsSync(join(folder, "items.yaml")));
const read = (folder: string, name: string): unknown =>
  parse(readFileSync(join(folder, name), "utf8"));

type Item = ReturnType<typeof ItemBank.parse>[number];
const share = (items: Item[], holds: (item: Item) => boolean) =>
  items.filter(holds).length / items.length;
const answerOf = (item: Item) =>
  item.options.find((option) => option.key === item.answer)?.text ?? "";
const othersOf = (item: Item) =>
  item.options.filter((option) => option.key !== item.answer).map((option) => option.text);

describe.each(folders)("%s", (folder) => {
  const items = ItemBank.parse(read(folder, "items.yaml"));
  const exam = ExamContent.parse(read(folder, "exam.yaml"));
  const curriculum = CurriculumFile.parse(read(folder, "curriculum.yaml"));

  test("favours no letter", () => {
    for (const letter of ["a", "b", "c", "d"])
      expect(share(items, (item) => item.answer === letter)).toBeGreaterThan(0.15);
  });

  test("does not give answers away by their length", () => {
    const isLongest = (item: Item) =>
      othersOf(item).every((other) => other.length < answerOf(item).length);
    const isShortest = (item: Item) =>
      othersOf(item).every((other) => other.length > answerOf(item).length);
    expect(share(items, isLongest)).toBeLessThan(0.35);
    expect(share(items, isShortest)).toBeLessThan(0.35);
  });

  test("asks each question once, with four options that can be shuffled", () => {
    expect(new Set(items.map((item) => item.stem)).size).toBe(items.length);
    for (const { key, options } of items) {
      expect(options, key).toHaveLength(4);
      for (const { text } of options)
        expect(text, key).not.toMatch(
          /\b(all|none|both) of (the above|these|them)$|^[a-d] and [a-d]/i,
        );
    }
  });

  test("holds three times as many questions as an exam asks, about every objective of the exam", () => {
    const asked = exam.draw.reduce((sum, line) => sum + line.items, 0);
    expect(items.length).toBeGreaterThanOrEqual(asked * 3);
    const module = curriculum.modules.find(({ kind }) => kind === "exam");
    expect(exam.draw.map((line) => line.objective).sort()).toEqual(
      [...(module?.objectives ?? [])].sort(),
    );
    expect(module?.minutes).toBe(exam.minutes);
  });

  test("has a practical with a criterion that decides on its own", () => {
    const rubric = RubricContent.parse(read(folder, "practical.yaml"));
    expect(rubric.criteria.some((criterion) => criterion.mustPass)).toBe(true);
  });
});
