/** The activity tree of one attempt (SN §3.1, §4.2): what the author defined, what is tracked, and how to move in it. */
import type { ActivitySettings, Field } from "./settings";

/** The status model of an objective: null is "not known", the specification's False of the matching status flag. */
export type ObjectiveState = Record<"satisfied" | "completed", boolean | null> &
  Record<"measure" | "progress", number | null> &
  Record<"raw" | "min" | "max", string | null>;

export type Tracking = {
  isActive: boolean;
  isSuspended: boolean;
  /** Activity Attempt Count; zero is Activity Progress Status False. */
  attempts: number;
  /** One per objective of the settings, in their order. */
  objectives: ObjectiveState[];
  /** The fields of each objective that were recorded before the parent's current attempt. */
  older: Field[][];
  /** The content spoke of it in this attempt, if only to say that it is unknown: the LMS concludes nothing then (UP.4). */
  hasSaid: { completion: boolean; success: boolean };
};

export type Activity = {
  identifier: string;
  settings: ActivitySettings;
  parent: Activity | null;
  children: Activity[];
  /** Available Children (SN §4.2.2): those selected, in the order of this attempt. */
  available: Activity[];
  tracking: Tracking;
};

export type Tree = {
  root: Activity;
  activities: Map<string, Activity>;
  current: Activity | null;
  suspended: Activity | null;
  globals: Map<string, ObjectiveState>;
  /** Global objectives written since rollup last looked (SN §4.6.7). */
  written: Set<string>;
  /** Global objectives written in this session. */
  touched: Set<string>;
  random: () => number;
};

export const unknownObjective = (): ObjectiveState => ({
  satisfied: null,
  measure: null,
  completed: null,
  progress: null,
  raw: null,
  min: null,
  max: null,
});

/** A tree that was never attempted. */
export function plantTree(settings: ActivitySettings, random: () => number): Tree {
  const activities = new Map<string, Activity>();
  const root = grow(settings, null, activities);
  return {
    root,
    activities,
    current: null,
    suspended: null,
    globals: new Map(),
    written: new Set(),
    touched: new Set(),
    random,
  };
}

function grow(
  settings: ActivitySettings,
  parent: Activity | null,
  activities: Map<string, Activity>,
): Activity {
  const activity: Activity = {
    identifier: settings.identifier,
    settings,
    parent,
    children: [],
    available: [],
    tracking: untracked(settings),
  };
  if (!activities.has(settings.identifier)) activities.set(settings.identifier, activity);
  activity.children = settings.children.map((child) => grow(child, activity, activities));
  activity.available = activity.children.filter(leadsToContent);
  return activity;
}

const untracked = (settings: ActivitySettings): Tracking => ({
  isActive: false,
  isSuspended: false,
  attempts: 0,
  objectives: settings.objectives.map(unknownObjective),
  older: settings.objectives.map(() => []),
  hasSaid: { completion: false, success: false },
});

/** A heading without content is no activity that could be delivered. */
const leadsToContent = (activity: Activity): boolean =>
  activity.settings.hasContent || activity.available.length > 0;

export const isLeaf = (activity: Activity): boolean => activity.children.length === 0;

/** From the root to the activity, both included. */
export function pathTo(activity: Activity): Activity[] {
  const path: Activity[] = [];
  for (let at: Activity | null = activity; at; at = at.parent) path.unshift(at);
  return path;
}

export function commonAncestor(one: Activity, other: Activity): Activity {
  const path = pathTo(other);
  for (let at: Activity | null = one; at; at = at.parent) if (path.includes(at)) return at;
  return one;
}

/** From the activity upwards to its ancestor, the ancestor left out. */
export function upTo(activity: Activity, ancestor: Activity): Activity[] {
  const path: Activity[] = [];
  for (let at: Activity | null = activity; at && at !== ancestor; at = at.parent) path.push(at);
  return path;
}

/** Whether one activity comes before another in a forward preorder walk. */
export function isBefore(one: Activity, other: Activity): boolean {
  const ancestor = commonAncestor(one, other);
  if (one === ancestor) return other !== ancestor;
  if (other === ancestor) return false;
  const [mine] = upTo(one, ancestor).slice(-1);
  const [theirs] = upTo(other, ancestor).slice(-1);
  const order = (branch: Activity | undefined) =>
    branch ? ancestor.available.indexOf(branch) : -1;
  return order(mine) < order(theirs);
}

export const isWithin = (activity: Activity, ancestor: Activity): boolean =>
  pathTo(activity).includes(ancestor);

export const isAvailable = (activity: Activity): boolean =>
  activity.parent === null || activity.parent.available.includes(activity);

export const isFirst = (activity: Activity): boolean => activity.parent?.available[0] === activity;

export const isLast = (activity: Activity): boolean =>
  activity.parent?.available.at(-1) === activity;

/** The next or previous available sibling. */
export function sibling(activity: Activity, by: 1 | -1): Activity | null {
  const siblings = activity.parent?.available ?? [];
  return siblings[siblings.indexOf(activity) + by] ?? null;
}

/** The last activity of a forward preorder walk of the whole tree. */
export function isLastOverall(activity: Activity): boolean {
  if (activity.available.length > 0) return false;
  return upTo(activity, rootOf(activity)).every(isLast);
}

const rootOf = (activity: Activity): Activity => pathTo(activity)[0] ?? activity;

export const FIELDS: readonly Field[] = [
  "satisfied",
  "measure",
  "completed",
  "progress",
  "raw",
  "min",
  "max",
];
