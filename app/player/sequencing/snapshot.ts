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

export type KnownFields = Partial<ObjectiveState>;
export type SavedActivity = Partial<Omit<Tracking, "objectives">> & {
  objectives?: KnownFields[];
  available?: string[];
};

export type Snapshot = {
  current: string | null;
  suspended: string | null;
  activities: Record<string, SavedActivity>;
  globals: Record<string, KnownFields>;
  /** Global objectives whose readers wait for rollup. */
  written: string[];
};

/** A copy that the tree's later changes do not touch. */
export function takeSnapshot(tree: Tree): Snapshot {
  const saved = [...tree.activities].map(([identifier, activity]) => [
    identifier,
    saveActivity(activity),
  ]);
  return {
    current: tree.current?.identifier ?? null,
    suspended: tree.suspended?.identifier ?? null,
    activities: Object.fromEntries(saved.filter(([, one]) => Object.keys(one ?? {}).length > 0)),
    globals: Object.fromEntries([...tree.globals].map(([id, state]) => [id, knownFields(state)])),
    written: [...tree.written],
  };
}

/** Only what is not as in the beginning; the order of the children where chance made it. */
function saveActivity({ tracking, settings, available }: Activity): SavedActivity {
  const { isActive, isSuspended, attempts, older, hasSaid } = tracking;
  const objectives = tracking.objectives.map(knownFields);
  const { selectTiming, randomizeTiming } = settings.selection;
  return {
    ...(isActive && { isActive }),
    ...(isSuspended && { isSuspended }),
    ...(attempts > 0 && { attempts }),
    ...(objectives.some((state) => Object.keys(state).length > 0) && { objectives }),
    ...(older.some((fields) => fields.length > 0) && { older: older.map((one) => [...one]) }),
    ...((hasSaid.completion || hasSaid.success) && { hasSaid: { ...hasSaid } }),
    ...((selectTiming !== "never" || randomizeTiming !== "never") && {
      available: available.map((child) => child.identifier),
    }),
  };
}

const knownFields = (state: ObjectiveState): KnownFields =>
  Object.fromEntries(Object.entries(state).filter(([, value]) => value !== null));

/** An independent tree in the same state, for a question that must not change anything. */
export function copyTree(tree: Tree): Tree {
  const copy = plantTree(tree.root.settings, tree.random);
  for (const [identifier, activity] of tree.activities) {
    const twin = copy.activities.get(identifier);
    if (twin) copyActivity(activity, twin);
  }
  copy.current = find(copy, tree.current?.identifier ?? null);
  copy.suspended = find(copy, tree.suspended?.identifier ?? null);
  copy.globals = new Map(tree.globals);
  copy.written = new Set(tree.written);
  return copy;
}

function copyActivity({ tracking, available }: Activity, twin: Activity): void {
  twin.tracking = {
    ...tracking,
    objectives: tracking.objectives.map((state) => ({ ...state })),
    older: [...tracking.older],
    hasSaid: { ...tracking.hasSaid },
  };
  twin.available = named(
    twin,
    available.map((child) => child.identifier),
  );
}

function named(parent: Activity, identifiers: string[]): Activity[] {
  const children = new Map(parent.children.map((child) => [child.identifier, child]));
  return identifiers.flatMap((identifier) => children.get(identifier) ?? []);
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
  tree.written = new Set(snapshot.written);
}

const find = (tree: Tree, identifier: string | null): Activity | null =>
  (identifier !== null && tree.activities.get(identifier)) || null;

function restoreActivity(activity: Activity, saved: SavedActivity): void {
  const { available, ...tracking } = saved;
  const { objectives } = activity.settings;
  activity.tracking = {
    ...activity.tracking,
    ...tracking,
    objectives: objectives.map((_, index) => whole(tracking.objectives?.[index])),
    older: objectives.map((_, index) => tracking.older?.[index] ?? []),
  };
  const children = named(activity, available ?? []);
  if (children.length > 0) activity.available = children;
}

function whole(saved: KnownFields | undefined): ObjectiveState {
  const state = unknownObjective();
  for (const field of FIELDS)
    if (saved?.[field] !== undefined) Object.assign(state, { [field]: saved[field] });
  return state;
}

/** Takes in the learner's global objectives. */
export function adoptGlobals(tree: Tree, globals: Record<string, KnownFields>): void {
  for (const [id, state] of Object.entries(globals)) tree.globals.set(id, whole(state));
}

/** The global objectives that this session has written, each as JSON. */
export const touchedGlobals = (tree: Tree): Record<string, string> =>
  Object.fromEntries(
    [...tree.touched].map((id) => [
      id,
      JSON.stringify(knownFields(tree.globals.get(id) ?? unknownObjective())),
    ]),
  );
