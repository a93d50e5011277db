import { describe, expect, it } from "vitest";
import {
  at,
  cluster,
  condition,
  rollupRule,
  rule,
  sco,
  tree,
} from "../../../tests/factories/sequencing";
import { rollUp } from "./rollup";
import type { ObjectiveSettings, RollupRule } from "./settings";
import { known, record } from "./tracking";
import type { Tree } from "./tree";

const THREE = [sco("a"), sco("b"), sco("c")];

/** What is known of the children, in order, then rolled up. */
function rolled(planted: Tree, field: "satisfied" | "completed", values: (boolean | null)[]): Tree {
  const children = planted.root.children;
  values.forEach((value, index) => {
    const child = children[index];
    if (child) record(planted, child, 0, field, value);
  });
  rollUp(planted, planted.root);
  return planted;
}

const satisfied = (planted: Tree) => known(planted, planted.root, 0, "satisfied");
const completed = (planted: Tree) => known(planted, planted.root, 0, "completed");

describe("rollup without rules of the author", () => {
  it.each([
    [[true, true, true], true],
    [[true, false, true], false],
    [[true, null, true], null],
    [[null, null, null], null],
  ])("satisfied children %j make the parent %s", (values, expected) => {
    expect(satisfied(rolled(tree(cluster("root", THREE)), "satisfied", values))).toBe(expected);
  });

  it.each([
    [[true, true, true], true],
    [[true, false, true], false],
    [[true, null, true], null],
  ])("completed children %j make the parent %s", (values, expected) => {
    expect(completed(rolled(tree(cluster("root", THREE)), "completed", values))).toBe(expected);
  });
});

const withRule = (given: RollupRule, children = THREE) =>
  tree(cluster("root", children, { rollup: { rules: [given] } }));

describe("the child activity set of a rule (RB.1.4)", () => {
  it.each([
    ["all", [true, true, true], true],
    ["all", [true, null, true], null],
    ["any", [null, true, false], true],
    ["any", [null, false, false], null],
    ["none", [false, false, false], true],
    ["none", [false, null, false], null],
    ["none", [false, true, false], null],
  ] as const)("%s over %j gives %s", (set, values, expected) => {
    const planted = withRule(rollupRule("completed", set, condition("satisfied")));
    expect(completed(rolled(planted, "satisfied", [...values]))).toBe(expected);
  });

  it.each([
    [2, true],
    [3, null],
  ])("at least %i of two satisfied ones gives %s", (minimumCount, expected) => {
    const when = rollupRule("completed", "atLeastCount", condition("satisfied"), { minimumCount });
    expect(completed(rolled(withRule(when), "satisfied", [true, null, true]))).toBe(expected);
  });

  it.each([
    [0.66, true],
    [0.67, null],
  ])("at least %d of two in three gives %s", (minimumPercent, expected) => {
    const when = rollupRule("completed", "atLeastPercent", condition("satisfied"), {
      minimumPercent,
    });
    expect(completed(rolled(withRule(when), "satisfied", [true, null, true]))).toBe(expected);
  });

  it("a rule for one outcome takes the place of the default for the other", () => {
    const planted = withRule(rollupRule("satisfied", "any", condition("satisfied")));
    expect(satisfied(rolled(planted, "satisfied", [false, false, false]))).toBeNull();
  });
});

describe("children that do not take part (RB.1.4.2)", () => {
  it("one that is not tracked", () => {
    const children = [sco("a"), sco("b", { delivery: { tracked: false } })];
    expect(satisfied(rolled(tree(cluster("root", children)), "satisfied", [true]))).toBe(true);
  });

  it("one whose author keeps it out", () => {
    const children = [sco("a"), sco("b", { rollup: { objectiveSatisfied: false } })];
    expect(satisfied(rolled(tree(cluster("root", children)), "satisfied", [true]))).toBe(true);
  });

  const required = (value: "ifAttempted" | "ifNotSkipped" | "ifNotSuspended") => ({
    required: { satisfied: value, notSatisfied: value, completed: value, incomplete: value },
  });
  it("one that is required only if attempted, and was not", () => {
    const children = [sco("a"), sco("b", { rollup: required("ifAttempted") })];
    expect(satisfied(rolled(tree(cluster("root", children)), "satisfied", [true]))).toBe(true);
  });

  it("one that is required only if it is not skipped, and is", () => {
    const skipped = {
      preRules: [rule("skip" as const, condition("always"))],
      rollup: required("ifNotSkipped"),
    };
    const planted = tree(cluster("root", [sco("a"), sco("b", skipped)]));
    expect(satisfied(rolled(planted, "satisfied", [true]))).toBe(true);
  });

  it("one that is required only if it is not suspended, and is", () => {
    const planted = tree(
      cluster("root", [sco("a"), sco("b", { rollup: required("ifNotSuspended") })]),
    );
    Object.assign(at(planted, "b").tracking, { attempts: 1, isSuspended: true });
    expect(satisfied(rolled(planted, "satisfied", [true]))).toBe(true);
  });
});

describe("the measure (RB.1.1)", () => {
  const weighted = (identifier: string, measureWeight: number) =>
    sco(identifier, { rollup: { measureWeight } });
  const objective = (given: Partial<ObjectiveSettings>): ObjectiveSettings => ({
    id: null,
    satisfiedByMeasure: false,
    minimumMeasure: 1,
    maps: [],
    ...given,
  });

  it("is the weighted mean, and a child without one counts with its weight", () => {
    const planted = tree(cluster("root", [weighted("a", 1), weighted("b", 3)]));
    record(planted, at(planted, "b"), 0, "measure", 0.8);
    rollUp(planted, planted.root);
    expect(known(planted, planted.root, 0, "measure")).toBeCloseTo(0.6);
  });

  it("is not known where nothing has weight", () => {
    const planted = tree(cluster("root", [weighted("a", 0)]));
    record(planted, at(planted, "a"), 0, "measure", 0.8);
    rollUp(planted, planted.root);
    expect(known(planted, planted.root, 0, "measure")).toBeNull();
  });

  it("decides whether a parent that is satisfied by measure is", () => {
    const objectives: [ObjectiveSettings] = [
      objective({ satisfiedByMeasure: true, minimumMeasure: 0.5 }),
    ];
    const planted = tree(cluster("root", [sco("a")], { objectives }));
    record(planted, at(planted, "a"), 0, "measure", 0.4);
    rollUp(planted, planted.root);
    expect(satisfied(planted)).toBe(false);
  });

  it("reaches the parent of every activity that reads a global objective", () => {
    const map = (write: boolean) => ({
      target: "g",
      read: write ? [] : (["satisfied"] as const).slice(),
      write: write ? (["satisfied"] as const).slice() : [],
    });
    const planted = tree(
      cluster("root", [
        sco("writes", { objectives: [objective({ maps: [map(true)] })] }),
        cluster("elsewhere", [sco("reads", { objectives: [objective({ maps: [map(false)] })] })]),
      ]),
    );
    record(planted, at(planted, "writes"), 0, "satisfied", true);
    rollUp(planted, at(planted, "writes"));
    expect(known(planted, at(planted, "elsewhere"), 0, "satisfied")).toBe(true);
  });
});
