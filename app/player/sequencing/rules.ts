/** Sequencing rules and limits: UP.1, UP.2, UP.2.1 and UP.5 of the SN pseudo code. Conditions know three truths. */
import type { Condition, PostAction, PreAction, Rule } from "./settings";
import { type Asker, known, objectiveIndex } from "./tracking";
import type { Activity, Tree } from "./tree";

/** Null is "unknown" (SN §4.5.2). */
export type Truth = boolean | null;

/** UP.1: a new attempt would exceed the limit. Only attempts are limited (SN §3.5: the time limits are not required). */
export function violatesLimits(activity: Activity): boolean {
  const { settings, tracking } = activity;
  if (!settings.delivery.tracked || tracking.isActive || tracking.isSuspended) return false;
  return settings.attemptLimit !== null && tracking.attempts >= settings.attemptLimit;
}

/** UP.2: the action of the first rule that applies. */
export function ruleAction<Action>(
  tree: Tree,
  activity: Activity,
  rules: Rule<Action>[],
): Action | null {
  return rules.find((rule) => applies(tree, activity, rule))?.action ?? null;
}

/** Whether a precondition rule with this action applies now. */
export const precondition = (tree: Tree, activity: Activity, action: PreAction): boolean =>
  ruleAction(
    tree,
    activity,
    activity.settings.preRules.filter((rule) => rule.action === action),
  ) !== null;

export const postAction = (tree: Tree, activity: Activity): PostAction | null =>
  ruleAction(tree, activity, activity.settings.postRules);

export const exits = (tree: Tree, activity: Activity): boolean =>
  ruleAction(tree, activity, activity.settings.exitRules) !== null;

/** UP.5: the activity may not be delivered now. */
export const isBarred = (tree: Tree, activity: Activity): "disabled" | "attempt_limit" | null =>
  precondition(tree, activity, "disabled")
    ? "disabled"
    : violatesLimits(activity)
      ? "attempt_limit"
      : null;

/** UP.2.1. */
const applies = (tree: Tree, activity: Activity, rule: Rule<unknown>): boolean =>
  combine(
    rule.conditions.map((condition) => evaluate(tree, activity, condition)),
    rule.combination,
  ) === true;

/** SN §4.5.2: no condition at all is unknown. */
export function combine(truths: Truth[], combination: "all" | "any"): Truth {
  const decisive = combination === "any";
  if (truths.includes(decisive)) return decisive;
  return truths.length === 0 || truths.includes(null) ? null : !decisive;
}

/** The truth of one condition; the negation of unknown is unknown. */
export function evaluate(
  tree: Tree,
  activity: Activity,
  condition: Condition,
  asker: Asker = "rules",
): Truth {
  const truth = truthOf(tree, activity, condition, asker);
  return truth !== null && condition.negated ? !truth : truth;
}

function truthOf(tree: Tree, activity: Activity, condition: Condition, asker: Asker): Truth {
  const index = objectiveIndex(activity, condition.objective);
  if (index === null) return null;
  const satisfied = () => known(tree, activity, index, "satisfied", asker);
  const completed = () => known(tree, activity, index, "completed", asker);
  const measure = () => known(tree, activity, index, "measure", asker);
  switch (condition.condition) {
    case "satisfied":
      return satisfied();
    case "objectiveStatusKnown":
      return satisfied() !== null;
    case "objectiveMeasureKnown":
      return measure() !== null;
    case "objectiveMeasureGreaterThan":
      return compare(measure(), (value) => value > condition.threshold);
    case "objectiveMeasureLessThan":
      return compare(measure(), (value) => value < condition.threshold);
    case "completed":
      return completed();
    case "activityProgressKnown":
      return completed() !== null;
    default:
      return truthOfAttempts(activity, condition);
  }
}

/** Conditions about the activity rather than an objective. Durations are not required of an LMS (SN §3.4.2) and stay unknown. */
function truthOfAttempts(activity: Activity, { condition }: Condition): Truth {
  const { attemptLimit } = activity.settings;
  const { attempts } = activity.tracking;
  if (condition === "always") return true;
  if (condition === "attempted") return attempts > 0;
  if (condition === "attemptLimitExceeded")
    return attemptLimit !== null && attempts >= attemptLimit;
  return null;
}

const compare = (value: number | null, is: (value: number) => boolean): Truth =>
  value === null ? null : is(value);
