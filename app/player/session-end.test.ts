import { describe, expect, it } from "vitest";
import { atSessionEnd } from "./session-end";

const STATUS_12 = "cmi.core.lesson_status";
const STATUS_2004 = "cmi.completion_status";

describe("a session that ends without a word about it", () => {
  it.each([
    ["was never set", {}, {}, "completed"],
    ["was left not attempted", { [STATUS_12]: "not attempted" }, {}, "completed"],
    ["was suspended", { "cmi.core.exit": "suspend" }, {}, "incomplete"],
    ["was said", { [STATUS_12]: "incomplete" }, {}, "incomplete"],
    [
      "is decided by the mastery score",
      { [STATUS_12]: "completed", "cmi.core.score.raw": "69" },
      { "cmi.student_data.mastery_score": "70" },
      "failed",
    ],
    [
      "is decided by the mastery score reached",
      { [STATUS_12]: "incomplete", "cmi.core.score.raw": "70" },
      { "cmi.student_data.mastery_score": "70" },
      "passed",
    ],
  ])("in SCORM 1.2, whose status %s", (_case, cmi, start, status) => {
    expect(atSessionEnd("1.2", cmi, start)[STATUS_12]).toBe(status);
  });

  it.each([
    ["was never set", {}, {}, "completed"],
    ["is unknown", { [STATUS_2004]: "unknown" }, {}, "completed"],
    [
      "is unknown and suspended",
      { [STATUS_2004]: "unknown", "cmi.exit": "suspend" },
      {},
      "unknown",
    ],
    ["was said", { [STATUS_2004]: "incomplete" }, {}, "incomplete"],
    [
      "is decided by the threshold",
      { [STATUS_2004]: "completed", "cmi.progress_measure": "0.5" },
      { "cmi.completion_threshold": "0.8" },
      "incomplete",
    ],
    [
      "is decided by the threshold reached",
      { "cmi.progress_measure": "0.8" },
      { "cmi.completion_threshold": "0.8" },
      "completed",
    ],
  ])("in SCORM 2004, whose status %s", (_case, cmi, start, status) => {
    expect(atSessionEnd("2004", cmi, start)[STATUS_2004]).toBe(status);
  });
});
