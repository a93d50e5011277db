/** Whether what an API call returned is what a script expects. */
import { secondsOf } from "../../app/player/run-time-2004-time";
import type { Expectation } from "./adl-case";

/** Null when it is; else the expectation in words. */
export function differs(returned: string, expected: Expectation): string | null {
  switch (expected.kind) {
    case "any":
      return null;
    case "empty":
      return returned === "" ? null : "an empty text";
    case "shorterThan255":
      return returned.length <= 255 ? null : "at most 255 characters";
    case "value":
      return returned === expected.value ? null : `"${expected.value}"`;
    case "number":
      return returned !== "" && Number(returned) === Number(expected.value)
        ? null
        : `the number ${expected.value}`;
    case "duration":
      return secondsOf(returned) === secondsOf(expected.value)
        ? null
        : `a duration of ${expected.value}`;
  }
}
