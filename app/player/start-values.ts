/** What a SCORM 1.2 SCO finds in its data model when it starts: the LMS's facts, and what it left behind (RTE §3.4.4). Pure. */
import type { Learner, Mode } from "./run-time";

type Values = Record<string, string>;
type ItemFacts = {
  launchData: string | null;
  masteryScore: number | null;
  maxTimeAllowed: string | null;
  timeLimitAction: string | null;
};

/** `saved` is null where nothing was stored; `seconds` is the time of all sessions before. */
export function startValues12(
  facts: ItemFacts,
  learner: Learner,
  mode: Mode,
  saved: Values | null,
  seconds: number,
): Values {
  const values: Values = {
    ...without(saved ?? {}, ["cmi.core.exit", "cmi.core.session_time"]),
    "cmi.core.student_id": learner.id,
    "cmi.core.student_name": learner.name,
    "cmi.core.lesson_mode": mode,
    "cmi.core.credit": mode === "normal" ? "credit" : "no-credit",
    "cmi.core.entry": entryOf(saved),
    "cmi.core.total_time": clock(seconds),
  };
  set(values, "cmi.launch_data", facts.launchData);
  set(values, "cmi.student_data.mastery_score", facts.masteryScore);
  set(values, "cmi.student_data.max_time_allowed", facts.maxTimeAllowed);
  set(values, "cmi.student_data.time_limit_action", facts.timeLimitAction);
  return values;
}

/** A session that never finished (a closed tab) has no exit at all and is resumed; one that finished otherwise than suspended is not. */
function entryOf(saved: Values | null): string {
  if (!saved) return "ab-initio";
  const exit = saved["cmi.core.exit"];
  return exit === undefined || exit === "suspend" ? "resume" : "";
}

const without = (values: Values, names: string[]) =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));

function set(values: Values, element: string, value: string | number | null): void {
  if (value !== null) values[element] = String(value);
}

/** CMITimespan of SCORM 1.2: HHHH:MM:SS. */
function clock(seconds: number): string {
  const two = (part: number) => String(part).padStart(2, "0");
  const whole = Math.round(seconds);
  return `${String(Math.floor(whole / 3600)).padStart(4, "0")}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}
