/** Sequencing (SCORM 2004 CAM §5, SCORM 1.2 CAM §2.3.2.5.1) that no learner could follow, or that would cost more to follow than a course may. */
import { invalid } from "~/domain/kernel/errors";
import { attribute, childrenOf } from "./manifest-elements";
import type { XmlNode } from "./schema";
import { localName } from "./xml";

const FILE = "imsmanifest.xml";
const LIMITS = { rules: 200, objectives: 500, attempts: 10_000, expanded: 200_000 };

/**
 * Throws invalid: sequencing_loop (a collection's member that refers on), sequencing_too_large, sequencing_out_of_range (a
 * number outside what the standard allows), sequencing_contradicts (an end before its beginning), objective_twice.
 */
export function assertSaneSequencing(root: XmlNode, elements: XmlNode[]): void {
  const sequencings = elements.filter((element) => localName(element.name) === "sequencing");
  assertNoChains(root, sequencings);
  for (const sequencing of sequencings) {
    assertCount(sequencing, "sequencingRules", LIMITS.rules);
    assertCount(sequencing, "rollupRules", LIMITS.rules);
    assertCount(sequencing, "objectives", LIMITS.objectives);
    assertObjectives(sequencing);
    assertLimits(sequencing);
  }
  for (const element of elements) assertRanges(element);
}

const refuse = (reason: string, subject: string) =>
  invalid(reason, { file: FILE, subject: subject.slice(0, 200) });

/** SCORM 2004 CAM §5.1.1: a reference leads to a member of the collection, and a member refers to nothing. */
function assertNoChains(root: XmlNode, sequencings: XmlNode[]): void {
  const sizes = new Map<string, number>();
  for (const member of childrenOf(root, "sequencingCollection").flatMap((all) =>
    childrenOf(all, "sequencing"),
  )) {
    const reference = attribute(member, "IDRef");
    if (reference !== undefined) throw refuse("sequencing_loop", reference);
    sizes.set(attribute(member, "ID") ?? "", sizeOf(member));
  }
  let expanded = 0;
  for (const sequencing of sequencings) {
    expanded += sizes.get(attribute(sequencing, "IDRef") ?? "") ?? 0;
    if (expanded > LIMITS.expanded)
      throw refuse("sequencing_too_large", attribute(sequencing, "IDRef") ?? "");
  }
}

const sizeOf = (node: XmlNode): number =>
  1 +
  Object.keys(node.attributes).length +
  node.children.reduce((sum, child) => sum + sizeOf(child), 0);

function assertCount(sequencing: XmlNode, group: string, limit: number): void {
  const count = childrenOf(sequencing, group).reduce(
    (sum, { children }) => sum + children.length,
    0,
  );
  if (count > limit) throw refuse("sequencing_too_large", `${group}: ${count}`);
}

/** Within one list: adlseq:objectives beside imsss:objectives names the same ones again, to say more of them. */
function assertObjectives(sequencing: XmlNode): void {
  for (const list of childrenOf(sequencing, "objectives")) {
    const seen = new Set<string>();
    for (const objective of list.children) {
      const identifier = attribute(objective, "objectiveID");
      if (identifier === undefined) continue;
      if (seen.has(identifier)) throw refuse("objective_twice", identifier);
      seen.add(identifier);
    }
  }
}

function assertLimits(sequencing: XmlNode): void {
  for (const limits of childrenOf(sequencing, "limitConditions")) {
    const [from, to] = [attribute(limits, "beginTimeLimit"), attribute(limits, "endTimeLimit")];
    if (from && to && Date.parse(from) > Date.parse(to))
      throw refuse("sequencing_contradicts", `${from} > ${to}`);
    within(limits, "attemptLimit", 0, LIMITS.attempts);
  }
}

/** Attributes and elements whose range the standard states. */
const RANGES: [string, number, number][] = [
  ["objectiveMeasureWeight", 0, 1],
  ["minimumPercent", 0, 1],
  ["measureThreshold", -1, 1],
  ["minProgressMeasure", 0, 1],
  ["progressWeight", 0, 1],
  ["minimumCount", 0, 5000],
  ["selectCount", 0, 5000],
];

function assertRanges(element: XmlNode): void {
  const name = localName(element.name);
  if (name === "minNormalizedMeasure") inRange(element.text, name, -1, 1);
  if (name === "masteryscore") inRange(element.text, name, 0, 100);
  for (const [attributeName, low, high] of RANGES) within(element, attributeName, low, high);
}

function within(element: XmlNode, name: string, low: number, high: number): void {
  const value = attribute(element, name);
  if (value !== undefined) inRange(value, name, low, high);
}

/** What is no number at all is untidy, and read as not given. */
function inRange(value: string, name: string, low: number, high: number): void {
  const number = Number(value);
  if (value.trim() !== "" && (number < low || number > high))
    throw refuse("sequencing_out_of_range", `${name} ${value.trim()}`);
}
