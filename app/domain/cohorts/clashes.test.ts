import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Busy, clashesOf, overlaps, type Proposal } from "./clashes";

const at = (hour: number) => new Date(Date.UTC(2027, 2, 12, 0) + hour * 3_600_000);
const proposal = (more: Partial<Proposal> = {}): Proposal => ({
  sessionId: null,
  startsAt: at(9),
  endsAt: at(12),
  roomId: "room",
  trainerIds: ["ann", "bob"],
  ...more,
});
const busy = (more: Partial<Busy> = {}): Busy => ({
  sessionId: "other",
  title: "Interviews",
  cohort: "Officers",
  startsAt: at(11),
  endsAt: at(13),
  roomId: null,
  trainerIds: [],
  learnerIds: [],
  learnerCount: 0,
  ...more,
});
const kinds = (a: Proposal, around: Busy[]) => clashesOf(a, around).map(({ kind }) => kind);

describe("a proposed session clashes", () => {
  test("over its room, its trainers and its learners, each told apart", () => {
    const other = busy({
      roomId: "room",
      trainerIds: ["bob", "cat"],
      learnerIds: ["l1", "l2"],
      learnerCount: 2,
    });
    expect(clashesOf(proposal(), [other])).toMatchObject([
      { kind: "room", count: 1 },
      { kind: "trainer", ids: ["bob"], count: 1 },
      { kind: "learners", ids: ["l1", "l2"], count: 2 },
    ]);
  });

  test("with another academy's session by number only", () => {
    const elsewhere = busy({ title: null, cohort: null, learnerCount: 3 });
    expect(clashesOf(proposal(), [elsewhere])).toMatchObject([
      { kind: "learners", title: null, ids: [], count: 3 },
    ]);
  });

  test("not with what begins when it ends", () => {
    const next = busy({ startsAt: at(12), endsAt: at(14), roomId: "room" });
    expect(kinds(proposal(), [next])).toEqual([]);
  });

  test("not with itself while it is being changed", () => {
    const itself = busy({ sessionId: "me", roomId: "room" });
    expect(kinds(proposal({ sessionId: "me" }), [itself])).toEqual([]);
  });

  test("not over a room when it has none", () => {
    expect(kinds(proposal({ roomId: null }), [busy({ roomId: null })])).toEqual([]);
  });
});

const interval = fc
  .tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 40 }))
  .map(([start, length]) => ({ startsAt: at(start / 4), endsAt: at((start + length) / 4) }));
const ids = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d"));
const room = fc.option(fc.constantFrom("r1", "r2"));

test("two times overlap exactly when some quarter of an hour lies in both, whichever is named first", () => {
  fc.assert(
    fc.property(interval, interval, (a, b) => {
      const quarter = 900_000;
      let shared = false;
      for (let time = a.startsAt.getTime(); time < a.endsAt.getTime(); time += quarter)
        shared ||= time >= b.startsAt.getTime() && time < b.endsAt.getTime();
      return overlaps(a, b) === shared && overlaps(a, b) === overlaps(b, a);
    }),
  );
});

test("a clash is found exactly where times overlap and something is shared, and moving the other away ends it", () => {
  fc.assert(
    fc.property(interval, interval, room, room, ids, ids, (a, b, mine, theirs, ours, others) => {
      const one = proposal({ ...a, roomId: mine, trainerIds: ours });
      const two = busy({ ...b, roomId: theirs, trainerIds: others });
      const shared =
        (mine !== null && mine === theirs) || ours.some((trainer) => others.includes(trainer));
      expect(clashesOf(one, [two]).length > 0).toBe(overlaps(a, b) && shared);
      const length = b.endsAt.getTime() - b.startsAt.getTime();
      const away = { startsAt: a.endsAt, endsAt: new Date(a.endsAt.getTime() + length) };
      expect(clashesOf(one, [{ ...two, ...away }])).toEqual([]);
    }),
  );
});
