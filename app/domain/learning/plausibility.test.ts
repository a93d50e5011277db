import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ClaimedCommit, doubtsAbout, type Evidence, SLACK } from "./plausibility";

const OPENED = new Date("2026-03-02T14:00:00Z");
const later = (seconds: number) => new Date(OPENED.getTime() + seconds * 1000);
const commit = (changes: Partial<ClaimedCommit> = {}): ClaimedCommit => ({
  ...{ item: "a", epoch: 1, visit: "1", seconds: 900, openedAt: OPENED, receivedAt: later(1800) },
  ...{ completion: "completed", success: "unknown", scoreScaled: null, cmi: {} },
  ...changes,
});
const evidence = (changes: Partial<Evidence> = {}): Evidence => ({
  ...{ minutes: 60, standard: "2004", activities: [], withAnswers: [], isCarried: false },
  commits: [commit()],
  ...changes,
});
const flags = (changes: Partial<Evidence> = {}) =>
  doubtsAbout(evidence(changes)).map((d) => d.flag);

test("an ordinary attempt has no doubts", () => {
  expect(flags()).toEqual([]);
});

describe("faster than the content allows", () => {
  test.each([
    ["below a tenth of the length", 359, {}, ["faster_than_content"]],
    ["a tenth of the length", 360, {}, []],
    ["where the module has no length", 5, { minutes: null }, []],
    ["where the state came over from another version", 5, { isCarried: true }, []],
  ] as const)("%s", (_name, seconds, changes, expected) => {
    const commits = [commit({ seconds: 1, receivedAt: later(seconds) })];
    expect(flags({ ...changes, commits })).toEqual(expected);
  });

  test("work after the end does not make it slower", () => {
    const late = commit({ visit: "2", seconds: 60, receivedAt: later(7200) });
    expect(flags({ commits: [commit({ seconds: 1, receivedAt: later(10) }), late] })).toEqual([
      "faster_than_content",
    ]);
  });
});

describe("a score", () => {
  const answered = { "cmi.interactions.0.id": "q" };
  test("without answers is doubted only where the package records answers", () => {
    const commits = [commit({ scoreScaled: 0.9 })];
    expect(flags({ commits })).toEqual([]);
    expect(flags({ commits, withAnswers: ["a"] })).toEqual(["score_without_answers"]);
    expect(
      flags({ commits: [commit({ scoreScaled: 0.9, cmi: answered })], withAnswers: ["a"] }),
    ).toEqual([]);
  });

  test.each([
    ["2004", { scoreScaled: 0.5 }, 0.8, ["passed_below_mastery"]],
    ["2004", { scoreScaled: 0.8 }, 0.8, []],
    ["1.2", { cmi: { "cmi.core.score.raw": "40" }, scoreScaled: 1 }, 80, ["passed_below_mastery"]],
    ["1.2", { cmi: { "cmi.core.score.raw": "80" }, scoreScaled: 0.1 }, 80, []],
    ["1.2", {}, 80, []],
  ] as const)("of SCORM %s %o against %d", (standard, claimed, masteryScore, expected) => {
    const commits = [commit({ success: "passed", ...claimed })];
    expect(flags({ standard, commits, activities: [{ identifier: "a", masteryScore }] })).toEqual(
      expected,
    );
  });
});

describe("times", () => {
  test("a session longer than the lesson was open is doubted, whoever measured it", () => {
    const opened = { receivedAt: later(1000) };
    expect(flags({ commits: [commit({ ...opened, seconds: 1000 + SLACK + 1 })] })).toEqual([
      "longer_than_possible",
    ]);
    const claims: Record<string, string>[] = [
      { "cmi.session_time": "PT2H" },
      { "cmi.core.session_time": "02:00:00" },
    ];
    for (const cmi of claims)
      expect(flags({ commits: [commit({ ...opened, cmi })] })).toEqual(["longer_than_possible"]);
    expect(flags({ commits: [commit({ ...opened, seconds: 1000 + SLACK })] })).toEqual([]);
  });

  test("a clock that runs ahead is doubted beyond what a zone explains", () => {
    const at = (time: string) => [
      commit({ cmi: { "cmi.interactions.0.id": "q", "cmi.interactions.0.timestamp": time } }),
    ];
    expect(flags({ commits: at("2026-03-03T14:30:00Z") })).toEqual(["from_the_future"]);
    expect(flags({ commits: at("2026-03-03T04:30:00Z") })).toEqual([]);
  });
});

describe("after the end", () => {
  const done = commit({ success: "passed", scoreScaled: 0.9 });
  test.each([
    ["another score in a later visit", { visit: "2", scoreScaled: 0.3 }, ["changed_after_finish"]],
    [
      "another status in a later visit",
      { visit: "2", success: "failed" },
      ["changed_after_finish"],
    ],
    ["not completed any more", { epoch: 2, completion: "incomplete" }, ["changed_after_finish"]],
    ["another score in the same visit", { scoreScaled: 0.3 }, []],
    ["the same again in a later visit", { visit: "2" }, []],
  ] as const)("%s", (_name, changes, expected) => {
    expect(flags({ commits: [done, { ...done, ...changes }] })).toEqual(expected);
  });

  test("what was not known before may still be said", () => {
    const again = commit({ visit: "2", success: "passed", scoreScaled: 0.9 });
    expect(flags({ commits: [commit(), again] })).toEqual([]);
  });
});

test("whatever was claimed, checking answers, alike each time, and taking one's time never adds a doubt", () => {
  const anyCommit = fc
    .record({
      item: fc.constantFrom("a", "b"),
      epoch: fc.nat(3),
      visit: fc.constantFrom("1", "2"),
      seconds: fc.nat(5000),
      received: fc.nat(5000),
      completion: fc.constantFrom<ClaimedCommit["completion"]>(
        "completed",
        "incomplete",
        "unknown",
      ),
      success: fc.constantFrom<ClaimedCommit["success"]>("passed", "failed", "unknown"),
      scoreScaled: fc.option(fc.double({ min: -1, max: 1, noNaN: true })),
      session: fc.string(),
    })
    .map(({ received, session, ...one }) =>
      commit({ ...one, receivedAt: later(received), cmi: { "cmi.session_time": session } }),
    );
  fc.assert(
    fc.property(
      fc.array(anyCommit, { minLength: 1, maxLength: 12 }),
      fc.nat(9000),
      (commits, wait) => {
        const quick = doubtsAbout(evidence({ commits }));
        expect(doubtsAbout(evidence({ commits }))).toEqual(quick);
        const slow = commits.map((one) => ({
          ...{ ...one, receivedAt: new Date(one.receivedAt.getTime() + wait * 1000) },
        }));
        const key = ({ flag, item }: { flag: string; item: string | null }) => `${flag} ${item}`;
        const known = new Set(quick.map(key));
        for (const doubt of doubtsAbout(evidence({ commits: slow })))
          expect(known).toContain(key(doubt));
      },
    ),
  );
});
