/** What the player page and the shell say to each other over the one port. Everything that arrives is parsed before use. */
import {
  CMI_LIMITS,
  COMMIT_LIMITS,
  isObjectiveId,
  isObjectiveValue,
  isStorable,
  storableText,
} from "~/domain/learning/cmi";
import type { CourseStanding } from "~/domain/learning/schema";
import type { NavigationRequest, Session } from "./run-time";
import { parseView, type ViewMessage } from "./view-message";

export type Entry = {
  item: string;
  visit: string;
  seconds: number;
  viewed: boolean;
  cmi: Record<string, string>;
  /** What RunTime.sequencing() gave; null where there is nothing to keep. */
  sequencing: string | null;
  /** Global objectives that this launch has written. */
  objectives: Record<string, string>;
  course: CourseStanding | null;
};

/** Shell → page: the state of a SCO; `mark` grows with every message so that the page can say what it has kept. */
export type StateMessage = { type: "state"; mark: number; entry: Entry };
/** What an earlier shell had not been told was kept, under the launch it belongs to. */
export type Left = { attemptId: string; epoch: number; mark: number; entry: Entry };
/** Shell → page: all of that. */
export type JournalMessage = { type: "journal"; left: Left[] };
export type FromShell =
  | StateMessage
  | JournalMessage
  | ViewMessage
  /** What the learner or the content asked for cannot be; a code of SN's pseudo code, or a reason of a contents line. */
  | { type: "refused"; code: string }
  /** The time an activity allows is over. */
  | { type: "time_up"; exits: boolean }
  /** A value was set and is not kept yet; and the word that nothing came of it. */
  | { type: "changed" | "unchanged" }
  | { type: "ready" | "left" }
  /** There is something of the content to look at; it has loaded; it did not arrive; it has nothing to look at. */
  | { type: "appeared" | "shown" | "missing" | "empty" };

/** What the academy decided for a package that is unlike others. */
export type Rules = {
  /** A lesson that was opened is complete, whatever it reports. */
  viewedCounts: boolean;
  /** How long a SCO may be on the screen without a call before it counts as content that never speaks. */
  silentMs: number;
};

export type OpenMessage = {
  type: "open";
  attemptId: string;
  epoch: number;
  contentPath: string;
  session: Session;
  rules: Rules;
};
export type ToShell =
  | OpenMessage
  /** `visit`: what the learner saw when they asked; null for whatever is there. */
  | { type: "navigate"; request: NavigationRequest; visit: number | null }
  /** Opens what did not arrive once more. */
  | { type: "reload" }
  | { type: "hello" }
  | { type: "kept"; mark: number }
  | { type: "forget"; taken: Omit<Left, "entry">[] }
  /** Takes the content down; the session goes on in another window. */
  | { type: "leave" };

/** The longest visit the server counts; a clock that jumped must not make a commit unacceptable. */
const SECONDS_MAX = 1_000_000;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What the server would refuse as forged is left out here, so that content cannot block its own learner's queue. */
function parseEntry(value: unknown): Entry | null {
  if (!isRecord(value)) return null;
  const { item, visit, seconds, viewed } = value;
  if (typeof item !== "string" || item.length < 1 || item.length > 500) return null;
  if (typeof visit !== "string" || !/^\d{1,6}$/.test(visit)) return null;
  if (typeof seconds !== "number" || typeof viewed !== "boolean") return null;
  const cmi = parseCmi(value.cmi);
  const counted = Math.min(SECONDS_MAX, Math.max(0, Math.round(seconds) || 0));
  const { sequencing, objectives, course } = value;
  return (
    cmi && {
      ...{ item, visit, seconds: counted, viewed, cmi },
      sequencing: isSequencing(sequencing) ? sequencing : null,
      objectives: parseObjectives(objectives),
      course: parseCourse(course),
    }
  );
}

const isSequencing = (value: unknown): value is string =>
  typeof value === "string" && value.length <= COMMIT_LIMITS.sequencing;

function parseObjectives(value: unknown): Record<string, string> {
  const kept = Object.entries(isRecord(value) ? value : {}).filter(
    (pair): pair is [string, string] =>
      isObjectiveId(pair[0]) && typeof pair[1] === "string" && isObjectiveValue(pair[1]),
  );
  return Object.fromEntries(kept.slice(0, COMMIT_LIMITS.objectives));
}

const COMPLETIONS = ["completed", "incomplete", "unknown"] as const;
const SUCCESSES = ["passed", "failed", "unknown"] as const;

function parseCourse(value: unknown): CourseStanding | null {
  if (!isRecord(value)) return null;
  const { organization, scoreScaled } = value;
  const completion = COMPLETIONS.find((known) => known === value.completion);
  const success = SUCCESSES.find((known) => known === value.success);
  if (typeof organization !== "string" || organization.length < 1 || organization.length > 500)
    return null;
  const isScore = typeof scoreScaled === "number" && Math.abs(scoreScaled) <= 1;
  return completion && success
    ? { organization, completion, success, scoreScaled: isScore ? scoreScaled : null }
    : null;
}

function parseCmi(value: unknown): Record<string, string> | null {
  if (!isRecord(value)) return null;
  const cmi = new Map<string, string>();
  let size = 0;
  for (const [element, text] of Object.entries(value)) {
    if (typeof text !== "string" || !isStorable(element, text)) continue;
    size += element.length + storableText(text).length;
    cmi.set(element, text);
    if (size > CMI_LIMITS.total || cmi.size > CMI_LIMITS.elements) return null;
  }
  return Object.fromEntries(cmi);
}

const WORDS = [
  ...(["ready", "appeared", "shown", "missing", "empty"] as const),
  ...(["changed", "unchanged", "left"] as const),
];

/** A message of the shell, or null for anything that is not one: the SCO shares the shell's origin and may forge. */
export function parseFromShell(value: unknown): FromShell | null {
  if (!isRecord(value)) return null;
  const [word] = WORDS.filter((known) => known === value.type);
  if (word) return { type: word };
  if (value.type === "view") return parseView(value);
  if (value.type === "time_up") return { type: "time_up", exits: value.exits === true };
  if (value.type === "refused" && typeof value.code === "string")
    return { type: "refused", code: value.code.slice(0, 100) };
  if (value.type === "state" && isMark(value.mark)) {
    const entry = parseEntry(value.entry);
    return entry && { type: "state", mark: value.mark, entry };
  }
  if (value.type === "journal" && Array.isArray(value.left))
    return { type: "journal", left: value.left.flatMap(parseLeft) };
  return null;
}

function parseLeft(value: unknown): Left[] {
  if (!isRecord(value) || !isMark(value.epoch) || !isMark(value.mark)) return [];
  const { attemptId, epoch, mark } = value;
  const entry = parseEntry(value.entry);
  return entry && typeof attemptId === "string" && UUID.test(attemptId)
    ? [{ attemptId, epoch, mark, entry }]
    : [];
}

const isMark = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MARK_MAX;

const MARK_MAX = 2_000_000_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
