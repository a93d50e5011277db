/**
 * The tracking model (SN §4.2.1): reading and writing what is known of an activity's objectives, through their maps to global
 * objectives. A status that follows from a measure is derived whenever it is read, so that it cannot contradict the measure.
 */
import type { Field, ObjectiveMap } from "./settings";
import type { Activity, ObjectiveState, Tree } from "./tree";
import { FIELDS, unknownObjective } from "./tree";

/** The position of an objective by its name; the primary one for none. Null when the activity has no such objective. */
export function objectiveIndex(activity: Activity, id: string | null): number | null {
  if (id === null) return 0;
  const index = activity.settings.objectives.findIndex((objective) => objective.id === id);
  return index < 0 ? null : index;
}

/** Whose question it is: rollup may be held to what was recorded in the parent's current attempt (SN §3.3.1), rules are not. */
export type Asker = "rules" | "rollup";

/** What is known of an objective; null when it is not known, and of everything that is not tracked (SN §3.13.1). */
export const known = <Name extends Field>(
  tree: Tree,
  activity: Activity,
  index: number,
  field: Name,
  asker: Asker = "rules",
): ObjectiveState[Name] =>
  activity.settings.delivery.tracked
    ? value(tree, activity, index, field, asker)
    : (null as ObjectiveState[Name]);

/**
 * What a SCO sees of an objective when it starts (RTE §4.2.17). Global objectives reach it whether or not its activity is tracked, and
 * a completion that another activity recorded is shown as it was recorded.
 */
export const seen = <Name extends Field>(
  tree: Tree,
  activity: Activity,
  index: number,
  field: Name,
): ObjectiveState[Name] =>
  (field === "completed" ? globally(tree, mapsReading(activity, index, field), field) : null) ??
  value(tree, activity, index, field, "rules");

function value<Name extends Field>(
  tree: Tree,
  activity: Activity,
  index: number,
  field: Name,
  asker: Asker,
): ObjectiveState[Name] {
  if (!isDerived(activity, index, field)) return mapped(tree, activity, index, field, asker);
  const status =
    field === "satisfied"
      ? satisfiedBy(activity, index, mapped(tree, activity, index, "measure", asker))
      : completedBy(activity, mapped(tree, activity, index, "progress", asker));
  return status as ObjectiveState[Name];
}

/** SN §4.6.4 RB.1.2.a: a measure decides, also while the activity is active unless its author says otherwise. */
function satisfiedBy(activity: Activity, index: number, measure: number | null): boolean | null {
  const { isActive } = activity.tracking;
  if (isActive && !activity.settings.rollup.measureSatisfactionIfActive) return null;
  return measure === null
    ? null
    : measure >= (activity.settings.objectives[index]?.minimumMeasure ?? 1);
}

/** SN §4.6.5 RB.1.3.a: with completion by measure the progress decides for the activity itself. */
const completedBy = (activity: Activity, progress: number | null): boolean | null =>
  progress === null ? null : progress >= activity.settings.completion.minimum;

/**
 * SN §3.10.2: a map that reads shows the global objective once that is known, and until then what the activity recorded itself in the
 * parent's current attempt. Without such a map, what it recorded before serves rules too.
 */
function mapped<Name extends Field>(
  tree: Tree,
  activity: Activity,
  index: number,
  field: Name,
  asker: Asker,
): ObjectiveState[Name] {
  const maps = mapsReading(activity, index, field);
  const shared = globally(tree, maps, field);
  const isOlder = activity.tracking.older[index]?.includes(field) ?? false;
  const counts = !isOlder || (asker === "rules" && maps.length === 0);
  const own = counts ? activity.tracking.objectives[index] : undefined;
  return shared ?? (own ?? unknownObjective())[field];
}

const mapsReading = (activity: Activity, index: number, field: Field): ObjectiveMap[] =>
  (activity.settings.objectives[index]?.maps ?? []).filter((map) => map.read.includes(field));

function globally<Name extends Field>(
  tree: Tree,
  maps: ObjectiveMap[],
  field: Name,
): ObjectiveState[Name] | null {
  const targets = maps.map((map) => tree.globals.get(map.target)?.[field]);
  return targets.find((target) => target !== null && target !== undefined) ?? null;
}

/**
 * Records what became known and shares it with the global objectives it is mapped to. Null is news too when something was known, or
 * when the content itself said so (`isSaid`).
 */
export function record<Name extends Field>(
  tree: Tree,
  activity: Activity,
  index: number,
  field: Name,
  news: ObjectiveState[Name],
  isSaid = false,
): void {
  const state = activity.tracking.objectives[index];
  if (!state || (news === null && state[field] === null && !isSaid)) return;
  state[field] = news;
  const { older } = activity.tracking;
  older[index] = (older[index] ?? []).filter((other) => other !== field);
  if (!isDerived(activity, index, field)) share(tree, activity, index, field);
  if (field === "measure" && isDerived(activity, index, "satisfied"))
    share(tree, activity, index, "satisfied");
  if (field === "progress" && isDerived(activity, index, "completed"))
    share(tree, activity, index, "completed");
}

/** Whether a measure decides and what was said otherwise does not. */
const isDerived = ({ settings }: Activity, index: number, field: Field): boolean =>
  field === "satisfied"
    ? (settings.objectives[index]?.satisfiedByMeasure ?? false)
    : field === "completed" && index === 0 && settings.completion.byMeasure;

function share(tree: Tree, activity: Activity, index: number, field: Field): void {
  const shared = derived(activity, index, field);
  for (const map of activity.settings.objectives[index]?.maps ?? []) {
    if (!map.write.includes(field)) continue;
    const global = tree.globals.get(map.target) ?? unknownObjective();
    if (global[field] === shared) continue;
    tree.globals.set(map.target, { ...global, [field]: shared });
    tree.written.add(map.target);
    tree.touched.add(map.target);
  }
}

/** The activity's own value, as its measures make it. */
function derived(activity: Activity, index: number, field: Field): ObjectiveState[Field] {
  const state = activity.tracking.objectives[index];
  const objective = activity.settings.objectives[index];
  if (!state || !objective) return null;
  if (!isDerived(activity, index, field)) return state[field];
  if (field === "satisfied")
    return state.measure === null ? null : state.measure >= objective.minimumMeasure;
  const { minimum } = activity.settings.completion;
  return state.progress === null ? null : state.progress >= minimum;
}

/** DB.2 5.1.1.2.4: a new attempt knows nothing yet, and what is known of its children was recorded before it. */
export function beginTracking(activity: Activity): void {
  const { tracking, settings } = activity;
  tracking.objectives = settings.objectives.map(unknownObjective);
  tracking.older = settings.objectives.map(() => []);
  tracking.hasSaid = { completion: false, success: false };
  markOlder(activity);
}

const PROGRESS: readonly Field[] = ["completed", "progress"];

function markOlder(activity: Activity): void {
  const { useCurrentAttemptObjectiveInfo, useCurrentAttemptProgressInfo } =
    activity.settings.control;
  const fields = FIELDS.filter((field) =>
    PROGRESS.includes(field) ? useCurrentAttemptProgressInfo : useCurrentAttemptObjectiveInfo,
  );
  for (const child of activity.children) {
    child.tracking.older = child.tracking.objectives.map((state) =>
      fields.filter((field) => state[field] !== null),
    );
    markOlder(child);
  }
}
