import { describe, expect, test } from "vitest";
import { closingAt, deadlineFor, isOpen, isOverdue, remainingSeconds } from "./timing";

const startedAt = new Date("2026-11-23T10:00:00Z");
const deadlineAt = deadlineFor(startedAt, 45);
const times = { startedAt, deadlineAt, submittedAt: null };
const at = (text: string) => new Date(`2026-11-23T${text}Z`);

describe("the clock of a sitting", () => {
  test("ends the blueprint's minutes after the start", () => {
    expect(deadlineAt.toISOString()).toBe("2026-11-23T10:45:00.000Z");
  });

  test.each([
    ["10:00:00", 2700],
    ["10:44:59.500", 0],
    ["10:44:58.999", 1],
    ["10:50:00", 0],
  ])("at %s a learner has %i seconds left", (now, seconds) => {
    expect(remainingSeconds(deadlineAt, at(now))).toBe(seconds);
  });

  test("an answer five seconds late was on its way; six seconds late it is late", () => {
    expect(isOpen(times, at("10:45:05"))).toBe(true);
    expect(isOpen(times, at("10:45:05.001"))).toBe(false);
    expect(isOverdue(times, at("10:45:06"))).toBe(true);
  });

  test("a sitting handed in is neither open nor overdue", () => {
    const closed = { ...times, submittedAt: at("10:30:00") };
    expect(isOpen(closed, at("10:31:00"))).toBe(false);
    expect(isOverdue(closed, at("11:00:00"))).toBe(false);
  });

  test("handing in after the grace is the clock's closing, not the learner's", () => {
    expect(closingAt(times, at("10:45:04"))).toBe("submitted");
    expect(closingAt(times, at("10:46:00"))).toBe("expired");
  });
});
