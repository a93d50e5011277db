import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Candidate, drawSitting } from "./draw";

const OBJECTIVES = ["scene", "custody", "powers"];
const draw = OBJECTIVES.map((objective) => ({ objective, items: 3 }));

const bankOf = (perObjective: number, seen: (index: number) => number = () => 0): Candidate[] =>
  OBJECTIVES.flatMap((objective) =>
    Array.from({ length: perObjective }, (_, index) => ({
      itemId: `${objective}-${index}`,
      objective,
      optionKeys: ["a", "b", "c", "d"],
      timesSeen: seen(index),
    })),
  );

const banks = fc
  .array(fc.nat(3), { minLength: 3, maxLength: 12 })
  .map((seen) => bankOf(seen.length, (index) => seen[index] ?? 0));

describe("drawing a sitting", () => {
  test("asks the number of questions per objective that the blueprint says, none twice", () => {
    fc.assert(
      fc.property(banks, fc.string(), (bank, seed) => {
        const drawn = drawSitting(draw, bank, seed);
        expect(new Set(drawn.map((item) => item.itemId)).size).toBe(9);
        for (const { objective, items } of draw) {
          expect(drawn.filter((item) => item.objective === objective)).toHaveLength(items);
        }
        expect(drawn.map((item) => item.position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
      }),
    );
  });

  test("never asks an item while a less seen one of the same objective is left", () => {
    fc.assert(
      fc.property(banks, fc.string(), (bank, seed) => {
        const chosen = new Set(drawSitting(draw, bank, seed).map((item) => item.itemId));
        for (const asked of bank.filter((item) => chosen.has(item.itemId))) {
          const passedOver = bank.filter(
            (item) => item.objective === asked.objective && !chosen.has(item.itemId),
          );
          for (const item of passedOver) {
            expect(item.timesSeen).toBeGreaterThanOrEqual(asked.timesSeen);
          }
        }
      }),
    );
  });

  test("keeps every option and changes only their order", () => {
    fc.assert(
      fc.property(banks, fc.string(), (bank, seed) => {
        for (const item of drawSitting(draw, bank, seed)) {
          expect([...item.optionOrder].sort()).toEqual(["a", "b", "c", "d"]);
        }
      }),
    );
  });

  test("is the same for the same seed and differs between seeds", () => {
    const bank = bankOf(10);
    expect(drawSitting(draw, bank, "one")).toEqual(drawSitting(draw, bank, "one"));
    expect(drawSitting(draw, bank, "one")).not.toEqual(drawSitting(draw, bank, "two"));
  });

  test("puts the options of an item at every place about equally often", () => {
    const first = { a: 0, b: 0, c: 0, d: 0 } as Record<string, number>;
    for (let index = 0; index < 400; index++) {
      for (const item of drawSitting(draw, bankOf(3), `seed ${index}`)) {
        const key = item.optionOrder[0] ?? "";
        first[key] = (first[key] ?? 0) + 1;
      }
    }
    for (const count of Object.values(first)) expect(Math.abs(count - 900)).toBeLessThan(120);
  });

  test("refuses a bank that is too small for the blueprint", () => {
    expect(() => drawSitting(draw, bankOf(2), "seed")).toThrow("exam_not_ready");
  });
});
