import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type Day, day } from "~/domain/kernel/days";
import { type Pause, pausedDue } from "./pauses";

const pause = (from: string, to: string): Pause => ({ from: day(from), to: day(to) });
const storm = pause("2026-07-01", "2026-07-10");

describe("a due day", () => {
  it.each([
    ["before the event stays", "2026-06-30", "2026-06-30"],
    ["on its first day moves by all its days", "2026-07-01", "2026-07-11"],
    ["on its last day too", "2026-07-10", "2026-07-20"],
    ["long after moves by as many, if it was set before", "2026-09-01", "2026-09-11"],
  ])("%s", (_sentence, due, expected) => expect(pausedDue(day(due), [storm])).toBe(expected));

  it("set during the event moves only by the days that are left of it", () => {
    expect(pausedDue(day("2026-09-01"), [storm], day("2026-07-06"))).toBe("2026-09-06");
    expect(pausedDue(day("2026-09-01"), [storm], day("2026-07-11"))).toBe("2026-09-01");
  });
  it("is paused once where two events overlap, and again by one it is moved into", () => {
    const outage = pause("2026-07-05", "2026-07-14");
    expect(pausedDue(day("2026-07-20"), [outage, storm])).toBe("2026-08-03");
    const second = pause("2026-08-01", "2026-08-05");
    expect(pausedDue(day("2026-07-25"), [second, storm])).toBe("2026-08-09");
  });
  it("does not move for an event that never came", () => {
    expect(pausedDue(day("2026-09-01"), [pause("2026-07-01", "2026-06-30")])).toBe("2026-09-01");
  });
});

const START = day("2026-01-01");
const pauses = fc.array(
  fc
    .tuple(fc.nat(200), fc.nat(40))
    .map(([from, length]) => ({ from: addDays(START, from), to: addDays(START, from + length) })),
  { maxLength: 5 },
);
const isPaused = (on: Day, all: Pause[]) => all.some(({ from, to }) => from <= on && on <= to);
const openDays = (until: Day, all: Pause[]) => {
  let open = 0;
  for (let on = START; on <= until; on = addDays(on, 1)) if (!isPaused(on, all)) open += 1;
  return open;
};

describe("whatever events there are", () => {
  it("as many days without an event are left, and the due day is none of the event's", () => {
    fc.assert(
      fc.property(pauses, fc.nat(250), (all, offset) => {
        const due = addDays(START, offset);
        const moved = pausedDue(due, all, START);
        expect(isPaused(moved, all)).toBe(false);
        expect(openDays(moved, all)).toBe(offset + 1);
      }),
    );
  });
  it("their order does not matter, and a later due day never becomes the earlier", () => {
    fc.assert(
      fc.property(pauses, fc.nat(250), fc.nat(50), (all, offset, more) => {
        const due = addDays(START, offset);
        expect(pausedDue(due, [...all].reverse())).toBe(pausedDue(due, all));
        expect(pausedDue(addDays(due, more), all) >= pausedDue(due, all)).toBe(true);
      }),
    );
  });
});
