/** Choice: SB.2.4 and SB.2.9 of the SN pseudo code, up to the point where the target has been reached. Pure questions. */
import { flow, type SequencingResult } from "./flow";
import { precondition } from "./rules";
import {
  type Activity,
  commonAncestor,
  isAvailable,
  isBefore,
  isFirst,
  isLast,
  isLeaf,
  isWithin,
  pathTo,
  sibling,
  type Tree,
  upTo,
} from "./tree";

/** SB.2.9. `moved`: the target was reached and has nothing to deliver, so that it becomes current and the attempt above it ends. */
export function choose(tree: Tree, target: Activity): SequencingResult {
  const code = whyNotChosen(tree, target);
  if (code) return { kind: "refused", code };
  if (isLeaf(target)) return { kind: "deliver", activity: target };
  const reached = flow(tree, target, "forward", true);
  return reached.kind === "deliver" ? reached : { kind: "moved", to: target, code: "SB.2.9-9" };
}

function whyNotChosen(tree: Tree, target: Activity): string | null {
  const path = pathTo(target);
  if (!path.every(isAvailable)) return "SB.2.9-2";
  if (path.some((activity) => precondition(tree, activity, "hiddenFromChoice"))) return "SB.2.9-3";
  if (target.parent && !target.parent.settings.control.choice) return "SB.2.9-4";
  return whyNotReached(tree, target);
}

function whyNotReached(tree: Tree, target: Activity): string | null {
  const { current } = tree;
  if (current === target) return null;
  const ancestor = current ? commonAncestor(current, target) : tree.root;
  if (current?.parent && current.parent === target.parent)
    return alongSiblings(tree, current, target);
  if (current === null || current === ancestor) return downTo(tree, ancestor, target);
  if (target === ancestor) return out(upTo(current, ancestor));
  return across(tree, current, ancestor, target);
}

/** Case: siblings. Every one passed on the way must let the learner through. */
function alongSiblings(tree: Tree, current: Activity, target: Activity): string | null {
  const siblings = current.parent?.available ?? [];
  const from = siblings.indexOf(current);
  const to = siblings.indexOf(target);
  if (to < from)
    return (
      siblings
        .slice(to + 1, from + 1)
        .map(whyNotBack)
        .find(Boolean) ?? null
    );
  return whyNotForward(tree, siblings.slice(from, to));
}

/** SB.2.4 forward. */
const whyNotForward = (tree: Tree, path: Activity[]): string | null =>
  path.some((activity) => precondition(tree, activity, "stopForwardTraversal")) ? "SB.2.4-1" : null;

/** SB.2.4 backward. */
const whyNotBack = (activity: Activity): string | null =>
  activity.parent?.settings.control.forwardOnly ? "SB.2.4-2" : null;

/** Case: from the common ancestor, or from the root when nothing is current. */
function downTo(tree: Tree, ancestor: Activity, target: Activity): string | null {
  const path = upTo(target, ancestor).slice(1).concat(ancestor);
  return whyNotForward(tree, path) ?? whyNotActivated(path, ancestor);
}

const whyNotActivated = (path: Activity[], ancestor: Activity): string | null =>
  path.some(
    (activity) =>
      activity !== ancestor &&
      !activity.tracking.isActive &&
      activity.settings.control.preventActivation,
  )
    ? "SB.2.9-6"
    : null;

/** Every cluster that is left must allow it. */
const out = (path: Activity[]): string | null =>
  path.some((activity) => !activity.settings.control.choiceExit) ? "SB.2.9-7" : null;

/** Case: another branch of the common ancestor. */
function across(
  tree: Tree,
  current: Activity,
  ancestor: Activity,
  target: Activity,
): string | null {
  const left = upTo(current, ancestor);
  const path = upTo(target, ancestor).slice(1).concat(ancestor);
  const isForward = isBefore(current, target);
  return (
    out(left) ??
    whyConstrained(left, target) ??
    (isForward ? whyNotForward(tree, path) : null) ??
    whyNotActivated(path, ancestor)
  );
}

/** A constrained cluster lets the learner go only to what comes next to it. */
function whyConstrained(left: Activity[], target: Activity): string | null {
  const constrained = left.find((activity) => activity.settings.control.constrainChoice);
  if (!constrained) return null;
  const next = neighbour(constrained, isBefore(constrained, target) ? 1 : -1);
  return isWithin(target, next) || target === constrained ? null : "SB.2.9-8";
}

/** SB.2.9.1 and SB.2.9.2: the activity that comes next to this one; itself at the end of the tree. */
function neighbour(activity: Activity, by: 1 | -1): Activity {
  let at: Activity = activity;
  while (at.parent && (by === 1 ? isLast(at) : isFirst(at))) at = at.parent;
  return sibling(at, by) ?? activity;
}
