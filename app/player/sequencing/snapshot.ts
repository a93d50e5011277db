/**
 * The sequencing state as plain data, to be stored with the attempt and taken up again by the next launch. It travels with every
 * commit, so that what was never touched and what is not known is left out.
 */
import {
  type Activity,
  FIELDS,
  type ObjectiveState,
  plantTree,
  type Tracking,
  type Tree,
  unknownObjective,
} from "./tree";

type KnownFields = Partial<ObjectiveState>;
type SavedTracking = Omit<Tracking, "objectives"> & { objectives: KnownFields[] };
type SavedActivity = { tracking: SavedTracking; available?: string[] };

export type Snapshot = {
  current: string | null;
  suspended: string | null;
  activities: Record<string, SavedActivity>;
  globals: Record<string, KnownFields>;
};

/** A copy that the tree's later changes do not touch. */
export function takeSnapshot(tree: Tree): Snapshot {
  const untouched = plantTree(tree.root.settings, tree.random);
  const activities: Snapshot["activities"] = {};
  for (const [identifier, activity] of tree.activities) {
    const saved = JSON.stringify(saveActivity(activity));
    const before = untouched.activities.get(identifier);
    if (!before || saved !== JSON.stringify(saveActivity(before)))
      activities[identifier] = JSON.parse(saved) as SavedActivity;
  }
  return {
    current: tree.current?.identifier ?? null,
    suspended: tree.suspended?.identifier ?? null,
    activities,
    globals: Object.fromEntries([...tree.globals].map(([id, state]) => [id, knownFields(state)])),
  };
}

/** The order of the children is kept where chance made it. */
function saveActivity({ tracking, settings, available }: Activity): SavedActivity {
  const { selectTiming, randomizeTiming } = settings.selection;
  const isArranged = selectTiming !== "never" || randomizeTiming !== "never";
  return {
    tracking: { ...tracking, objectives: tracking.objectives.map(knownFields) },
    ...(isArranged ? { available: available.map((child) => child.identifier) } : {}),
  };
}

const knownFields = (state: ObjectiveState): KnownFields =>
  Object.fromEntries(Object.entries(state).filter(([, value]) => value !== null));

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

function restoreActivity(activity: Activity, { tracking, available }: SavedActivity): void {
  const { objectives } = activity.settings;
  activity.tracking = {
    ...activity.tracking,
    ...tracking,
    objectives: objectives.map((_, index) => whole(tracking.objectives[index])),
    older: objectives.map((_, index) => tracking.older[index] ?? []),
  };
  const children = (available ?? []).flatMap((identifier) =>
    activity.children.filter((child) => child.identifier === identifier),
  );
  if (children.length > 0) activity.available = children;
}

function whole(saved: KnownFields | undefined): ObjectiveState {
  const state = unknownObjective();
  for (const field of FIELDS)
    if (saved?.[field] !== undefined) Object.assign(state, { [field]: saved[field] });
  return state;
}

/** Takes in the learner's global objectives as `touchedGlobals` of any package wrote them; what is none is left out. */
export function adoptGlobals(tree: Tree, objectives: Record<string, string>): void {
  for (const [id, state] of Object.entries(objectives))
    tree.globals.set(id, whole(JSON.parse(state) as KnownFields));
}

/** The global objectives that this session has written, each as JSON. */
export const touchedGlobals = (tree: Tree): Record<string, string> =>
  Object.fromEntries(
    [...tree.touched].map((id) => [
      id,
      JSON.stringify(knownFields(tree.globals.get(id) ?? unknownObjective())),
    ]),
  );
