/** The sequencing state as plain data, to be stored with the attempt and taken up again by the next launch. */
import {
  type Activity,
  FIELDS,
  type ObjectiveState,
  plantTree,
  type Tracking,
  type Tree,
  unknownObjective,
} from "./tree";

export type Snapshot = {
  current: string | null;
  suspended: string | null;
  activities: Record<string, { tracking: Tracking; available: string[] }>;
  globals: Record<string, ObjectiveState>;
};

/** A copy that the tree's later changes do not touch. */
export function takeSnapshot(tree: Tree): Snapshot {
  const activities: Snapshot["activities"] = {};
  for (const activity of tree.activities.values())
    activities[activity.identifier] = {
      tracking: structuredClone(activity.tracking),
      available: activity.available.map((child) => child.identifier),
    };
  return {
    current: tree.current?.identifier ?? null,
    suspended: tree.suspended?.identifier ?? null,
    activities,
    globals: structuredClone(Object.fromEntries(tree.globals)),
  };
}

/** An independent tree in the same state, for a question that must not change anything. */
export function copyTree(tree: Tree): Tree {
  const copy = plantTree(tree.root.settings, tree.random);
  restoreSnapshot(copy, takeSnapshot(tree));
  return copy;
}

/** Puts a snapshot back into a tree of the same package. What it says of activities or objectives that are not there is left out. */
export function restoreSnapshot(tree: Tree, snapshot: Snapshot): void {
  for (const activity of tree.activities.values()) {
    const saved = snapshot.activities[activity.identifier];
    if (saved) restoreActivity(activity, saved);
  }
  tree.current = find(tree, snapshot.current);
  tree.suspended = find(tree, snapshot.suspended);
  tree.globals = new Map(Object.entries(snapshot.globals).map(([id, state]) => [id, whole(state)]));
  tree.written.clear();
}

const find = (tree: Tree, identifier: string | null): Activity | null =>
  (identifier !== null && tree.activities.get(identifier)) || null;

function restoreActivity(
  activity: Activity,
  saved: { tracking: Tracking; available: string[] },
): void {
  activity.tracking = {
    ...activity.tracking,
    ...structuredClone(saved.tracking),
    objectives: activity.settings.objectives.map((_, index) =>
      whole(saved.tracking.objectives[index]),
    ),
  };
  const children = saved.available.flatMap((identifier) =>
    activity.children.filter((child) => child.identifier === identifier),
  );
  if (children.length > 0) activity.available = children;
}

function whole(saved: Partial<ObjectiveState> | undefined): ObjectiveState {
  const state = unknownObjective();
  for (const field of FIELDS)
    if (saved?.[field] !== undefined) Object.assign(state, { [field]: saved[field] });
  return state;
}
