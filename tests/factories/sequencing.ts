/** Activity trees for the tests of sequencing: everything that is not named is as the specification has it by default. */
import { readSettings } from "../../app/player/sequencing/read-settings";
import type {
  ActivitySettings,
  Condition,
  ConditionName,
  RollupRule,
  Rule,
} from "../../app/player/sequencing/settings";
import { type Activity, plantTree, type Tree } from "../../app/player/sequencing/tree";

type Deep = Partial<Omit<ActivitySettings, "control" | "rollup" | "selection" | "delivery">> & {
  control?: Partial<ActivitySettings["control"]>;
  rollup?: Partial<ActivitySettings["rollup"]>;
  selection?: Partial<ActivitySettings["selection"]>;
  delivery?: Partial<ActivitySettings["delivery"]>;
};

const DEFAULTS = readSettings({ identifier: "", title: "", activities: [], sequencing: [] });

/** A SCO. */
export const sco = (identifier: string, given: Deep = {}): ActivitySettings =>
  merge(identifier, { hasContent: true, isSco: true, ...given });

/** A cluster, which flows unless it is told not to. */
export const cluster = (
  identifier: string,
  children: ActivitySettings[],
  given: Deep = {},
): ActivitySettings =>
  merge(identifier, { ...given, control: { flow: true, ...given.control }, children });

function merge(identifier: string, given: Deep): ActivitySettings {
  return {
    ...DEFAULTS,
    ...given,
    identifier,
    title: identifier,
    control: { ...DEFAULTS.control, ...given.control },
    rollup: { ...DEFAULTS.rollup, ...given.rollup },
    selection: { ...DEFAULTS.selection, ...given.selection },
    delivery: { ...DEFAULTS.delivery, ...given.delivery },
  };
}

/** One condition; with "!" before its name it is negated. */
export const condition = (
  text: ConditionName | `!${ConditionName}`,
  objective?: string,
): Condition => ({
  condition: text.replace("!", "") as ConditionName,
  negated: text.startsWith("!"),
  objective: objective ?? null,
  threshold: 0,
});

export const rule = <Action>(action: Action, ...conditions: Condition[]): Rule<Action> => ({
  action,
  conditions,
  combination: "all",
});

export const rollupRule = (
  action: RollupRule["action"],
  childActivitySet: RollupRule["childActivitySet"],
  when: Condition,
  minimum: Partial<Pick<RollupRule, "minimumCount" | "minimumPercent">> = {},
): RollupRule => ({
  action,
  childActivitySet,
  combination: "any",
  conditions: [when],
  minimumCount: 0,
  minimumPercent: 0,
  ...minimum,
});

/** A tree that was never attempted; chance always takes the same side. */
export const tree = (settings: ActivitySettings, random: () => number = () => 0): Tree =>
  plantTree(settings, random);

/** The activity of that name. Throws when there is none. */
export function at(planted: Tree, identifier: string): Activity {
  const activity = planted.activities.get(identifier);
  if (!activity) throw new Error(`no activity ${identifier}`);
  return activity;
}
