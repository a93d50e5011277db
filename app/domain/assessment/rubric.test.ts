import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assertMarked, judge } from "./rubric";
import { type Criterion, type CriterionMark, MARKS, type Mark, type Rubric } from "./schema";

const criterion = (key: string, mustPass = false): Criterion => ({
  key,
  title: key,
  guidance: "",
  levels: ["", "", "", ""],
  mustPass,
});
const rubric: Rubric = {
  title: "Scene practical",
  brief: "",
  criteria: [criterion("safety"), criterion("search"), criterion("custody", true)],
  passPercent: 60,
  mustPassMark: 2,
  assessors: 1,
};
const marks = (...given: Mark[]): CriterionMark[] =>
  given.map((mark, index) => ({
    criterion: rubric.criteria[index]?.key ?? "?",
    mark,
    note: "seen",
  }));

describe("the outcome of a practical", () => {
  test.each<[Mark, Mark, Mark, string]>([
    [3, 3, 3, "passed"],
    [3, 3, 1, "failed"],
    [2, 2, 2, "passed"],
    [1, 2, 2, "failed"],
    [2, 1, 3, "passed"],
  ])("marks %i, %i and custody %i: %s", (safety, search, custody, outcome) => {
    expect(judge(rubric, marks(safety, search, custody)).outcome).toBe(outcome);
  });

  test("names the must-pass criterion that was missed", () => {
    expect(judge(rubric, marks(3, 3, 0)).missedMustPass).toEqual(["custody"]);
  });

  test("a better mark never turns a pass into a fail", () => {
    const any = fc.constantFrom(...MARKS);
    fc.assert(
      fc.property(any, any, any, fc.nat(2), (a, b, c, index) => {
        const before = marks(a, b, c);
        const better = before.map((mark, at) =>
          at === index ? { ...mark, mark: Math.min(3, mark.mark + 1) as Mark } : mark,
        );
        const passes = (given: CriterionMark[]) => judge(rubric, given).outcome === "passed";
        expect(passes(before) && !passes(better)).toBe(false);
      }),
    );
  });
});

describe("a complete marking", () => {
  test("marks every criterion once", () => {
    expect(() => assertMarked(rubric, marks(3, 3))).toThrow("mark_missing");
    expect(() => assertMarked(rubric, [...marks(3, 3, 3), ...marks(3)])).toThrow("mark_missing");
  });

  test("says why a mark is low", () => {
    const silent = marks(3, 1, 3).map((mark) => ({ ...mark, note: " " }));
    expect(() => assertMarked(rubric, silent)).toThrow("note_missing");
  });

  test("knows no other criteria", () => {
    const stray = [...marks(3, 3, 3), { criterion: "style", mark: 3 as Mark, note: "" }];
    expect(() => assertMarked(rubric, stray)).toThrow("unknown_criterion");
  });
});
