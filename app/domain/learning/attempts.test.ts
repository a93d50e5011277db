import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AttemptPolicy } from "~/domain/curricula/schema";
import type { Activity, Organization } from "~/domain/packages/schema";
import {
  attemptsLeft,
  attemptsUsed,
  countingAttempt,
  inForce,
  launchingOf,
  mayComplete,
  obstacleToAnother,
  standingOf,
  type Tried,
} from "./attempts";
import type { ItemState } from "./schema";

const policy = (changes: Partial<AttemptPolicy> = {}): AttemptPolicy => ({
  ...{ limit: null, counts: "best", next: "after_end" },
  ...changes,
});
let serial = 0;
const tried = (changes: Partial<Tried> = {}): Tried => {
  serial += 1;
  return {
    ...{ id: String(serial), cause: serial === 1 ? null : "learner" },
    ...{ completion: "completed", success: "unknown", scoreScaled: null, over: true, ended: true },
    isRejected: false,
    ...changes,
  };
};
const anyTried = fc
  .record({
    cause: fc.constantFrom<Tried["cause"]>(
      "learner",
      "granted",
      "reset",
      "moved",
      "restarted",
      "rejected",
    ),
    completion: fc.constantFrom<Tried["completion"]>("completed", "incomplete", "unknown"),
    success: fc.constantFrom<Tried["success"]>("passed", "failed", "unknown"),
    scoreScaled: fc.option(fc.double({ min: -1, max: 1, noNaN: true })),
    over: fc.boolean(),
    isRejected: fc.boolean(),
  })
  .map((changes) => tried({ ...changes, ended: changes.over }));
const anyTries = fc.array(anyTried, { minLength: 1, maxLength: 8 });

const activity = (identifier: string): Activity =>
  ({ identifier, href: `${identifier}.html`, children: [], visible: true }) as never;
const course = (...activities: Activity[]): Organization[] => [
  { identifier: "o", title: "", activities, sequencing: [] } as never,
];
const item = (changes: Partial<ItemState> = {}): ItemState => ({
  ...{ cmi: {}, completion: "completed", success: "unknown", scoreScaled: null },
  ...changes,
});

describe("an attempt", () => {
  test("is over when every activity is completed or failed, and ended unless its content asks to resume", () => {
    const activities = course(activity("a"), activity("b"));
    const both = { a: item(), b: item() };
    expect(standingOf(activities, { items: { a: item() } })).toMatchObject({ over: false });
    expect(standingOf(activities, { items: both })).toMatchObject({ over: true, ended: true });
    const failed = item({ completion: "incomplete", success: "failed" });
    expect(standingOf(activities, { items: { ...both, b: failed } })).toMatchObject({
      ...{ over: true, ended: true, completion: "incomplete", success: "failed" },
    });
    for (const exit of ["cmi.exit", "cmi.core.exit"])
      expect(
        standingOf(activities, { items: { ...both, b: item({ cmi: { [exit]: "suspend" } }) } }),
      ).toMatchObject({ over: true, ended: false });
  });

  test("that has ended opens for review, and nothing opens an ended one to be saved", () => {
    const ended = standingOf(course(activity("a")), { items: { a: item() } });
    for (const wish of [null, "normal", "review", "browse"] as const)
      expect(launchingOf(ended, wish)).not.toBe("normal");
    const going = standingOf(course(activity("a")), { items: {} });
    expect(launchingOf(going, null)).toBe("normal");
    expect(launchingOf(going, "browse")).toBe("browse");
  });
});

describe("which attempt counts", () => {
  const tries = [
    tried({ id: "low", cause: null, success: "passed", scoreScaled: 0.4 }),
    tried({ id: "high", success: "failed", scoreScaled: 0.9 }),
    tried({ id: "late", scoreScaled: 0.2 }),
  ];
  test.each([
    ["first", "low"],
    ["last", "late"],
    ["best", "high"],
    ["highest_status", "low"],
  ] as const)("%s", (counts, id) => {
    expect(countingAttempt(tries, counts)?.id).toBe(id);
  });

  test("is never one that staff set aside, and an attempt that goes on in a new version is one try", () => {
    const reset = [...tries, tried({ id: "fresh", cause: "reset", scoreScaled: 0.1 })];
    for (const counts of ["first", "last", "best", "highest_status"] as const)
      expect(countingAttempt(reset, counts)?.id).toBe("fresh");
    const rejected = [{ ...tries[0], isRejected: true }, ...tries.slice(1)] as Tried[];
    expect(countingAttempt(rejected, "first")?.id).toBe("high");
    expect(mayComplete(rejected, "low", "best")).toBe(false);
    const moved = [tries[0], tried({ id: "moved", cause: "moved" })] as Tried[];
    expect(inForce(moved).map(({ id }) => id)).toEqual(["moved"]);
    expect(attemptsUsed(moved)).toBe(1);
  });

  test("is the best in force, whatever was tried", () => {
    fc.assert(
      fc.property(anyTries, (attempts) => {
        const best = countingAttempt(attempts, "best");
        const begun = inForce(attempts).filter(({ completion }) => completion !== "unknown");
        expect(best === null).toBe(begun.length === 0);
        for (const one of begun)
          expect(best?.scoreScaled ?? -2).toBeGreaterThanOrEqual(one.scoreScaled ?? -2);
      }),
    );
  });

  test("only an attempt in force may complete the module, and by “first” only the first of them", () => {
    fc.assert(
      fc.property(anyTries, (attempts) => {
        const may = attempts.filter(({ id }) => mayComplete(attempts, id, "best"));
        expect(may).toEqual(inForce(attempts));
        expect(attempts.filter(({ id }) => mayComplete(attempts, id, "first"))).toEqual(
          inForce(attempts).slice(0, 1),
        );
      }),
    );
  });
});

describe("another attempt", () => {
  test.each([
    ["after the end, when it is over", {}, {}, null],
    ["after the end, while it goes on", {}, { over: false }, "not_over"],
    [
      "after a failure, when it was passed",
      { next: "after_failure" },
      { success: "passed" },
      "not_failed",
    ],
    ["after a failure, when it was failed", { next: "after_failure" }, { success: "failed" }, null],
    ["always, while it goes on", { next: "always" }, { over: false }, null],
    ["on request", { next: "on_request" }, {}, "on_request"],
    ["beyond the limit", { next: "always", limit: 1 }, {}, "limit_reached"],
    ["before the last was begun", { next: "always" }, { completion: "unknown" }, "not_begun"],
  ] as const)("%s", (_name, rule, attempt, obstacle) => {
    expect(obstacleToAnother([tried({ cause: null, ...attempt })], policy(rule))).toBe(obstacle);
  });

  test("given by staff never shortens what is left, one of the learner's own takes exactly one", () => {
    fc.assert(
      fc.property(anyTries, fc.integer({ min: 1, max: 9 }), (attempts, limit) => {
        const left = attemptsLeft(attempts, policy({ limit })) ?? 0;
        for (const cause of ["granted", "reset", "moved", "restarted", "rejected"] as const)
          expect(attemptsLeft([...attempts, tried({ cause })], policy({ limit }))).toBe(left);
        const after = attemptsLeft([...attempts, tried({ cause: "learner" })], policy({ limit }));
        expect(after).toBe(Math.max(0, left - 1));
      }),
    );
  });
});
