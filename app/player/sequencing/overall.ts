/** OP.1 of the SN pseudo code: one navigation request from the learner or the content, to what comes of it. */
import type { NavigationRequest } from "../run-time";
import { deliver } from "./delivery";
import { interpret } from "./navigation";
import { process, type SequencingRequest } from "./sequencing-requests";
import { endAttempt, terminate, terminateDescendants } from "./termination";
import { type Activity, commonAncestor, type Tree } from "./tree";

export type OverallResult =
  | { kind: "deliver"; activity: Activity; isResumed: boolean }
  /** Nothing is delivered, and the session goes on: the learner chooses. `code` is the exception, if there was one. */
  | { kind: "nothing"; code: string | null }
  | { kind: "ended"; isSuspended: boolean }
  /** Nothing has changed. */
  | { kind: "refused"; code: string };

/** OP.1. */
export function navigate(tree: Tree, request: NavigationRequest): OverallResult {
  const meaning = interpret(tree, request);
  if (meaning.kind === "refused") return meaning;
  let { sequencing } = meaning;
  if (meaning.termination) {
    const ended = terminate(tree, meaning.termination);
    if (ended.kind === "refused") return ended;
    sequencing = ended.request ?? sequencing;
  }
  return sequencing ? follow(tree, sequencing) : { kind: "nothing", code: null };
}

function follow(tree: Tree, request: SequencingRequest): OverallResult {
  const found = process(tree, request);
  switch (found.kind) {
    case "nothing":
      return { kind: "nothing", code: null };
    case "refused":
      return { kind: "nothing", code: found.code };
    case "moved":
      moveTo(tree, found.to);
      return { kind: "nothing", code: found.code };
    case "end":
      return endSession(tree);
    case "deliver":
      return bring(tree, found.activity);
  }
}

function bring(tree: Tree, activity: Activity): OverallResult {
  const delivered = deliver(tree, activity);
  return delivered.kind === "refused"
    ? { kind: "nothing", code: delivered.code }
    : { kind: "deliver", activity, isResumed: delivered.isResumed };
}

/** SB.2.9 14: the target has nothing to deliver, but it is where the learner is now. */
function moveTo(tree: Tree, target: Activity): void {
  if (tree.current) {
    const ancestor = commonAncestor(tree.current, target);
    terminateDescendants(tree, ancestor);
    endAttempt(tree, ancestor);
  }
  tree.current = target;
}

/** SB.2.1 3.1: what is still open above the last activity ends with the session. */
function endSession(tree: Tree): OverallResult {
  if (tree.current && tree.current !== tree.root) {
    terminateDescendants(tree, tree.root);
    endAttempt(tree, tree.root);
  }
  tree.current = null;
  return { kind: "ended", isSuspended: tree.suspended !== null };
}
