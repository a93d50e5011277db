import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  attendanceShare,
  type CountedMark,
  type CountedSession,
  countsFor,
  reaches,
  standingIn,
  thresholdOf,
} from "./attendance";
import { ATTENDANCE_MARKS } from "./schema";

const session = (id: string, minutes: number, cancelled = false): CountedSession => ({
  id,
  minutes,
  cancelled,
});
const mark = (sessionId: string, kind: CountedMark["mark"], minutes: number | null = null) => ({
  sessionId,
  mark: kind,
  minutes,
});
const DAYS = [session("mon", 360), session("tue", 360), session("wed", 180)];

describe("the share a learner attended", () => {
  test("is counted in minutes", () => {
    const marks = [mark("mon", "present"), mark("tue", "partial", 90), mark("wed", "absent")];
    expect(attendanceShare(DAYS, marks)).toEqual({ attended: 450, total: 900 });
  });

  test("leaves out what they are excused from, and what was cancelled", () => {
    const days = [...DAYS, session("thu", 360, true)];
    const marks = [mark("mon", "present"), mark("tue", "excused"), mark("thu", "present")];
    expect(attendanceShare(days, marks)).toEqual({ attended: 360, total: 540 });
  });

  test("reaches eighty percent at eighty, not a minute before", () => {
    expect(reaches({ attended: 720, total: 900 }, 80)).toBe(true);
    expect(reaches({ attended: 719, total: 900 }, 80)).toBe(false);
  });

  test("of nothing reaches nothing: who is excused from everything completes nothing", () => {
    const marks = DAYS.map(({ id }) => mark(id, "excused"));
    expect(reaches(attendanceShare(DAYS, marks), 1)).toBe(false);
    expect(reaches(attendanceShare([], []), 1)).toBe(false);
  });
});

const sessions = fc
  .array(fc.record({ minutes: fc.integer({ min: 1, max: 600 }), cancelled: fc.boolean() }), {
    maxLength: 12,
  })
  .map((list) => list.map((entry, index) => ({ id: String(index), ...entry })));
const course = sessions.chain((list) =>
  fc.tuple(
    fc.constant(list),
    fc.tuple(
      ...list.map(({ id }) =>
        fc.option(
          fc.record({
            sessionId: fc.constant(id),
            mark: fc.constantFrom(...ATTENDANCE_MARKS),
            minutes: fc.option(fc.integer({ min: 0, max: 900 })),
          }),
        ),
      ),
    ),
  ),
);
const given = (marks: readonly (CountedMark | null)[]) => marks.flatMap((m) => (m ? [m] : []));

describe("whatever the marks", () => {
  test("nobody attends more than there was, and never less than nothing", () => {
    fc.assert(
      fc.property(course, ([list, marks]) => {
        const { attended, total } = attendanceShare(list, given(marks));
        const held = list.reduce((sum, s) => sum + (s.cancelled ? 0 : s.minutes), 0);
        return attended >= 0 && attended <= total && total <= held;
      }),
    );
  });

  test("being present instead never lowers the share, being absent instead never raises it", () => {
    fc.assert(
      fc.property(course, fc.nat(), ([list, marks], pick) => {
        const chosen = list[pick % Math.max(1, list.length)];
        const rest = given(marks).filter((m) => m.sessionId !== chosen?.id);
        if (!chosen) return;
        const before = attendanceShare(list, given(marks));
        const there = attendanceShare(list, [...rest, mark(chosen.id, "present")]);
        const away = attendanceShare(list, [...rest, mark(chosen.id, "absent")]);
        expect(there.attended * before.total).toBeGreaterThanOrEqual(before.attended * there.total);
        expect(away.attended * before.total).toBeLessThanOrEqual(before.attended * away.total);
      }),
    );
  });

  test("an excused session and a session that never was come to the same", () => {
    fc.assert(
      fc.property(course, fc.nat(), ([list, marks], pick) => {
        const chosen = list[pick % Math.max(1, list.length)];
        const rest = given(marks).filter((m) => m.sessionId !== chosen?.id);
        if (!chosen) return;
        const excused = attendanceShare(list, [...rest, mark(chosen.id, "excused")]);
        const without = attendanceShare(
          list.filter((s) => s.id !== chosen.id),
          rest,
        );
        expect(excused).toEqual(without);
      }),
    );
  });

  test("a lower threshold is reached wherever a higher one is", () => {
    const percent = fc.integer({ min: 1, max: 100 });
    fc.assert(
      fc.property(course, percent, percent, ([list, marks], a, b) => {
        const share = attendanceShare(list, given(marks));
        const [low, high] = a < b ? [a, b] : [b, a];
        return !reaches(share, high) || reaches(share, low);
      }),
    );
  });
});

test.each([
  [80, 90, 90],
  [90, 80, 90],
  [null, 75, 75],
  [75, null, 75],
  [null, null, 100],
])("a cohort asking %s and a curriculum asking %s ask %s percent", (cohort, module, asked) => {
  expect(thresholdOf(cohort, module)).toBe(asked);
});

test("a session held for one workshop does not count for another; all others count for each", () => {
  const workshops = ["w1", "w2"];
  expect(countsFor("w1", null, workshops)).toBe(true);
  expect(countsFor("w1", "w1", workshops)).toBe(true);
  expect(countsFor("w1", "w2", workshops)).toBe(false);
  expect(countsFor("w1", "the-practical", workshops)).toBe(true);
});

test.each([
  ["2027-03-12T11:00:00Z", true, "expected"],
  ["2027-03-12T12:00:00Z", true, "no_show"],
  ["2027-03-12T12:00:00Z", false, "not_taken"],
])("at %s, others marked: %s, whoever has no mark is %s", (now, anyMarked, standing) => {
  const over = { endsAt: new Date("2027-03-12T12:00:00Z"), cancelled: false, anyMarked };
  expect(standingIn(over, null, new Date(now))).toBe(standing);
  expect(standingIn(over, "excused", new Date(now))).toBe("excused");
});
