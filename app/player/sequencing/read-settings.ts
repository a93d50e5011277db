/**
 * From an imported organization to the sequencing definition of its activities. Elements are told apart by namespace and name:
 * imsss:objectives and adlseq:objectives are two different things.
 */
import type { Organization, Activity as PackageActivity, XmlNode } from "~/domain/packages/schema";
import { readObjectives } from "./read-objectives";
import { readPostRules, readPreRules, readRollupRules, readRules } from "./read-rules";
import { childOf, childrenOf, flag, number, text, word } from "./read-xml";
import type { ActivitySettings, HideableControl, Timing } from "./settings";

/** The whole tree; the organization itself is its root (SN §3.1). */
export function readSettings(organization: Organization): ActivitySettings {
  return {
    ...sequencingOf(organization.sequencing),
    identifier: organization.identifier,
    title: organization.title,
    isVisible: true,
    hasContent: false,
    isSco: false,
    children: organization.activities.map(readActivity),
  };
}

function readActivity(activity: PackageActivity): ActivitySettings {
  const isLeaf = activity.children.length === 0;
  return {
    ...sequencingOf(activity.sequencing),
    identifier: activity.identifier,
    title: activity.title,
    isVisible: activity.visible,
    hasContent: isLeaf && activity.href !== null,
    isSco: isLeaf && activity.kind === "sco",
    children: activity.children.map(readActivity),
  };
}

type Sequencing = Omit<
  ActivitySettings,
  "identifier" | "title" | "isVisible" | "hasContent" | "isSco" | "children"
>;

function sequencingOf(elements: XmlNode[]): Sequencing {
  const merged = mergeSequencing(elements);
  const limits = childOf(merged, "imsss", "limitConditions");
  const rules = childOf(merged, "imsss", "sequencingRules");
  return {
    control: readControl(merged),
    preRules: readPreRules(rules),
    exitRules: readRules(rules, "exitConditionRule", ["exit"]),
    postRules: readPostRules(rules),
    attemptLimit: number(limits, "attemptLimit", null),
    maxTimeAllowed: text(limits, "attemptAbsoluteDurationLimit"),
    rollup: readRollupRules(merged),
    objectives: readObjectives(merged),
    completion: readCompletion(elements),
    selection: readSelection(merged),
    delivery: readDelivery(merged),
    hidden: readHidden(elements),
    sharedData: readSharedData(elements),
  };
}

/** CAM §5.1.1: what an item says itself replaces the element of the same name in the collection it refers to; the referred comes first. */
function mergeSequencing(elements: XmlNode[]): XmlNode {
  const merged = new Map<string, XmlNode>();
  for (const sequencing of childrenOf({ children: elements }, "imsss", "sequencing")) {
    for (const name of new Set(sequencing.children.map((child) => child.name))) merged.delete(name);
    for (const child of sequencing.children)
      if (!merged.has(child.name)) merged.set(child.name, child);
  }
  return { name: "", attributes: {}, text: "", children: [...merged.values()] };
}

function readControl(sequencing: XmlNode): ActivitySettings["control"] {
  const mode = childOf(sequencing, "imsss", "controlMode");
  const constraint = childOf(sequencing, "adlseq", "constrainedChoiceConsiderations");
  return {
    choice: flag(mode, "choice", true),
    choiceExit: flag(mode, "choiceExit", true),
    flow: flag(mode, "flow", false),
    forwardOnly: flag(mode, "forwardOnly", false),
    useCurrentAttemptObjectiveInfo: flag(mode, "useCurrentAttemptObjectiveInfo", true),
    useCurrentAttemptProgressInfo: flag(mode, "useCurrentAttemptProgressInfo", true),
    preventActivation: flag(constraint, "preventActivation", false),
    constrainChoice: flag(constraint, "constrainChoice", false),
  };
}

/** CAM §3.4.1.15 (4th edition): attributes; before it, the threshold alone as text. */
function readCompletion(elements: XmlNode[]): ActivitySettings["completion"] {
  const element = childOf({ children: elements }, "adlcp", "completionThreshold");
  const older = element && element.text.trim() !== "" ? Number(element.text) : Number.NaN;
  if (!Number.isNaN(older)) return { byMeasure: true, minimum: older, weight: 1 };
  return {
    byMeasure: flag(element, "completedByMeasure", false),
    minimum: number(element, "minProgressMeasure", 1),
    weight: number(element, "progressWeight", 1),
  };
}

const TIMINGS: readonly Timing[] = ["never", "once", "onEachNewAttempt"];

function readSelection(sequencing: XmlNode): ActivitySettings["selection"] {
  const controls = childOf(sequencing, "imsss", "randomizationControls");
  return {
    selectTiming: word(controls, "selectionTiming", TIMINGS, "never"),
    selectCount: number(controls, "selectCount", null),
    randomizeTiming: word(controls, "randomizationTiming", TIMINGS, "never"),
    reorderChildren: flag(controls, "reorderChildren", false),
  };
}

function readDelivery(sequencing: XmlNode): ActivitySettings["delivery"] {
  const controls = childOf(sequencing, "imsss", "deliveryControls");
  return {
    tracked: flag(controls, "tracked", true),
    completionSetByContent: flag(controls, "completionSetByContent", false),
    objectiveSetByContent: flag(controls, "objectiveSetByContent", false),
  };
}

const HIDEABLE: readonly HideableControl[] = [
  "continue",
  "previous",
  "exit",
  "exitAll",
  "abandon",
  "abandonAll",
  "suspendAll",
];

/** CAM §5.2.1 adlnav:hideLMSUI. */
function readHidden(elements: XmlNode[]): HideableControl[] {
  const hidden = childrenOf({ children: elements }, "adlnav", "presentation")
    .flatMap((presentation) => childrenOf(presentation, "adlnav", "navigationInterface"))
    .flatMap((navigation) => childrenOf(navigation, "adlnav", "hideLMSUI"))
    .map((element) => element.text.trim());
  return HIDEABLE.filter((control) => hidden.includes(control));
}

/** CAM §3.4.1.16 adlcp:data (4th edition). */
function readSharedData(elements: XmlNode[]): ActivitySettings["sharedData"] {
  return childrenOf({ children: elements }, "adlcp", "data")
    .flatMap((data) => childrenOf(data, "adlcp", "map"))
    .map((map) => ({
      target: text(map, "targetID") ?? "",
      read: flag(map, "readSharedData", true),
      write: flag(map, "writeSharedData", true),
    }));
}
