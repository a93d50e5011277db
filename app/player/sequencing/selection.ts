/** Selection and randomization of a cluster's children: SR.1 and SR.2 of the SN pseudo code. */
import type { Timing } from "./settings";
import type { Activity, Tree } from "./tree";

/** Before anything is delivered: every cluster that has not been attempted. */
export function arrangeAll(tree: Tree): void {
  for (const activity of tree.activities.values())
    if (activity.tracking.attempts === 0) arrange(tree, activity, ["once", "onEachNewAttempt"]);
}

/** After an attempt on a cluster has ended: for the next one. */
export const arrangeAnew = (tree: Tree, activity: Activity): void =>
  arrange(tree, activity, ["onEachNewAttempt"]);

function arrange(tree: Tree, activity: Activity, timings: Timing[]): void {
  const { selectTiming, selectCount, randomizeTiming, reorderChildren } =
    activity.settings.selection;
  const { isActive, isSuspended } = activity.tracking;
  if (isActive || isSuspended) return;
  if (timings.includes(selectTiming) && selectCount !== null)
    activity.available = select(tree, activity, selectCount);
  if (timings.includes(randomizeTiming) && reorderChildren)
    activity.available = shuffle(tree, activity.available);
}

/** SR.1: so many children, in the order of the author. */
function select(tree: Tree, activity: Activity, count: number): Activity[] {
  const all = activity.children.filter(
    (child) => child.settings.hasContent || child.available.length > 0,
  );
  const chosen = new Set(shuffle(tree, all).slice(0, Math.max(0, count)));
  return all.filter((child) => chosen.has(child));
}

/** SR.2. */
function shuffle(tree: Tree, activities: Activity[]): Activity[] {
  const shuffled = [...activities];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = Math.floor(tree.random() * (last + 1));
    const [one, two] = [shuffled[last], shuffled[other]];
    if (one && two) [shuffled[last], shuffled[other]] = [two, one];
  }
  return shuffled;
}
