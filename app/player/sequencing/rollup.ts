/** Rollup: RB.1.1 to RB.1.5 of the SN pseudo code. What children know decides what is known of their parent. */
import { combine, evaluate, precondition, type Truth } from "./rules";
import type { Consideration, RollupAction, RollupRule } from "./settings";
import { known, record } from "./tracking";
import { type Activity, isLeaf, pathTo, type Tree } from "./tree";

/**
 * RB.1.5 for the activity and its ancestors; then, deepest first, for the parents of every activity that reads a global objective
 * that was written on the way (SN §4.6.7). Each activity is rolled up once.
 */
export function rollUp(tree: Tree, activity: Activity): void {
  const waiting = new Set(pathTo(activity));
  const done = new Set<Activity>();
  addReaders(tree, waiting, done);
  for (let next = deepest(waiting); next; next = deepest(waiting)) {
    waiting.delete(next);
    done.add(next);
    rollUpInto(tree, next);
    addReaders(tree, waiting, done);
  }
}

function addReaders(tree: Tree, waiting: Set<Activity>, done: Set<Activity>): void {
  if (tree.written.size === 0) return;
  for (const reader of tree.activities.values()) {
    const maps = reader.settings.objectives.flatMap((objective) => objective.maps);
    const isReader = maps.some((map) => map.read.length > 0 && tree.written.has(map.target));
    if (isReader && reader.parent)
      for (const above of pathTo(reader.parent)) if (!done.has(above)) waiting.add(above);
  }
  tree.written.clear();
}

function deepest(waiting: Set<Activity>): Activity | undefined {
  return [...waiting].sort((one, other) => pathTo(other).length - pathTo(one).length)[0];
}

function rollUpInto(tree: Tree, activity: Activity): void {
  if (isLeaf(activity)) return;
  rollUpMeasure(tree, activity);
  rollUpProgressMeasure(tree, activity);
  if (!activity.settings.objectives[0].satisfiedByMeasure) rollUpSatisfaction(tree, activity);
  if (!activity.settings.completion.byMeasure) rollUpCompletion(tree, activity);
}

/** RB.1.1.a: the weighted mean of the measures; a child without a measure counts with its weight. */
function rollUpMeasure(tree: Tree, activity: Activity): void {
  const mean = weightedMean(
    tracked(activity).map((child) => ({
      value: known(tree, child, 0, "measure", "rollup"),
      weight: child.settings.rollup.measureWeight,
    })),
  );
  record(tree, activity, 0, "measure", mean);
}

/** RB.1.1.b: the same for the attempt's completion amount. */
function rollUpProgressMeasure(tree: Tree, activity: Activity): void {
  const mean = weightedMean(
    tracked(activity).map((child) => ({
      value: known(tree, child, 0, "progress", "rollup"),
      weight: child.settings.completion.weight,
    })),
  );
  record(tree, activity, 0, "progress", mean);
}

function weightedMean(parts: { value: number | null; weight: number }[]): number | null {
  const weight = parts.reduce((sum, part) => sum + part.weight, 0);
  if (weight <= 0 || parts.every((part) => part.value === null)) return null;
  return parts.reduce((sum, part) => sum + (part.value ?? 0) * part.weight, 0) / weight;
}

/** RB.1.2.b: not satisfied first, so that satisfied has the last word. */
function rollUpSatisfaction(tree: Tree, activity: Activity): void {
  const rules = rulesFor(activity, DEFAULTS.satisfaction);
  if (holds(tree, activity, rules, "notSatisfied")) record(tree, activity, 0, "satisfied", false);
  if (holds(tree, activity, rules, "satisfied")) record(tree, activity, 0, "satisfied", true);
}

/** RB.1.3.b. */
function rollUpCompletion(tree: Tree, activity: Activity): void {
  const rules = rulesFor(activity, DEFAULTS.completion);
  if (holds(tree, activity, rules, "incomplete")) record(tree, activity, 0, "completed", false);
  if (holds(tree, activity, rules, "completed")) record(tree, activity, 0, "completed", true);
}

const always = (
  action: RollupAction,
  condition: "satisfied" | "objectiveStatusKnown" | "completed" | "activityProgressKnown",
): RollupRule => ({
  action,
  combination: "any",
  conditions: [{ condition, negated: false, objective: null, threshold: 0 }],
  childActivitySet: "all",
  minimumCount: 0,
  minimumPercent: 0,
});

/** SN §4.6.4 and §4.6.5: the rules of an activity whose author wrote none for either outcome. */
const DEFAULTS = {
  satisfaction: [always("notSatisfied", "objectiveStatusKnown"), always("satisfied", "satisfied")],
  completion: [always("incomplete", "activityProgressKnown"), always("completed", "completed")],
};

function rulesFor(activity: Activity, defaults: RollupRule[]): RollupRule[] {
  const actions = defaults.map((rule) => rule.action);
  const written = activity.settings.rollup.rules.filter((rule) => actions.includes(rule.action));
  return written.length > 0 ? written : defaults;
}

/** RB.1.4. */
function holds(tree: Tree, activity: Activity, rules: RollupRule[], action: RollupAction): boolean {
  const children = tracked(activity).filter((child) => contributes(tree, child, action));
  return rules
    .filter((rule) => rule.action === action)
    .some((rule) =>
      isMet(
        rule,
        children.map((child) => childTruth(tree, child, rule)),
      ),
    );
}

/** RB.1.4.1. */
const childTruth = (tree: Tree, child: Activity, rule: RollupRule): Truth =>
  combine(
    rule.conditions.map((condition) => evaluate(tree, child, condition, "rollup")),
    rule.combination,
  );

/** RB.1.4, to the letter: where no child contributes, "all" and "none" hold. */
function isMet(rule: RollupRule, truths: Truth[]): boolean {
  const trues = truths.filter((truth) => truth === true).length;
  switch (rule.childActivitySet) {
    case "all":
      return trues === truths.length;
    case "any":
      return trues > 0;
    case "none":
      return truths.every((truth) => truth === false);
    case "atLeastCount":
      return trues >= rule.minimumCount;
    case "atLeastPercent":
      return trues / truths.length >= rule.minimumPercent;
  }
}

/** RB.1.4.2: whether the child takes part in deciding on this action. */
function contributes(tree: Tree, child: Activity, action: RollupAction): boolean {
  const { rollup } = child.settings;
  const isAboutObjectives = action === "satisfied" || action === "notSatisfied";
  if (!(isAboutObjectives ? rollup.objectiveSatisfied : rollup.progressCompletion)) return false;
  return isConsidered(tree, child, rollup.required[action]);
}

function isConsidered(tree: Tree, child: Activity, required: Consideration): boolean {
  const { attempts, isSuspended } = child.tracking;
  switch (required) {
    case "always":
      return true;
    case "ifNotSuspended":
      return !(attempts > 0 && isSuspended);
    case "ifAttempted":
      return attempts > 0;
    case "ifNotSkipped":
      return !precondition(tree, child, "skip");
  }
}

const tracked = (activity: Activity): Activity[] =>
  activity.available.filter((child) => child.settings.delivery.tracked);
