/** Sequencing rules (CAM §5.1.3), rollup rules (CAM §5.1.6) and rollup considerations (CAM §5.1.15). */
import type { XmlNode } from "~/domain/packages/schema";
import { childOf, childrenOf, flag, number, text, word } from "./read-xml";
import type {
  ActivitySettings,
  Condition,
  ConditionName,
  Consideration,
  PostAction,
  PreAction,
  RollupAction,
  RollupRule,
  Rule,
} from "./settings";

const CONDITIONS: readonly ConditionName[] = [
  "satisfied",
  "objectiveStatusKnown",
  "objectiveMeasureKnown",
  "objectiveMeasureGreaterThan",
  "objectiveMeasureLessThan",
  "completed",
  "activityProgressKnown",
  "attempted",
  "attemptLimitExceeded",
  "timeLimitExceeded",
  "outsideAvailableTimeRange",
  "always",
];
const PRE_ACTIONS: readonly PreAction[] = [
  "skip",
  "disabled",
  "hiddenFromChoice",
  "stopForwardTraversal",
];
const POST_ACTIONS: readonly PostAction[] = [
  "exitParent",
  "exitAll",
  "retry",
  "retryAll",
  "continue",
  "previous",
];
const ROLLUP_ACTIONS: readonly RollupAction[] = [
  "satisfied",
  "notSatisfied",
  "completed",
  "incomplete",
];
const CHILD_SETS = ["all", "any", "none", "atLeastCount", "atLeastPercent"] as const;
const CONSIDERATIONS: readonly Consideration[] = [
  "always",
  "ifNotSuspended",
  "ifAttempted",
  "ifNotSkipped",
];
const COMBINATIONS = ["all", "any"] as const;

export const readPreRules = (rules: XmlNode | undefined): Rule<PreAction>[] =>
  readRules(rules, "preConditionRule", PRE_ACTIONS);

export const readPostRules = (rules: XmlNode | undefined): Rule<PostAction>[] =>
  readRules(rules, "postConditionRule", POST_ACTIONS);

/** The rules of one kind, in order; a rule with an unknown action is none. */
export function readRules<Action extends string>(
  rules: XmlNode | undefined,
  name: string,
  actions: readonly Action[],
): Rule<Action>[] {
  return childrenOf(rules, "imsss", name).flatMap((rule) => {
    const given = text(childOf(rule, "imsss", "ruleAction"), "action");
    const action = actions.find((known) => known === given);
    const conditions = childOf(rule, "imsss", "ruleConditions");
    return action === undefined
      ? []
      : [
          {
            action,
            combination: word(conditions, "conditionCombination", COMBINATIONS, "all"),
            conditions: childrenOf(conditions, "imsss", "ruleCondition").flatMap(readCondition),
          },
        ];
  });
}

function readCondition(element: XmlNode): Condition[] {
  const condition = CONDITIONS.find((known) => known === text(element, "condition"));
  if (condition === undefined) return [];
  return [
    {
      condition,
      negated: text(element, "operator") === "not",
      objective: text(element, "referencedObjective") || null,
      threshold: number(element, "measureThreshold", 0),
    },
  ];
}

export function readRollupRules(sequencing: XmlNode): ActivitySettings["rollup"] {
  const rules = childOf(sequencing, "imsss", "rollupRules");
  const considerations = childOf(sequencing, "adlseq", "rollupConsiderations");
  const required = (name: string) => word(considerations, name, CONSIDERATIONS, "always");
  return {
    rules: childrenOf(rules, "imsss", "rollupRule").flatMap(readRollupRule),
    objectiveSatisfied: flag(rules, "rollupObjectiveSatisfied", true),
    progressCompletion: flag(rules, "rollupProgressCompletion", true),
    measureWeight: number(rules, "objectiveMeasureWeight", 1),
    required: {
      satisfied: required("requiredForSatisfied"),
      notSatisfied: required("requiredForNotSatisfied"),
      completed: required("requiredForCompleted"),
      incomplete: required("requiredForIncomplete"),
    },
    measureSatisfactionIfActive: flag(considerations, "measureSatisfactionIfActive", true),
  };
}

function readRollupRule(rule: XmlNode): RollupRule[] {
  const given = text(childOf(rule, "imsss", "rollupAction"), "action");
  const action = ROLLUP_ACTIONS.find((known) => known === given);
  if (action === undefined) return [];
  const conditions = childOf(rule, "imsss", "rollupConditions");
  return [
    {
      action,
      combination: word(conditions, "conditionCombination", COMBINATIONS, "any"),
      conditions: childrenOf(conditions, "imsss", "rollupCondition").flatMap(readCondition),
      childActivitySet: word(rule, "childActivitySet", CHILD_SETS, "all"),
      minimumCount: number(rule, "minimumCount", 0),
      minimumPercent: number(rule, "minimumPercent", 0),
    },
  ];
}
