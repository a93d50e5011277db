/**
 * Between the run-time data of a SCO and the tracking of its activity: RTE §4.2.4, §4.2.17, §4.2.21 and SN §4.2.1. What a SCO said is
 * recorded, what it left unsaid is not touched.
 */
import type { Values } from "./run-time-2004-cmi";
import type { Field } from "./sequencing/settings";
import { objectiveIndex, record, seen } from "./sequencing/tracking";
import type { Activity, ObjectiveState, Tree } from "./sequencing/tree";

const ELEMENTS: Record<Field, string> = {
  satisfied: "success_status",
  measure: "score.scaled",
  completed: "completion_status",
  progress: "progress_measure",
  raw: "score.raw",
  min: "score.min",
  max: "score.max",
};
const FIELDS = Object.keys(ELEMENTS) as Field[];

/**
 * Records what the SCO said; `all` its values, `said` those of them that it set itself. What it said of itself goes before what it
 * said of its primary objective. Nothing of an activity that is not tracked.
 */
export function recordSaid(tree: Tree, activity: Activity, all: Values, said: Values): void {
  if (!activity.settings.delivery.tracked) return;
  const ofPrimary: Values = {};
  for (const [base, id] of objectiveIdentifiers(all)) {
    const index = objectiveIndex(activity, id);
    if (index === 0) Object.assign(ofPrimary, fieldsOf(said, base));
    else if (index !== null) recordFields(tree, activity, index, fieldsOf(said, base));
  }
  const ofItself = { ...ofPrimary, ...fieldsOf(said, "cmi") };
  recordFields(tree, activity, 0, ofItself);
  const { hasSaid } = activity.tracking;
  hasSaid.completion ||= ofItself.completed !== undefined;
  hasSaid.success ||= ofItself.satisfied !== undefined;
}

/** The base element of each objective, and its identifier. */
const objectiveIdentifiers = (values: Values): [string, string][] =>
  Object.entries(values).flatMap(([element, id]): [string, string][] => {
    const base = /^(cmi\.objectives\.\d+)\.id$/.exec(element)?.[1];
    return base === undefined ? [] : [[base, id]];
  });

/** The values by field. */
const fieldsOf = (values: Values, base: string): Values =>
  Object.fromEntries(
    FIELDS.flatMap((field) => {
      const value = values[`${base}.${ELEMENTS[field]}`];
      return value === undefined ? [] : [[field, value]];
    }),
  );

function recordFields(tree: Tree, activity: Activity, index: number, said: Values): void {
  for (const field of FIELDS) {
    const value = said[field];
    if (value !== undefined) record(tree, activity, index, field, parse(field, value), true);
  }
}

function parse(field: Field, text: string): ObjectiveState[Field] {
  if (field === "satisfied") return text === "passed" ? true : text === "failed" ? false : null;
  if (field === "completed") return text === "unknown" ? null : text === "completed";
  return field === "measure" || field === "progress" ? Number(text) : text;
}

/** RTE §4.2.17: cmi.objectives as a SCO finds them, those of the manifest first and with what is known of them, then its own. */
export function objectiveValues(tree: Tree, activity: Activity, saved: Values): Values {
  const values: Values = {};
  const before = new Map(objectiveIdentifiers(saved).map(([base, id]) => [id, base]));
  const named = activity.settings.objectives.flatMap(({ id }) => (id === null ? [] : [id]));
  [...new Set([...named, ...before.keys()])].forEach((id, position) => {
    const base = `cmi.objectives.${position}`;
    values[`${base}.id`] = id;
    copyObjective(saved, before.get(id), base, values);
    const index = objectiveIndex(activity, id);
    if (index !== null) Object.assign(values, knownFields(tree, activity, index, base));
  });
  return values;
}

function copyObjective(saved: Values, from: string | undefined, to: string, values: Values): void {
  for (const [element, value] of Object.entries(saved))
    if (from && element.startsWith(`${from}.`)) values[to + element.slice(from.length)] = value;
}

function knownFields(tree: Tree, activity: Activity, index: number, base: string): Values {
  const values: Values = {};
  for (const field of FIELDS) {
    const value = seen(tree, activity, index, field);
    if (value !== null) values[`${base}.${ELEMENTS[field]}`] = write(field, value);
  }
  return values;
}

function write(field: Field, value: boolean | number | string): string {
  if (field === "satisfied") return value ? "passed" : "failed";
  if (field === "completed") return value ? "completed" : "incomplete";
  return typeof value === "number" ? decimal(value) : String(value);
}

/** real(10,7), with a decimal point for whole numbers as the specification prints its own defaults. */
export const decimal = (value: number): string =>
  Number.isInteger(value) ? value.toFixed(1) : String(Number(value.toFixed(7)));
