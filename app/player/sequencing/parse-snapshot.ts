/**
 * The door for stored sequencing state: it was kept through content's own origin and may hold anything. What is not as it should be is
 * left out, so that no state, however broken, keeps a learner from their course.
 */
import type { KnownFields, SavedActivity, Snapshot } from "./snapshot";
import { FIELDS } from "./tree";

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const entriesOf = (value: unknown): [string, unknown][] =>
  isRecord(value) ? Object.entries(value) : [];

const identifier = (value: unknown): string | null => (typeof value === "string" ? value : null);

/** A snapshot from any value. */
export function parseSnapshot(value: unknown): Snapshot {
  const given = isRecord(value) ? value : {};
  return {
    current: identifier(given.current),
    suspended: identifier(given.suspended),
    activities: mapOf(given.activities, parseActivity),
    globals: mapOf(given.globals, parseFields),
    written: textsIn(given.written),
  };
}

/** A record of texts, or of numbers, from any value. */
export const parseTexts = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    entriesOf(value).flatMap(([name, text]) => (typeof text === "string" ? [[name, text]] : [])),
  );
export const parseNumbers = (value: unknown): Record<string, number> =>
  Object.fromEntries(
    entriesOf(value).flatMap(([name, number]) =>
      typeof number === "number" && Number.isFinite(number) ? [[name, number]] : [],
    ),
  );

const mapOf = <Part>(value: unknown, parse: (part: unknown) => Part): Record<string, Part> =>
  Object.fromEntries(entriesOf(value).map(([name, part]) => [name, parse(part)]));

function parseActivity(value: unknown): SavedActivity {
  const given = isRecord(value) ? value : {};
  const { attempts, objectives, older, hasSaid, available } = given;
  return {
    isActive: given.isActive === true,
    isSuspended: given.isSuspended === true,
    attempts: typeof attempts === "number" && attempts > 0 ? Math.floor(attempts) : 0,
    objectives: listOf(objectives).map(parseFields),
    older: listOf(older).map((fields) => FIELDS.filter((field) => listOf(fields).includes(field))),
    hasSaid: {
      completion: isRecord(hasSaid) && hasSaid.completion === true,
      success: isRecord(hasSaid) && hasSaid.success === true,
    },
    available: textsIn(available),
  };
}

const textsIn = (value: unknown): string[] =>
  listOf(value).filter((text) => typeof text === "string");

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const TYPES = {
  satisfied: "boolean",
  completed: "boolean",
  measure: "number",
  progress: "number",
  raw: "string",
  min: "string",
  max: "string",
} as const;

/** What is known of an objective, from any value. */
export function parseFields(value: unknown): KnownFields {
  const given = isRecord(value) ? value : {};
  return Object.fromEntries(
    FIELDS.filter((field) => typeof given[field] === TYPES[field]).map((field) => [
      field,
      given[field],
    ]),
  );
}
