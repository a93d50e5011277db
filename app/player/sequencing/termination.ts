/** Ending attempts: UP.3, UP.4 and TB.2.1 to TB.2.3 of the SN pseudo code. */
import { rollUp } from "./rollup";
import { exits, postAction } from "./rules";
import { arrangeAnew } from "./selection";
import type { SequencingRequest } from "./sequencing-requests";
import { record } from "./tracking";
import { type Activity, commonAncestor, isLeaf, pathTo, type Tree, upTo } from "./tree";

export type TerminationRequest = "exit" | "exitAll" | "suspendAll" | "abandon" | "abandonAll";

/** The sequencing request that takes the place of the learner's own (null: none does), or why nothing could be ended. */
export type TerminationResult =
  | { kind: "ended"; request: SequencingRequest | null }
  | { kind: "refused"; code: string };

/** TB.2.3. */
export function terminate(tree: Tree, request: TerminationRequest): TerminationResult {
  const { current } = tree;
  if (!current) return { kind: "refused", code: "TB.2.3-1" };
  if ((request === "exit" || request === "abandon") && !current.tracking.isActive)
    return { kind: "refused", code: "TB.2.3-2" };
  switch (request) {
    case "exit":
      return exit(tree, current);
    case "exitAll":
      return exitAll(tree, null);
    case "suspendAll":
      return suspendAll(tree, current);
    case "abandon":
      current.tracking.isActive = false;
      return { kind: "ended", request: null };
    case "abandonAll":
      for (const activity of pathTo(current)) activity.tracking.isActive = false;
      tree.current = tree.root;
      return { kind: "ended", request: { type: "exit" } };
  }
}

/** UP.4. */
export function endAttempt(tree: Tree, activity: Activity): void {
  const { tracking, settings } = activity;
  if (isLeaf(activity)) {
    if (settings.delivery.tracked && !tracking.isSuspended) conclude(tree, activity);
  } else tracking.isSuspended = activity.children.some((child) => child.tracking.isSuspended);
  tracking.isActive = false;
  rollUp(tree, activity);
  if (!isLeaf(activity)) arrangeAnew(tree, activity);
}

/** What content left unsaid the LMS concludes, unless the author reserves it for the content. */
function conclude(tree: Tree, leaf: Activity): void {
  const { completionSetByContent, objectiveSetByContent } = leaf.settings.delivery;
  const { objectives, hasSaid } = leaf.tracking;
  if (!completionSetByContent && !hasSaid.completion && objectives[0]?.completed === null)
    record(tree, leaf, 0, "completed", true);
  if (!objectiveSetByContent && !hasSaid.success && objectives[0]?.satisfied === null)
    record(tree, leaf, 0, "satisfied", true);
}

/** UP.3: the attempts between the current activity and the given one; neither of the two itself. */
export function terminateDescendants(tree: Tree, activity: Activity): void {
  if (!tree.current) return;
  const ancestor = commonAncestor(tree.current, activity);
  for (const between of upTo(tree.current, ancestor).slice(1)) endAttempt(tree, between);
}

function exit(tree: Tree, current: Activity): TerminationResult {
  endAttempt(tree, current);
  applyExitRules(tree, current);
  for (;;) {
    const at = tree.current;
    if (!at) return { kind: "refused", code: "TB.2.3-1" };
    const action = at.tracking.isSuspended ? null : postAction(tree, at);
    if (action === "exitAll") return exitAll(tree, null);
    if (action === "retryAll") return exitAll(tree, { type: "retry" });
    if (action !== "exitParent") return afterExit(at, action);
    if (!at.parent) return { kind: "refused", code: "TB.2.3-4" };
    tree.current = at.parent;
    endAttempt(tree, at.parent);
  }
}

/** The root has ended: without a retry the session has too. */
function afterExit(
  at: Activity,
  action: "retry" | "continue" | "previous" | null,
): TerminationResult {
  if (at.parent === null && action !== "retry") return { kind: "ended", request: { type: "exit" } };
  return { kind: "ended", request: action && { type: action } };
}

/** TB.2.1: the outermost ancestor whose exit rules apply becomes current, and its attempt ends. */
function applyExitRules(tree: Tree, current: Activity): void {
  const target = current.parent && pathTo(current.parent).find((above) => exits(tree, above));
  if (!target) return;
  terminateDescendants(tree, target);
  endAttempt(tree, target);
  tree.current = target;
}

function exitAll(tree: Tree, request: SequencingRequest | null): TerminationResult {
  const { current } = tree;
  if (current?.tracking.isActive) endAttempt(tree, current);
  terminateDescendants(tree, tree.root);
  endAttempt(tree, tree.root);
  tree.current = tree.root;
  return { kind: "ended", request: request ?? { type: "exit" } };
}

function suspendAll(tree: Tree, current: Activity): TerminationResult {
  const { isActive, isSuspended } = current.tracking;
  if (isActive || isSuspended) {
    rollUp(tree, current);
    tree.suspended = current;
  } else if (current.parent) tree.suspended = current.parent;
  else return { kind: "refused", code: "TB.2.3-3" };
  for (const activity of pathTo(tree.suspended)) {
    activity.tracking.isActive = false;
    activity.tracking.isSuspended = true;
  }
  tree.current = tree.root;
  return { kind: "ended", request: { type: "exit" } };
}
