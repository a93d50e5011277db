import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Known, type RawRow, readRows } from "./attendance-rows";

const MORNING = {
  startsAt: new Date("2027-03-12T14:00:00Z"),
  endsAt: new Date("2027-03-12T17:00:00Z"),
};
const NEXT = {
  startsAt: new Date("2027-03-15T13:00:00Z"),
  endsAt: new Date("2027-03-15T16:00:00Z"),
};
const known: Known = {
  sessions: [
    { id: "s1", title: "Opening", zone: "America/Nassau", cancelled: false, ...MORNING },
    { id: "s2", title: "Interviews", zone: "America/Nassau", cancelled: false, ...NEXT },
    { id: "s3", title: "Interviews", zone: "America/Nassau", cancelled: true, ...NEXT },
  ],
  people: [
    { nominationId: "n1", email: "ann@example.test", fullName: "Ann Able" },
    { nominationId: "n2", email: "bob@example.test", fullName: "Bob Best" },
  ],
  standing: [{ id: "m1", sessionId: "s1", nominationId: "n1", mark: "present", minutes: null }],
  now: new Date("2027-03-20T00:00:00Z"),
};
const row = (more: Partial<RawRow> = {}): RawRow => ({
  ...{ line: 2, who: "bob@example.test", session: "1", mark: "present", minutes: "" },
  ...more,
});
const problem = (more: Partial<RawRow>, at: Partial<Known> = {}) =>
  readRows([row(more)], { ...known, ...at })[0]?.problem;

describe("a row", () => {
  test.each(["1", "#1", "opening", " Opening ", "2027-03-12", "2027-03-12 09:00", "s1"])(
    "names a session as %j",
    (session) => {
      expect(readRows([row({ session })], known)).toMatchObject([
        { session: "Opening", outcome: "new" },
      ]);
    },
  );

  test("means the session that is held where a cancelled one has the same name", () => {
    expect(readRows([row({ session: "interviews" })], known)[0]?.write).toMatchObject({
      sessionId: "s2",
    });
    expect(problem({ session: "3" })).toBe("session_cancelled");
  });

  test("is refused where two sessions are meant, or one that has not begun", () => {
    const [opening] = known.sessions;
    const twins = opening ? [opening, { ...opening, id: "s4" }] : [];
    expect(problem({ session: "opening" }, { sessions: twins })).toBe("session_ambiguous");
    const before = { now: new Date("2027-03-12T13:44:00Z") };
    expect(problem({}, before)).toBe("not_begun");
    expect(problem({ mark: "excused" }, before)).toBeNull();
  });

  test("that says what stands changes nothing; one that says otherwise corrects it", () => {
    const rows = readRows(
      [row({ who: "ANN@example.test" }), row({ who: "n1", mark: "absent", line: 3 })],
      known,
    );
    expect(rows).toMatchObject([
      { outcome: "same", write: null },
      { outcome: "problem", problem: "row_twice" },
    ]);
    expect(readRows([row({ who: "n1", mark: "absent" })], known)).toMatchObject([
      { outcome: "correction", before: { mark: "present" }, write: { correctsId: "m1" } },
    ]);
  });
});

test("whatever the rows, each place is written at most once and every other row says why not", () => {
  const any = fc.record({
    line: fc.nat(),
    who: fc.constantFrom("ann@example.test", "bob@example.test", "n1", "", "eve"),
    session: fc.constantFrom("1", "2", "3", "interviews", "", "nowhere"),
    mark: fc.constantFrom("present", "P", "absent", "partial", "?", ""),
    minutes: fc.constantFrom("", "30", "180", "-1", "x"),
  });
  fc.assert(
    fc.property(fc.array(any), (raw) => {
      const rows = readRows(raw, known);
      const written = rows.flatMap(({ write }) =>
        write ? [`${write.sessionId} ${write.nominationId}`] : [],
      );
      expect(new Set(written).size).toBe(written.length);
      for (const { outcome, problem, write } of rows) {
        expect(write !== null).toBe(outcome === "new" || outcome === "correction");
        expect(problem !== null).toBe(outcome === "problem");
      }
    }),
  );
});
