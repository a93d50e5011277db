import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, day, daysBetween } from "~/domain/kernel/days";
import { localTimeAt } from "./local-time";
import { MOST_REPEATS, meetingDays, sessionTimes, type TypedTimes } from "./session-times";

const TYPED: TypedTimes = {
  zone: "America/Nassau",
  startsOn: "2027-03-12",
  startTime: "09:00",
  endTime: "12:30",
  fallbackOn: "",
  repeatDays: 1,
  skipWeekends: false,
};
const reasonOf = (typed: Partial<TypedTimes>) => {
  try {
    return sessionTimes({ ...TYPED, ...typed }).length;
  } catch (error) {
    const { reason, field } = (error as { details: { reason: string; field: string } }).details;
    return `${field}: ${reason}`;
  }
};

describe("the times of sessions", () => {
  test("nine o'clock stays nine o'clock on every day, also when the clocks change between them", () => {
    const sessions = sessionTimes({ ...TYPED, repeatDays: 5 });
    expect(sessions.map(({ startsAt }) => startsAt.toISOString())).toEqual([
      "2027-03-12T14:00:00.000Z",
      "2027-03-13T14:00:00.000Z",
      "2027-03-14T13:00:00.000Z",
      "2027-03-15T13:00:00.000Z",
      "2027-03-16T13:00:00.000Z",
    ]);
    for (const { startsAt, endsAt } of sessions) {
      expect(localTimeAt(TYPED.zone, startsAt).at).toBe("09:00");
      expect(localTimeAt(TYPED.zone, endsAt).at).toBe("12:30");
    }
  });

  test("a fallback date takes the same hours of another day", () => {
    const [session] = sessionTimes({ ...TYPED, fallbackOn: "2027-03-19" });
    expect(session?.fallback).toEqual({
      startsAt: new Date("2027-03-19T13:00:00Z"),
      endsAt: new Date("2027-03-19T16:30:00Z"),
    });
  });

  test.each([
    [{ zone: "America/Atlantis" }, "zone: unknown_zone"],
    [{ startsOn: "2027-02-30" }, "startsOn: not_a_day"],
    [{ startTime: "9" }, "startTime: not_a_time"],
    [{ endTime: "09:00" }, "endTime: ends_before_start"],
    [{ startTime: "01:00", endTime: "23:00" }, "endTime: too_long"],
    [{ startsOn: "2027-03-14", startTime: "02:30" }, "startTime: time_skipped"],
    [{ startsOn: "2027-11-07", startTime: "01:30" }, "startTime: time_twice"],
    [{ fallbackOn: "2027-03-12" }, "fallbackOn: fallback_not_later"],
    [{ fallbackOn: "2027-03-20", repeatDays: 2 }, "fallbackOn: fallback_repeated"],
    [{ repeatDays: 3, startTime: "02:30" }, "startTime: time_skipped"],
  ])("%j is answered at the field: %s", (typed, answer) => {
    expect(reasonOf(typed)).toBe(answer);
  });
});

test("days that repeat are as many as wanted, in order, without a gap but weekends", () => {
  const offset = fc.integer({ min: 0, max: 800 });
  const count = fc.integer({ min: 1, max: MOST_REPEATS });
  fc.assert(
    fc.property(offset, count, fc.boolean(), (days, wanted, skip) => {
      const first = addDays(day("2027-01-01"), days);
      const found = meetingDays(first, wanted, skip);
      expect(found).toHaveLength(wanted);
      expect(found[0]).toBe(first);
      for (const [index, on] of found.slice(1).entries()) {
        const gap = daysBetween(found[index] ?? first, on);
        expect(gap).toBeGreaterThan(0);
        expect(gap).toBeLessThanOrEqual(skip ? 3 : 1);
        const weekday = new Date(`${on}T00:00:00Z`).getUTCDay();
        if (skip) expect([0, 6]).not.toContain(weekday);
      }
    }),
  );
});
