import { describe, expect, test } from "vitest";
import { type ModuleStanding, remainingSteps } from "./progress";

const module = (kind: string, changes: Partial<ModuleStanding> = {}): ModuleStanding => ({
  ...{ id: kind, title: kind, kind, required: true, completed: false, hasPackage: true },
  attendancePercent: kind === "workshop" ? 80 : null,
  ...changes,
});
const whys = (modules: ModuleStanding[]) =>
  remainingSteps(modules).map(({ module: { id }, why }) => `${id}: ${why}`);

describe("what is left of a curriculum", () => {
  test("an exam and a practical come after the self-paced parts", () => {
    expect(whys([module("self_paced"), module("exam"), module("practical")])).toEqual([
      "self_paced: next",
      "exam: after_the_others",
      "practical: after_the_others",
    ]);
    expect(
      whys([module("self_paced", { completed: true }), module("exam"), module("practical")]),
    ).toEqual(["exam: next", "practical: next"]);
  });

  test("a workshop is attended on the cohort's days, before the self-paced parts are done and after", () => {
    expect(whys([module("self_paced"), module("workshop")])).toContain("workshop: attend");
    expect(whys([module("self_paced", { completed: true }), module("workshop")])).toEqual([
      "workshop: attend",
    ]);
  });

  test("a part without a package waits for the academy", () => {
    expect(whys([module("self_paced", { hasPackage: false })])).toEqual([
      "self_paced: waiting_for_package",
    ]);
  });

  test("what is done or not required is not left", () => {
    expect(
      whys([module("workshop", { completed: true }), module("self_paced", { required: false })]),
    ).toEqual([]);
  });
});
