import { describe, expect, it } from "vitest";
import { timeLimit12, timeLimit2004 } from "./time-limit";

describe("a time limit", () => {
  it.each([
    ["exit,message", { exits: true, tells: true }],
    ["exit,no message", { exits: true, tells: false }],
    ["continue,message", { exits: false, tells: true }],
  ])("with the action %s", (action, expected) => {
    expect(
      timeLimit2004({
        "cmi.max_time_allowed": "PT1H",
        "cmi.total_time": "PT30M",
        "cmi.time_limit_action": action,
      }),
    ).toEqual({ seconds: 3600, spent: 1800, ...expected });
    expect(
      timeLimit12({
        "cmi.student_data.max_time_allowed": "0001:00:00",
        "cmi.core.total_time": "0000:30:00.50",
        "cmi.student_data.time_limit_action": action,
      }),
    ).toEqual({ seconds: 3600, spent: 1800.5, ...expected });
  });

  it("that changes nothing, or cannot be read, is none", () => {
    expect(timeLimit2004({ "cmi.max_time_allowed": "PT1H" })).toBeNull();
    expect(timeLimit2004({})).toBeNull();
    expect(
      timeLimit12({
        "cmi.student_data.max_time_allowed": "an hour",
        "cmi.student_data.time_limit_action": "exit,message",
      }),
    ).toBeNull();
  });
});
