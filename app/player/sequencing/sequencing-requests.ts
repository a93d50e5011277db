/** Sequencing requests: SB.2.5 to SB.2.13 of the SN pseudo code. Pure questions: what would be delivered, and why nothing. */
import { choose } from "./choice";
import { type FlowResult, flow, type SequencingResult } from "./flow";
import { type Activity, isLeaf, type Tree } from "./tree";

export type SequencingRequest =
  | { type: "start" | "resumeAll" | "continue" | "previous" | "retry" | "exit" }
  | { type: "choice" | "jump"; target: Activity };

/** SB.2.12. */
export function process(tree: Tree, request: SequencingRequest): SequencingResult {
  switch (request.type) {
    case "start":
      return start(tree);
    case "resumeAll":
      return resumeAll(tree);
    case "continue":
      return step(tree, "forward");
    case "previous":
      return step(tree, "backward");
    case "retry":
      return retry(tree);
    case "exit":
      return exit(tree);
    case "choice":
      return choose(tree, request.target);
    case "jump":
      return tree.current
        ? { kind: "deliver", activity: request.target }
        : { kind: "refused", code: "SB.2.13-1" };
  }
}

const result = (found: FlowResult): SequencingResult =>
  found.kind === "stopped" ? { kind: "refused", code: found.code } : found;

/** SB.2.5. */
function start(tree: Tree): SequencingResult {
  if (tree.current) return { kind: "refused", code: "SB.2.5-1" };
  if (isLeaf(tree.root)) return { kind: "deliver", activity: tree.root };
  return result(flow(tree, tree.root, "forward", true));
}

/** SB.2.6. */
function resumeAll(tree: Tree): SequencingResult {
  if (tree.current) return { kind: "refused", code: "SB.2.6-1" };
  return tree.suspended
    ? { kind: "deliver", activity: tree.suspended }
    : { kind: "refused", code: "SB.2.6-2" };
}

/** SB.2.7 and SB.2.8. */
function step(tree: Tree, direction: "forward" | "backward"): SequencingResult {
  const section = direction === "forward" ? "SB.2.7" : "SB.2.8";
  const { current } = tree;
  if (!current) return { kind: "refused", code: `${section}-1` };
  if (current.parent && !current.parent.settings.control.flow)
    return { kind: "refused", code: `${section}-2` };
  return result(flow(tree, current, direction, false));
}

/** SB.2.10. */
function retry(tree: Tree): SequencingResult {
  const { current } = tree;
  if (!current) return { kind: "refused", code: "SB.2.10-1" };
  if (current.tracking.isActive || current.tracking.isSuspended)
    return { kind: "refused", code: "SB.2.10-2" };
  if (isLeaf(current)) return { kind: "deliver", activity: current };
  const found = flow(tree, current, "forward", true);
  return found.kind === "deliver" ? found : { kind: "refused", code: "SB.2.10-3" };
}

/** SB.2.11. */
function exit(tree: Tree): SequencingResult {
  const { current } = tree;
  if (!current) return { kind: "refused", code: "SB.2.11-1" };
  if (current.tracking.isActive) return { kind: "refused", code: "SB.2.11-2" };
  return current.parent === null ? { kind: "end" } : { kind: "nothing" };
}
