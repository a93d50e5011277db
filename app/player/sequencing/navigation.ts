/** NB.2.1 of the SN pseudo code: what a navigation request means where the learner is, or why it means nothing there. */
import type { NavigationRequest } from "../run-time";
import type { SequencingRequest } from "./sequencing-requests";
import type { TerminationRequest } from "./termination";
import { type Activity, commonAncestor, isAvailable, type Tree, upTo } from "./tree";

export type Meaning =
  | { kind: "valid"; termination: TerminationRequest | null; sequencing: SequencingRequest | null }
  | { kind: "refused"; code: string };

/** NB.2.1. */
export function interpret(tree: Tree, request: NavigationRequest): Meaning {
  switch (request.type) {
    case "start":
    case "resumeAll":
      return begin(tree, request.type);
    case "continue":
    case "previous":
      return step(tree, request.type);
    case "choice":
      return choice(tree, tree.activities.get(request.target) ?? null);
    case "jump":
      return jump(tree, tree.activities.get(request.target) ?? null);
    default:
      return end(tree, request.type);
  }
}

const refuse = (code: string): Meaning => ({ kind: "refused", code });

function begin(tree: Tree, type: "start" | "resumeAll"): Meaning {
  if (tree.current) return refuse("NB.2.1-1");
  if (type === "resumeAll" && !tree.suspended) return refuse("NB.2.1-3");
  return { kind: "valid", termination: null, sequencing: { type } };
}

/** What is active ends before something else is sought. */
const after = (current: Activity | null, sequencing: SequencingRequest): Meaning => ({
  kind: "valid",
  termination: current?.tracking.isActive ? "exit" : null,
  sequencing,
});

function step(tree: Tree, type: "continue" | "previous"): Meaning {
  const { current } = tree;
  if (!current) return refuse("NB.2.1-2");
  if (!current.parent) return refuse(type === "continue" ? "NB.2.1-4" : "NB.2.1-6");
  const { flow, forwardOnly } = current.parent.settings.control;
  if (type === "continue" && !flow) return refuse("NB.2.1-4");
  if (type === "previous" && (!flow || forwardOnly)) return refuse("NB.2.1-5");
  return after(current, { type });
}

function choice(tree: Tree, target: Activity | null): Meaning {
  if (!target) return refuse("NB.2.1-11");
  if (target.parent && !target.parent.settings.control.choice) return refuse("NB.2.1-10");
  const { current } = tree;
  if (current && current !== target) {
    const left = upTo(current, commonAncestor(current, target));
    const isKept = left.some(
      (activity) => activity.tracking.isActive && !activity.settings.control.choiceExit,
    );
    if (isKept) return refuse("NB.2.1-8");
  }
  return after(current, { type: "choice", target });
}

/** A jump asks neither for choice nor for preconditions, only whether its target is there (SN §4.3.1). */
function jump(tree: Tree, target: Activity | null): Meaning {
  if (!tree.current) return refuse("NB.2.1-2");
  if (!target || !isAvailable(target)) return refuse("NB.2.1-11");
  return after(tree.current, { type: "jump", target });
}

function end(tree: Tree, type: TerminationRequest): Meaning {
  if (!tree.current) return refuse("NB.2.1-2");
  if ((type === "exit" || type === "abandon") && !tree.current.tracking.isActive)
    return refuse("NB.2.1-12");
  const sequencing = type === "exit" ? null : ({ type: "exit" } as const);
  return { kind: "valid", termination: type, sequencing };
}
