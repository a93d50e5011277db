/**
 * The SCORM 1.2 data model as the specification has it (RTE §3.4.4 and the data types of §3.4.2): which element a SCO may read and
 * write, and which values it takes. Where real packages need more than the specification grants, it says so.
 */

export type Element = {
  access: "read" | "write" | "both";
  takes: (value: string) => boolean;
};

type Takes = Element["takes"];

/** What may be stored of one value, here and on the server. */
const VALUE_MAX = 64_000;

const text =
  (length: number): Takes =>
  (value) =>
    value.length <= length;
const pattern =
  (expression: RegExp): Takes =>
  (value) =>
    expression.test(value);
const oneOf =
  (...words: string[]): Takes =>
  (value) =>
    words.includes(value);
const either =
  (...kinds: Takes[]): Takes =>
  (value) =>
    kinds.some((takes) => takes(value));
const between =
  (low: number, high: number, kind: Takes): Takes =>
  (value) =>
    kind(value) && Number(value) >= low && Number(value) <= high;

const STRING_255 = text(255);
const STRING_4096 = text(4096);
/** No white space, nothing that cannot be printed. */
const IDENTIFIER = pattern(/^[\x21-\x7e]{1,255}$/);
const DECIMAL = pattern(/^-?(\d{1,10}(\.\d*)?|\.\d+)$/);
const SIGNED_INTEGER = pattern(/^-?\d{1,10}$/);
const TIME = pattern(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/);
const TIMESPAN = pattern(/^\d{2,4}:\d\d:\d\d(\.\d{1,2})?$/);
const BLANK = oneOf("");
const SCORE = either(BLANK, between(0, 100, DECIMAL));
const STATUS = ["passed", "completed", "failed", "incomplete", "browsed"];
/** The specification grants suspend data 4096 characters and an answer 255. Courses write more, and what they write is a learner's work. */
const GENEROUS = text(VALUE_MAX);

const READ: Element = { access: "read", takes: () => false };
const write = (takes: Takes): Element => ({ access: "write", takes });
const both = (takes: Takes): Element => ({ access: "both", takes });

/** Every element that is not a keyword; `n` stands for an index. */
export const ELEMENTS: ReadonlyMap<string, Element> = new Map([
  ["cmi.core.student_id", READ],
  ["cmi.core.student_name", READ],
  ["cmi.core.lesson_location", both(STRING_255)],
  ["cmi.core.credit", READ],
  // only the LMS says that nothing was attempted
  ["cmi.core.lesson_status", both(oneOf(...STATUS))],
  ["cmi.core.entry", READ],
  ["cmi.core.score.raw", both(SCORE)],
  ["cmi.core.score.max", both(SCORE)],
  ["cmi.core.score.min", both(SCORE)],
  ["cmi.core.total_time", READ],
  ["cmi.core.lesson_mode", READ],
  // the 2004 word for an end without a word is taken for the empty text of 1.2
  ["cmi.core.exit", write(oneOf("time-out", "suspend", "logout", "", "normal"))],
  ["cmi.core.session_time", write(TIMESPAN)],
  ["cmi.suspend_data", both(GENEROUS)],
  ["cmi.launch_data", READ],
  ["cmi.comments", both(STRING_4096)],
  ["cmi.comments_from_lms", READ],
  ["cmi.objectives.n.id", both(IDENTIFIER)],
  ["cmi.objectives.n.score.raw", both(SCORE)],
  ["cmi.objectives.n.score.max", both(SCORE)],
  ["cmi.objectives.n.score.min", both(SCORE)],
  ["cmi.objectives.n.status", both(oneOf(...STATUS, "not attempted"))],
  ["cmi.student_data.mastery_score", READ],
  ["cmi.student_data.max_time_allowed", READ],
  ["cmi.student_data.time_limit_action", READ],
  ["cmi.student_preference.audio", both(between(-1, 100, SIGNED_INTEGER))],
  ["cmi.student_preference.language", both(STRING_255)],
  ["cmi.student_preference.speed", both(between(-100, 100, SIGNED_INTEGER))],
  ["cmi.student_preference.text", both(between(-1, 1, SIGNED_INTEGER))],
  ["cmi.interactions.n.id", write(IDENTIFIER)],
  ["cmi.interactions.n.objectives.n.id", write(IDENTIFIER)],
  ["cmi.interactions.n.time", write(TIME)],
  [
    "cmi.interactions.n.type",
    write(
      oneOf(
        ...["true-false", "choice", "fill-in", "matching"],
        ...["performance", "sequencing", "likert", "numeric"],
      ),
    ),
  ],
  ["cmi.interactions.n.correct_responses.n.pattern", write(GENEROUS)],
  ["cmi.interactions.n.weighting", write(DECIMAL)],
  ["cmi.interactions.n.student_response", write(GENEROUS)],
  // the 2004 word for a wrong answer is understood
  [
    "cmi.interactions.n.result",
    write(either(oneOf("correct", "wrong", "incorrect", "unanticipated", "neutral"), DECIMAL)),
  ],
  ["cmi.interactions.n.latency", write(TIMESPAN)],
]);

const GROUPS = [
  ...["cmi.core", "cmi.core.score", "cmi.objectives", "cmi.objectives.n", "cmi.objectives.n.score"],
  ...["cmi.student_data", "cmi.student_preference", "cmi.interactions", "cmi.interactions.n"],
  ...["cmi.interactions.n.objectives", "cmi.interactions.n.correct_responses"],
];

/** What has `_children`, and what has `_count`. */
const CHILDREN = new Set([
  ...["cmi", "cmi.core", "cmi.core.score", "cmi.objectives", "cmi.objectives.n.score"],
  ...["cmi.student_data", "cmi.student_preference", "cmi.interactions"],
]);
const COUNT = new Set([
  ...["cmi.objectives", "cmi.interactions"],
  ...["cmi.interactions.n.objectives", "cmi.interactions.n.correct_responses"],
]);

/** The name of an element with `n` for every index; an index that is no number, or has leading zeros, is none. */
export const nameOf = (element: string): string =>
  element.replace(/\.(0|[1-9]\d{0,8})(?=\.|$)/g, ".n");

const KEYWORD = /^(.+)\._(children|count|version)$/;

/** The code of RTE §3.3.4 for reading an element, as far as the name alone tells. */
export function readingError(element: string): "0" | "201" | "202" | "203" | "401" | "404" {
  if (element === "") return "201";
  const [, parent = "", keyword] = KEYWORD.exec(nameOf(element)) ?? [];
  if (keyword === "version") return parent === "cmi" ? "0" : "401";
  if (keyword === "children") return CHILDREN.has(parent) ? "0" : isElement(parent) ? "202" : "401";
  if (keyword === "count") return COUNT.has(parent) ? "0" : isElement(parent) ? "203" : "401";
  const access = ELEMENTS.get(nameOf(element))?.access;
  return access === undefined ? "401" : access === "write" ? "404" : "0";
}

/** The same for writing a value. */
export function writingError(
  element: string,
  value: string,
): "0" | "201" | "401" | "402" | "403" | "405" {
  if (element === "") return "201";
  const [, parent = "", keyword] = KEYWORD.exec(nameOf(element)) ?? [];
  if (keyword) return isElement(parent) ? "402" : "401";
  const known = ELEMENTS.get(nameOf(element));
  if (!known) return "401";
  if (known.access === "read") return "403";
  return known.takes(value) ? "0" : "405";
}

const isElement = (name: string) => name === "cmi" || ELEMENTS.has(name) || GROUPS.includes(name);
