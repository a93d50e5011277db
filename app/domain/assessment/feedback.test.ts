import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { feedbackFor } from "./feedback";

describe("feedback on an exam", () => {
  test("says per objective how it stands, in words", () => {
    expect(
      feedbackFor([
        { objective: "scene", correct: 5, asked: 5 },
        { objective: "custody", correct: 2, asked: 4 },
        { objective: "powers", correct: 1, asked: 3 },
      ]),
    ).toEqual([
      { objectives: ["scene"], level: "secure" },
      { objectives: ["custody"], level: "developing" },
      { objectives: ["powers"], level: "study_again" },
    ]);
  });

  test("tells objectives with one or two questions together", () => {
    expect(
      feedbackFor([
        { objective: "scene", correct: 1, asked: 1 },
        { objective: "custody", correct: 0, asked: 2 },
      ]),
    ).toEqual([{ objectives: ["scene", "custody"], level: "study_again" }]);
  });

  test("no line covers fewer than three questions, whatever the blueprint", () => {
    const results = fc.uniqueArray(
      fc.record({ objective: fc.string(), asked: fc.integer({ min: 1, max: 6 }) }),
      { selector: (result) => result.objective },
    );
    fc.assert(
      fc.property(results, (drawn) => {
        const asked = new Map(drawn.map((result) => [result.objective, result.asked]));
        for (const { objectives } of feedbackFor(drawn.map((r) => ({ ...r, correct: 0 })))) {
          const covered = objectives.reduce((sum, key) => sum + (asked.get(key) ?? 0), 0);
          expect(covered).toBeGreaterThanOrEqual(3);
        }
      }),
    );
  });
});
