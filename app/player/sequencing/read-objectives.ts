/** Objectives and their maps to global objectives: imsss (CAM §5.1.7) and its adlseq extension (CAM §5.1.16). */
import type { XmlNode } from "~/domain/packages/schema";
import { childOf, childrenOf, collapse, flag, text } from "./read-xml";
import type { Field, ObjectiveMap, ObjectiveSettings } from "./settings";

type Names = [Field, string][];

const IMSSS: Names = [
  ["satisfied", "SatisfiedStatus"],
  ["measure", "NormalizedMeasure"],
];
const ADLSEQ: Names = [
  ["raw", "RawScore"],
  ["min", "MinScore"],
  ["max", "MaxScore"],
  ["completed", "CompletionStatus"],
  ["progress", "ProgressMeasure"],
];

/** The primary objective first; an activity whose author wrote none has one without a name. */
export function readObjectives(sequencing: XmlNode): [ObjectiveSettings, ...ObjectiveSettings[]] {
  const objectives = childOf(sequencing, "imsss", "objectives");
  const extended = extendedMaps(sequencing);
  const read = (element: XmlNode | undefined) => readObjective(element, extended);
  return [
    read(childOf(objectives, "imsss", "primaryObjective")),
    ...childrenOf(objectives, "imsss", "objective").map(read),
  ];
}

function extendedMaps(sequencing: XmlNode): Map<string | null, ObjectiveMap[]> {
  const objectives = childOf(sequencing, "adlseq", "objectives");
  return new Map(
    childrenOf(objectives, "adlseq", "objective").map((element) => [
      text(element, "objectiveID"),
      childrenOf(element, "adlseq", "mapInfo").map((map) => readMap(map, ADLSEQ)),
    ]),
  );
}

function readObjective(
  element: XmlNode | undefined,
  extended: Map<string | null, ObjectiveMap[]>,
): ObjectiveSettings {
  const id = text(element, "objectiveID") || null;
  const minimum = Number.parseFloat(childOf(element, "imsss", "minNormalizedMeasure")?.text ?? "");
  return {
    id,
    satisfiedByMeasure: flag(element, "satisfiedByMeasure", false),
    minimumMeasure: Number.isNaN(minimum) ? 1 : minimum,
    maps: [
      ...childrenOf(element, "imsss", "mapInfo").map((map) => readMap(map, IMSSS)),
      ...(id === null ? [] : (extended.get(id) ?? [])),
    ],
  };
}

/** Reading is the default and writing is not. */
const readMap = (map: XmlNode, names: Names): ObjectiveMap => ({
  target: uri(text(map, "targetObjectiveID") ?? ""),
  read: names.filter(([, name]) => flag(map, `read${name}`, true)).map(([field]) => field),
  write: names.filter(([, name]) => flag(map, `write${name}`, false)).map(([field]) => field),
});

/** An anyURI may write its blanks out or escape them; either way it is the same name. */
const uri = (value: string): string => collapse(value.replaceAll("%20", " "));
