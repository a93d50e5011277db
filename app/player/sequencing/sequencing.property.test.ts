import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cluster, condition, rollupRule, sco, tree } from "../../../tests/factories/sequencing";
import type { NavigationRequest } from "../run-time";
import { contentsOf } from "./look-ahead";
import { navigate } from "./overall";
import { arrangeAll } from "./selection";
import type { ActivitySettings, ConditionName, Field } from "./settings";
import { restoreSnapshot, takeSnapshot } from "./snapshot";
import { known, record } from "./tracking";
import { pathTo, type Tree } from "./tree";

const CONDITIONS: ConditionName[] = ["always", "attempted", "satisfied", "completed"];
const aCondition = fc
  .tuple(fc.constantFrom(...CONDITIONS), fc.boolean())
  .map(([name, negated]) => condition(negated ? `!${name}` : name));
const rulesOf = <const Action extends string>(...actions: Action[]) =>
  fc.array(
    fc.record({
      action: fc.constantFrom(...actions),
      conditions: fc.array(aCondition, { minLength: 1, maxLength: 2 }),
      combination: fc.constantFrom("all" as const, "any" as const),
    }),
    { maxLength: 1 },
  );

const FIELDS: Field[] = ["satisfied", "completed", "measure"];
const objective = fc.record({
  id: fc.constant(null),
  satisfiedByMeasure: fc.boolean(),
  minimumMeasure: fc.constantFrom(-1, 0, 0.5),
  maps: fc.array(
    fc.record({
      target: fc.constantFrom("g", "h"),
      read: fc.subarray(FIELDS),
      write: fc.subarray(FIELDS),
    }),
    { maxLength: 2 },
  ),
});

const rollups = fc.constantFrom(
  "satisfied",
  "notSatisfied",
  "completed",
  "incomplete",
) as fc.Arbitrary<"satisfied" | "notSatisfied" | "completed" | "incomplete">;
const given = fc.record({
  control: fc.record({
    choice: fc.boolean(),
    choiceExit: fc.boolean(),
    flow: fc.boolean(),
    forwardOnly: fc.boolean(),
    preventActivation: fc.boolean(),
    constrainChoice: fc.boolean(),
    useCurrentAttemptObjectiveInfo: fc.boolean(),
  }),
  preRules: rulesOf("skip", "disabled", "hiddenFromChoice", "stopForwardTraversal"),
  exitRules: rulesOf("exit"),
  postRules: rulesOf("exitParent", "exitAll", "retry", "retryAll", "continue", "previous"),
  attemptLimit: fc.constantFrom(null, null, 1, 2),
  objectives: objective.map((one): ActivitySettings["objectives"] => [one]),
  delivery: fc.record({ tracked: fc.boolean(), objectiveSetByContent: fc.boolean() }),
  rollup: fc.record({
    rules: fc.array(
      fc
        .tuple(rollups, fc.constantFrom("all", "any", "none"), aCondition)
        .map(([action, set, when]) => rollupRule(action, set as "all" | "any" | "none", when)),
      { maxLength: 1 },
    ),
  }),
  selection: fc.record({
    selectTiming: fc.constantFrom("never", "once", "onEachNewAttempt"),
    selectCount: fc.constantFrom(null, 1, 2),
    randomizeTiming: fc.constantFrom("never", "onEachNewAttempt"),
    reorderChildren: fc.boolean(),
  }) as fc.Arbitrary<ActivitySettings["selection"]>,
});

let names = 0;
const settings = fc.letrec<{ node: ActivitySettings; group: ActivitySettings }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    given.map((own) => sco("", own)),
    tie("group"),
  ),
  group: fc
    .tuple(fc.array(tie("node"), { minLength: 1, maxLength: 3 }), given)
    .map(([children, own]) => cluster("", children, own)),
}));
const named = (activity: ActivitySettings): ActivitySettings => {
  names += 1;
  return { ...activity, identifier: `n${names}`, children: activity.children.map(named) };
};
const aTree = settings.group.map((root) => {
  names = 0;
  return named(root);
});

const TYPES = [
  "continue",
  "previous",
  "exit",
  "exitAll",
  "suspendAll",
  "abandon",
  "abandonAll",
  "start",
  "resumeAll",
] as const;
const aStep = fc.record({
  request: fc.oneof(
    fc.constantFrom(...TYPES).map((type): NavigationRequest => ({ type })),
    fc
      .tuple(fc.constantFrom("choice" as const, "jump" as const), fc.integer({ min: 1, max: 12 }))
      .map(([type, number]): NavigationRequest => ({ type, target: `n${number}` })),
  ),
  says: fc.constantFrom(null, true, false),
});
const aWalk = fc.array(aStep, { maxLength: 25 });

/** What the content said, then the request. */
function step(
  planted: Tree,
  { request, says }: { request: NavigationRequest; says: boolean | null },
) {
  if (planted.current?.tracking.isActive && says !== null) {
    record(planted, planted.current, 0, "satisfied", says, true);
    record(planted, planted.current, 0, "measure", says ? 1 : 0, true);
  }
  const result = navigate(planted, request);
  return result.kind === "deliver" ? `deliver ${result.activity.identifier}` : result.kind;
}

const planted = (root: ActivitySettings) => {
  const fresh = tree(root, () => 0.4);
  arrangeAll(fresh);
  return fresh;
};

describe("whatever the tree and whatever is asked", () => {
  it("what is active is a path from the root to the current activity, and delivered is a leaf", () => {
    fc.assert(
      fc.property(aTree, aWalk, (root, walk) => {
        const walked = planted(root);
        for (const one of walk) {
          const outcome = step(walked, one);
          const path = walked.current ? pathTo(walked.current) : [];
          const active = [...walked.activities.values()].filter(
            ({ tracking }) => tracking.isActive,
          );
          for (const activity of active) expect(path).toContain(activity);
          if (outcome === "ended") expect(active).toEqual([]);
          if (outcome.startsWith("deliver")) expect(walked.current?.children).toEqual([]);
        }
      }),
      { numRuns: 600 },
    );
  });

  it("a session taken up from its snapshot goes on as if it had never been left", () => {
    fc.assert(
      fc.property(aTree, aWalk, (root, walk) => {
        const left = planted(root);
        let taken = planted(root);
        for (const one of walk) {
          const kept = JSON.parse(JSON.stringify(takeSnapshot(taken)));
          taken = tree(root, () => 0.4);
          restoreSnapshot(taken, kept);
          expect(step(taken, one)).toBe(step(left, one));
          expect(takeSnapshot(taken)).toEqual(takeSnapshot(left));
        }
      }),
      { numRuns: 200 },
    );
  });

  it("looking at the contents changes nothing, and what may be chosen can be delivered", () => {
    const plain = (activity: ActivitySettings): ActivitySettings => ({
      ...activity,
      exitRules: [],
      postRules: [],
      children: activity.children.map(plain),
    });
    fc.assert(
      fc.property(aTree.map(plain), aWalk, (root, walk) => {
        const walked = planted(root);
        for (const one of walk) step(walked, one);
        const before = JSON.stringify(takeSnapshot(walked));
        const lines = contentsOf(walked, null).filter(({ reason }) => reason === null);
        expect(JSON.stringify(takeSnapshot(walked))).toBe(before);
        for (const { activity } of lines) {
          const copy = tree(root, () => 0.4);
          restoreSnapshot(copy, JSON.parse(before));
          expect(step(copy, { request: { type: "choice", target: activity }, says: null })).toMatch(
            /^deliver/,
          );
        }
      }),
      { numRuns: 200 },
    );
  });

  it("what is not tracked is not known", () => {
    fc.assert(
      fc.property(aTree, aWalk, (root, walk) => {
        const walked = planted(root);
        for (const one of walk) step(walked, one);
        for (const activity of walked.activities.values())
          if (!activity.settings.delivery.tracked)
            for (const field of FIELDS) expect(known(walked, activity, 0, field)).toBeNull();
      }),
      { numRuns: 200 },
    );
  });
});
