import { describe, expect, test } from "vitest";
import type { Activity } from "~/domain/packages/schema";
import { isFinished, type ModuleStanding, progressOf, remainingSteps } from "./progress";
import type { AttemptState, CourseStanding, ItemState } from "./schema";

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

const lesson = (identifier: string) =>
  ({ identifier, href: "x", children: [] }) as never as Activity;
const organization = (identifier: string, lessons: string[]) => ({
  ...{ identifier, title: identifier, sequencing: [] },
  activities: lessons.map(lesson),
});
const organizations = [organization("long", ["a", "b"]), organization("short", ["c"])];
const complete: ItemState = {
  cmi: {},
  completion: "completed",
  success: "unknown",
  scoreScaled: null,
};
const state = (done: string[], course?: Partial<CourseStanding>): AttemptState => ({
  items: Object.fromEntries(done.map((identifier) => [identifier, complete])),
  ...(course && {
    course: {
      ...{ organization: "long", completion: "incomplete", success: "unknown", scoreScaled: null },
      ...course,
    },
  }),
});

describe("a package", () => {
  test.each([
    ["nothing done", state([]), false, 0],
    ["half of it done", state(["a"]), false, 0.5],
    ["everything done", state(["a", "b"]), true, 1],
    ["everything done, by rollup not enough", state(["a", "b"], {}), false, 0.5],
    ["less done, by rollup enough", state(["a"], { completion: "completed" }), true, 1],
    [
      "passed, nothing said about completion",
      state([], { completion: "unknown", success: "passed" }),
      true,
      1,
    ],
    ["passed but not complete", state(["a"], { success: "passed" }), false, 0.5],
    [
      "a chosen organization",
      state(["c"], { organization: "short", completion: "completed" }),
      true,
      1,
    ],
    ["a chosen organization begun", state(["a"], { organization: "short" }), false, 0],
  ])("with %s", (_case, given, finished, progress) => {
    expect(isFinished(organizations, given)).toBe(finished);
    expect(progressOf(organizations, given)).toBe(progress);
  });
});
