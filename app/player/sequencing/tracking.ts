/**
 * The tracking model (SN §4.2.1): reading and writing what is known of an activity's objectives, through their maps to global
 * objectives. A status that follows from a measure is derived whenever it is read, so that it cannot contradict the measure.
 */
import type { Field } from "./settings";
import type { Activity, ObjectiveState, Tree } from "./tree";
import { unknownObjective } from "./tree";

/** The position of an objective by its name; the primary one for none. Null when the activity has no such objective. */
export function objectiveIndex(activity: Activity, id: string | null): number | null {
  if (id === null) return 0;
  const index = activity.settings.objectives.findIndex((objective) => objective.id === id);
  return index < 0 ? null : index;
}

/** What rules and rollup see of an objective; null when it is not known. */
export function known<Name extends Field>(
  tree: Tree,
  activity: Activity,
  index: number,
  field: Name,
): ObjectiveState[Name] {
  if (field === "satisfied") return satisfied(tree, activity, index) as ObjectiveState[Name];
  if (field === "completed") return completed(tree, activity, index) as ObjectiveState[Name];
  return mapped(tree, activity, index, field);
}

/** SN §4.6.4 RB.1.2.a: a measure decides, also while the activity is active unless its author says otherwise. */
function satisfied(tree: Tree, activity: Activity, index: number): boolean | null {
  const objective = activity.settings.objectives[index];
  if (!objective?.satisfiedByMeasure) return mapped(tree, activity, index, "satisfied");
  const { isActive } = activity.tracking;
  if (isActive && !activity.settings.rollup.measureSatisfactionIfActive) return null;
  const measure = mapped(tree, activity, index, "measure");
  return measure === null ? null : measure >= objective.minimumMeasure;
}

/** SN §4.6.5 RB.1.3.a: with completion by measure the progress decides for the activity itself. */
function completed(tree: Tree, activity: Activity, index: number): boolean | null {
  const { byMeasure, minimum } = activity.settings.completion;
  if (!byMeasure || index > 0) return mapped(tree, activity, index, "completed");
  const progress = mapped(tree, activity, index, "progress");
  return progress === null ? null : progress >= minimum;
}

/** SN §3.10.2: a map that reads shows the global objective once that is known, and the activity's own until then. */
function mapped<Name extends Field>(
  tree: Tree,
  activity: Activity,
  index: number,
  field: Name,
): ObjectiveState[Name] {
  for (const map of activity.settings.objectives[index]?.maps ?? []) {
    const value = map.read.includes(field) ? tree.globals.get(map.target)?.[field] : null;
    if (value !== null && value !== undefined) return value;
  }
  return (activity.tracking.objectives[index] ?? unknownObjective())[field];
}

/** Records what became known (null: it is unknown again) and shares it with the global objectives it is mapped to. */
export function record<Name extends Field>(
  tree: Tree,
  activity: Activity,
  index: number,
  field: Name,
  value: ObjectiveState[Name],
): void {
  const state = activity.tracking.objectives[index];
  if (!state) return;
  state[field] = value;
  share(tree, activity, index, field);
  if (field === "measure") share(tree, activity, index, "satisfied");
  if (field === "progress") share(tree, activity, index, "completed");
}

function share(tree: Tree, activity: Activity, index: number, field: Field): void {
  const value = derived(activity, index, field);
  if (value === null) return;
  for (const map of activity.settings.objectives[index]?.maps ?? []) {
    if (!map.write.includes(field)) continue;
    const global = tree.globals.get(map.target) ?? unknownObjective();
    if (global[field] === value) continue;
    tree.globals.set(map.target, { ...global, [field]: value });
    tree.written.add(map.target);
  }
}

/** The activity's own value, as its measures make it. */
function derived(activity: Activity, index: number, field: Field): ObjectiveState[Field] {
  const state = activity.tracking.objectives[index];
  const objective = activity.settings.objectives[index];
  if (!state || !objective) return null;
  const { byMeasure, minimum } = activity.settings.completion;
  if (field === "satisfied" && objective.satisfiedByMeasure)
    return state.measure === null ? null : state.measure >= objective.minimumMeasure;
  if (field === "completed" && byMeasure && index === 0)
    return state.progress === null ? null : state.progress >= minimum;
  return state[field];
}

/**
 * DB.2 5.1.1.2.4: a new attempt knows nothing yet; and where only information of the current attempt is used (SN §3.3.1), neither is
 * anything known of its children until it is recorded again.
 */
export function beginTracking(activity: Activity): void {
  activity.tracking.objectives = activity.settings.objectives.map(unknownObjective);
  forgetChildren(activity);
}

const PROGRESS = { completed: null, progress: null };

function forgetChildren(activity: Activity): void {
  const { useCurrentAttemptObjectiveInfo, useCurrentAttemptProgressInfo } =
    activity.settings.control;
  for (const child of activity.children) {
    const { tracking } = child;
    tracking.objectives = tracking.objectives.map((state) => ({
      ...(useCurrentAttemptObjectiveInfo ? unknownObjective() : state),
      ...(useCurrentAttemptProgressInfo
        ? PROGRESS
        : { completed: state.completed, progress: state.progress }),
    }));
    forgetChildren(child);
  }
}
