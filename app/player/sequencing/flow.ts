/** Flow: SB.2.1 to SB.2.3 of the SN pseudo code. Pure questions about the tree: nothing is ended or begun here. */
import { isBarred, precondition } from "./rules";
import { type Activity, isFirst, isLast, isLastOverall, isLeaf, sibling, type Tree } from "./tree";

export type Direction = "forward" | "backward";

/** An activity to deliver, the end of the session by walking off the tree, or the exception that stopped the flow. */
export type FlowResult =
  | { kind: "deliver"; activity: Activity }
  | { kind: "end" }
  | { kind: "stopped"; code: string };

export type SequencingResult =
  | { kind: "deliver"; activity: Activity }
  /** The session is over: the tree was walked to its end, or the root was exited. */
  | { kind: "end" }
  /** Nothing is to be delivered and nothing is wrong. */
  | { kind: "nothing" }
  | { kind: "moved"; to: Activity; code: string }
  | { kind: "refused"; code: string };

type Step =
  | { activity: Activity; direction: Direction }
  | { kind: "end" }
  | { kind: "stopped"; code: string };

/** SB.2.3: from the activity (into it, with `enters`) to the first that can be delivered. */
export function flow(
  tree: Tree,
  from: Activity,
  direction: Direction,
  enters: boolean,
): FlowResult {
  const step = traverseTree(from, direction, enters, null);
  return "kind" in step ? step : traverse(tree, step.activity, direction, null);
}

/** SB.2.1. */
function traverseTree(
  activity: Activity,
  given: Direction,
  enters: boolean,
  previous: Direction | null,
): Step {
  const isReversed = previous === "backward" && isLast(activity);
  if (isReversed) return backward(activity.parent?.available[0] ?? activity, enters, true);
  return given === "forward" ? forward(activity, enters) : backward(activity, enters, false);
}

function forward(activity: Activity, enters: boolean): Step {
  if (isLastOverall(activity) || (activity.parent === null && !enters)) return { kind: "end" };
  if (enters && !isLeaf(activity)) {
    const [first] = activity.available;
    return first
      ? { activity: first, direction: "forward" }
      : { kind: "stopped", code: "SB.2.1-2" };
  }
  const next = sibling(activity, 1);
  if (next) return { activity: next, direction: "forward" };
  return activity.parent ? forward(activity.parent, false) : { kind: "end" };
}

function backward(activity: Activity, enters: boolean, isReversed: boolean): Step {
  const { parent } = activity;
  if (parent === null) return { kind: "stopped", code: "SB.2.1-3" };
  if (enters && !isLeaf(activity)) return enterBackward(activity);
  if (!isReversed && parent.settings.control.forwardOnly)
    return { kind: "stopped", code: "SB.2.1-4" };
  if (isFirst(activity)) return backward(parent, false, false);
  const before = sibling(activity, -1);
  return before
    ? { activity: before, direction: "backward" }
    : { kind: "stopped", code: "SB.2.1-3" };
}

/** A cluster that only goes forward is entered at its beginning, from behind too. */
function enterBackward(cluster: Activity): Step {
  const [first] = cluster.available;
  const last = cluster.available.at(-1);
  if (!first || !last) return { kind: "stopped", code: "SB.2.1-2" };
  return cluster.settings.control.forwardOnly
    ? { activity: first, direction: "forward" }
    : { activity: last, direction: "backward" };
}

/** SB.2.2. */
function traverse(
  tree: Tree,
  activity: Activity,
  direction: Direction,
  previous: Direction | null,
): FlowResult {
  if (!activity.parent?.settings.control.flow) return { kind: "stopped", code: "SB.2.2-1" };
  if (precondition(tree, activity, "skip")) return skip(tree, activity, direction, previous);
  const barred = isBarred(tree, activity);
  if (barred) return { kind: "stopped", code: "SB.2.2-2" };
  if (isLeaf(activity)) return { kind: "deliver", activity };
  const step = traverseTree(activity, direction, true, null);
  if ("kind" in step) return step;
  return direction === "backward" && step.direction === "forward"
    ? traverse(tree, step.activity, "forward", "backward")
    : traverse(tree, step.activity, direction, null);
}

function skip(
  tree: Tree,
  activity: Activity,
  direction: Direction,
  previous: Direction | null,
): FlowResult {
  const step = traverseTree(activity, direction, false, previous);
  if ("kind" in step) return step;
  return previous === "backward" && step.direction === "backward"
    ? traverse(tree, step.activity, "backward", null)
    : traverse(tree, step.activity, direction, previous);
}
