/**
 * What the learner could do next: the sequencing processes asked on copies of the tree, as if what is delivered ended now with what
 * it said so far (SN §5.6.1 asks an LMS to offer only what would work).
 */
import type { ContentsLine, ControlState, Controls, NavigationRequest } from "../run-time";
import { choose } from "./choice";
import { whyNotDelivered } from "./delivery";
import { interpret } from "./navigation";
import { navigate } from "./overall";
import { isBarred, precondition } from "./rules";
import type { HideableControl } from "./settings";
import { copyTree } from "./snapshot";
import { terminate } from "./termination";
import { known } from "./tracking";
import { type Activity, pathTo, type Tree } from "./tree";

/** Why an activity cannot be chosen: the `reason` of its line in the contents. */
export type WhyNotChosen =
  | "choice_off"
  | "choice_exit"
  | "stop_forward"
  | "forward_only"
  | "prevent_activation"
  | "constrained"
  | "disabled"
  | "attempt_limit"
  | "nothing_inside";

/** adl.nav.request_valid (SN §5.6.3). */
export function isValid(tree: Tree, request: NavigationRequest): boolean {
  if (request.type === "jump") return interpret(tree, request).kind === "valid";
  if (request.type === "choice") return whatCanBeChosen(tree).get(request.target) === null;
  const { kind } = navigate(copyTree(tree), request);
  return kind === "deliver" || kind === "ended";
}

/** The player's controls; `hidden` are those that the delivered activity brings itself, null when nothing is delivered. */
export function controlsOf(tree: Tree, hidden: HideableControl[] | null): Controls {
  const state = (control: HideableControl, isUsable: () => boolean): ControlState =>
    hidden?.includes(control) ? "hidden" : isUsable() ? "usable" : "unavailable";
  const step = (type: "continue" | "previous") => state(type, () => isValid(tree, { type }));
  const isDelivered = () => hidden !== null;
  return {
    continue: step("continue"),
    previous: step("previous"),
    exit: state("exit", isDelivered),
    exitAll: state("exitAll", () => true),
    suspendAll: state("suspendAll", () => true),
    abandon: state("abandon", isDelivered),
    abandonAll: state("abandonAll", isDelivered),
  };
}

/** The contents list, the organization itself first. What is hidden from choice is not shown, nor anything inside it (SN §3.4.1). */
export function contentsOf(tree: Tree, delivered: string | null): ContentsLine[] {
  const reasons = whatCanBeChosen(tree);
  const lines = (activity: Activity): ContentsLine[] =>
    precondition(tree, activity, "hiddenFromChoice")
      ? []
      : [
          ...(activity.settings.isVisible ? [lineOf(tree, activity, delivered, reasons)] : []),
          ...activity.available.flatMap(lines),
        ];
  return lines(tree.root);
}

function lineOf(
  tree: Tree,
  activity: Activity,
  delivered: string | null,
  reasons: Map<string, WhyNotChosen | null>,
): ContentsLine {
  const completed = known(tree, activity, 0, "completed");
  const satisfied = known(tree, activity, 0, "satisfied");
  return {
    activity: activity.identifier,
    title: activity.settings.title,
    depth: pathTo(activity).length - 1,
    isLaunchable: activity.settings.hasContent,
    isCurrent: activity.identifier === delivered,
    completion: completed === null ? "unknown" : completed ? "completed" : "incomplete",
    success: satisfied === null ? "unknown" : satisfied ? "passed" : "failed",
    reason: reasons.get(activity.identifier) ?? null,
  };
}

/** The answer for every activity; null when it can be chosen. */
function whatCanBeChosen(tree: Tree): Map<string, WhyNotChosen | null> {
  const later = copyTree(tree);
  if (later.current?.tracking.isActive) terminate(later, "exit");
  later.current = tree.current && (later.activities.get(tree.current.identifier) ?? null);
  return new Map(
    [...tree.activities.keys()].map((identifier) => {
      const meaning = interpret(tree, { type: "choice", target: identifier });
      return [
        identifier,
        meaning.kind === "refused" ? wordOf(meaning.code) : whyNot(later, identifier),
      ];
    }),
  );
}

function whyNot(tree: Tree, identifier: string): WhyNotChosen | null {
  const target = tree.activities.get(identifier);
  if (!target) return "disabled";
  const found = choose(tree, target);
  switch (found.kind) {
    case "deliver":
      return whyNotDelivered(tree, found.activity) === null
        ? null
        : barredOr(tree, found.activity, "disabled");
    case "refused":
      return wordOf(found.code);
    case "moved":
      return barredOr(tree, target, "nothing_inside");
    default:
      return "nothing_inside";
  }
}

/** An activity that is barred itself says so, rather than that it could not be reached. */
function barredOr(tree: Tree, activity: Activity, otherwise: WhyNotChosen): WhyNotChosen {
  return pathTo(activity).flatMap((above) => isBarred(tree, above) ?? [])[0] ?? otherwise;
}

const WORDS: Record<string, WhyNotChosen> = {
  "NB.2.1-8": "choice_exit",
  "NB.2.1-10": "choice_off",
  "SB.2.4-1": "stop_forward",
  "SB.2.4-2": "forward_only",
  "SB.2.9-4": "choice_off",
  "SB.2.9-6": "prevent_activation",
  "SB.2.9-7": "choice_exit",
  "SB.2.9-8": "constrained",
};

const wordOf = (code: string): WhyNotChosen => WORDS[code] ?? "disabled";
