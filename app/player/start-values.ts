/** What a SCO finds in its data model when it starts: the LMS's facts, and what it left behind. Pure. */
import type { Standard } from "~/domain/packages/schema";
import type { Learner, Mode } from "./run-time";

type ItemFacts = {
  launchData: string | null;
  masteryScore: number | null;
  maxTimeAllowed: string | null;
  timeLimitAction: string | null;
  completionThreshold: number | null;
};
type Saved = { cmi: Record<string, string>; time?: Record<string, number> } | undefined;

/** SCORM 1.2 RTE §3.4.4 and SCORM 2004 RTE §4.2; a session that ended without saying how (a closed tab) resumes. */
export function startValues(
  standard: Standard,
  facts: ItemFacts,
  learner: Learner,
  mode: Mode,
  saved: Saved,
): Record<string, string> {
  const seconds = Object.values(saved?.time ?? {}).reduce((a, b) => a + b, 0);
  return standard === "1.2"
    ? {
        ...values12(facts, learner, saved, seconds),
        ...modeOf("cmi.core.lesson_mode", "cmi.core.credit", mode),
      }
    : { ...values2004(facts, learner, saved, seconds), ...modeOf("cmi.mode", "cmi.credit", mode) };
}

/** RTE §4.2.5 and §4.2.16: only a normal session is for credit. */
const modeOf = (modeElement: string, creditElement: string, mode: Mode) => ({
  [modeElement]: mode,
  [creditElement]: mode === "normal" ? "credit" : "no-credit",
});

function values12(
  facts: ItemFacts,
  learner: Learner,
  saved: Saved,
  seconds: number,
): Record<string, string> {
  const exit = saved?.cmi["cmi.core.exit"];
  const values: Record<string, string> = {
    ...without(saved?.cmi ?? {}, ["cmi.core.exit", "cmi.core.session_time"]),
    "cmi.core.student_id": learner.id,
    "cmi.core.student_name": learner.name,
    "cmi.core.entry": !saved
      ? "ab-initio"
      : exit === "logout" || exit === "time-out"
        ? ""
        : "resume",
    "cmi.core.total_time": clock(seconds),
  };
  set(values, "cmi.launch_data", facts.launchData);
  set(values, "cmi.student_data.mastery_score", facts.masteryScore);
  set(values, "cmi.student_data.max_time_allowed", facts.maxTimeAllowed);
  set(values, "cmi.student_data.time_limit_action", facts.timeLimitAction);
  return values;
}

function values2004(
  facts: ItemFacts,
  learner: Learner,
  saved: Saved,
  seconds: number,
): Record<string, string> {
  const exit = saved?.cmi["cmi.exit"];
  const values: Record<string, string> = {
    ...without(saved?.cmi ?? {}, ["cmi.exit", "cmi.session_time"]),
    "cmi.learner_id": learner.id,
    "cmi.learner_name": learner.name,
    "cmi.entry": !saved
      ? "ab-initio"
      : exit === "normal" || exit === "logout" || exit === "time-out"
        ? ""
        : "resume",
    "cmi.total_time": `PT${seconds}S`,
  };
  set(values, "cmi.launch_data", facts.launchData);
  set(values, "cmi.completion_threshold", facts.completionThreshold);
  set(values, "cmi.max_time_allowed", facts.maxTimeAllowed);
  set(values, "cmi.time_limit_action", facts.timeLimitAction);
  return values;
}

const without = (values: Record<string, string>, names: string[]) =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));

function set(values: Record<string, string>, element: string, value: string | number | null): void {
  if (value !== null) values[element] = String(value);
}

/** CMITimespan of SCORM 1.2: HHHH:MM:SS. */
function clock(seconds: number): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${String(Math.floor(seconds / 3600)).padStart(4, "0")}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
