/** The time a SCO may be used, from what it finds in its data model when it starts. Pure. */

import type { TimeLimit } from "./run-time";
import { secondsOf } from "./run-time-2004-time";

type Values = Record<string, string>;

/** SCORM 2004 RTE §4.2.14 and §4.2.25: without an action, time that is over changes nothing. */
export const timeLimit2004 = (start: Values): TimeLimit | null =>
  limitOf(
    secondsOf(start["cmi.max_time_allowed"] ?? ""),
    secondsOf(start["cmi.total_time"] ?? ""),
    start["cmi.time_limit_action"],
  );

/** SCORM 1.2 RTE §3.4.4, cmi.student_data. */
export const timeLimit12 = (start: Values): TimeLimit | null =>
  limitOf(
    clockSeconds(start["cmi.student_data.max_time_allowed"]),
    clockSeconds(start["cmi.core.total_time"]),
    start["cmi.student_data.time_limit_action"],
  );

function limitOf(seconds: number, spent: number, action = "continue,no message") {
  const exits = action.startsWith("exit");
  const tells = !action.endsWith("no message");
  return seconds > 0 && (exits || tells) ? { seconds, spent, exits, tells } : null;
}

/** CMITimespan, HHHH:MM:SS.SS; zero for what is none. */
export function clockSeconds(clock = ""): number {
  const [, hours, minutes, seconds] = /^(\d{2,4}):(\d{2}):(\d{2}(?:\.\d{1,2})?)$/.exec(clock) ?? [];
  return Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
}
