import fc from "fast-check";
import { expect, test } from "vitest";
import type { Rule } from "./schema";
import { trainingShortfalls } from "./training-priority";

const coverage = (certification: string): Rule => ({
  ...{ op: "coverage", certification, population: "magistrate", atLeast: 0.6 },
});
const CURRICULA = new Map([
  ["JUD-CORE", "JUD-CORE"],
  ["FR-CORE", "FR-CORE"],
]);
const cell = (status: "met" | "not_met" | "unknown", shortfall: number, required: number) => ({
  ...{ status, shortfall, required },
});

test("what is missing of what is asked, over every unmet standard of a curriculum", () => {
  const standards = ["A", "B", "C"].map((key) => ({ key, rule: coverage("JUD-CORE") }));
  const cells = new Map([
    ["A", cell("not_met", 3, 4)],
    ["B", cell("not_met", 1, 4)],
    ["C", cell("met", 0, 10)],
  ]);
  expect(trainingShortfalls(standards, cells, CURRICULA)).toEqual({ "JUD-CORE": 0.5 });
});

test("a standard whose outcome is unknown or not about training says nothing", () => {
  const standards: { key: string; rule: Rule }[] = [
    { key: "A", rule: coverage("FR-CORE") },
    { key: "B", rule: { op: "milestone", key: "cert", atLeast: "done" } },
  ];
  const cells = new Map([
    ["A", cell("unknown", 4, 5)],
    ["B", cell("not_met", 1, 1)],
  ]);
  expect(trainingShortfalls(standards, cells, CURRICULA)).toEqual({});
});

test("the fraction lies between nothing and everything, and more missing people never lower it", () => {
  const numbers = fc.record({
    missing: fc.integer({ min: 0, max: 50 }),
    asked: fc.integer({ min: 1, max: 50 }),
  });
  fc.assert(
    fc.property(numbers, ({ missing, asked }) => {
      const standards = [{ key: "A", rule: coverage("FR-CORE") }];
      const at = (count: number) =>
        trainingShortfalls(standards, new Map([["A", cell("not_met", count, asked)]]), CURRICULA)[
          "FR-CORE"
        ] ?? -1;
      return at(missing) >= 0 && at(missing) <= 1 && at(missing + 1) >= at(missing);
    }),
  );
});
