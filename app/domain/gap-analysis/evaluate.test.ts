import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { day } from "~/domain/kernel/days";
import { discloseCell } from "./disclose";
import { evaluate } from "./evaluate";
import type { Facts, Rule, Standard, Status } from "./schema";

const ON = day("2026-11-23");
const standard = (rule: Rule, coreOnlyCounts = false): Standard => ({
  key: "MS-X",
  priorityArea: "2",
  specificArea: "x",
  title: "x",
  kind: "x",
  rule,
  ruleHash: "h",
  evidence: "x",
  coreOnlyCounts,
});
const facts = (rest: Partial<Facts> = {}): Facts => ({
  on: ON,
  certified: [],
  lapsed: [],
  professions: new Map([["judge_superior", ["judge_superior"]]]),
  minimumAssurance: new Map([["JUD-CORE", "C2"]]),
  workforce: new Map(),
  milestones: new Map(),
  indicators: new Map(),
  rulings: new Map(),
  ...rest,
});
const judges = (now: number, in180 = now, scope: "full" | "core_only" = "full") => [
  {
    certification: "JUD-CORE",
    profession: "judge_superior",
    scope,
    assurance: "C2" as const,
    extended: false,
    now,
    in90: now,
    in180,
  },
];
const count = (value: number, low = value, high = value) =>
  new Map([["judge_superior", { value, low, high, method: "gazette", asOfOn: ON }]]);
const sixty: Rule = {
  op: "coverage",
  certification: "JUD-CORE",
  population: "judge_superior",
  atLeast: 0.6,
};

describe("a ruling", () => {
  const ruling = { applicable: true, reason: "Small state", targetOn: null, waiver: null };
  const figures = { certified: judges(4), workforce: count(14) };

  it("that the standard does not apply leaves no outcome and no gap", () => {
    const rulings = new Map([["MS-X", { ...ruling, applicable: false }]]);
    expect(evaluate(standard(sixty), facts({ ...figures, rulings }))).toMatchObject({
      ...{ status: "not_applicable", shortfall: null, flags: [] },
      ruling: { reason: "Small state" },
    });
  });

  it("with a waiver stands beside the outcome and changes nothing in it", () => {
    const rulings = new Map([["MS-X", { ...ruling, waiver: "Until the new court sits" }]]);
    const { ruling: shown, ...waived } = evaluate(standard(sixty), facts({ ...figures, rulings }));
    expect(waived).toEqual(evaluate(standard(sixty), facts(figures)));
    expect(shown?.waiver).toBe("Until the new court sits");
  });
});

describe("extended certificates", () => {
  const extended = (now: number) => judges(now).map((row) => ({ ...row, extended: true }));
  it("count, and the figure says how many they are", () => {
    const certified = [...judges(6), ...extended(3)];
    expect(evaluate(standard(sixty), facts({ certified, workforce: count(14) }))).toMatchObject({
      ...{ status: "met", numerator: 9, extended: 3, flags: ["EXTENDED"] },
    });
    const five: Rule = { op: "count", certification: "JUD-CORE", atLeast: 5 };
    const anyone = certified.map((row) => ({ ...row, profession: "*" }));
    expect(evaluate(standard(five), facts({ certified: anyone }))).toMatchObject({
      ...{ status: "met", extended: 3, flags: ["EXTENDED"] },
    });
    const both: Rule = { op: "all", of: [sixty, five] };
    const all = { certified: [...certified, ...anyone], workforce: count(14) };
    expect(evaluate(standard(both), facts(all))).toMatchObject({
      ...{ status: "met", flags: ["EXTENDED"] },
    });
  });
  it("are not told of to another country, nor flagged where there are none", () => {
    const cell = evaluate(standard(sixty), facts({ certified: extended(9), workforce: count(14) }));
    expect(discloseCell({ countries: ["JM"], regional: false }, "LC", cell).flags).toEqual([]);
    expect(discloseCell({ countries: ["LC"], regional: false }, "LC", cell).flags).toEqual([
      "EXTENDED",
    ]);
    const plain = evaluate(standard(sixty), facts({ certified: judges(9), workforce: count(14) }));
    expect([plain.extended, plain.flags]).toEqual([0, []]);
  });
});

describe("coverage", () => {
  it("nine of fourteen judges meet sixty percent; three expiring will let it lapse", () => {
    const cell = evaluate(
      standard(sixty),
      facts({ certified: judges(9, 6), workforce: count(14) }),
    );
    expect(cell).toMatchObject({
      status: "met",
      shortfall: 0,
      expiring180: 3,
      required: 9,
      flags: ["WILL_LAPSE"],
    });
  });
  it("an estimate of fourteen leaves it unknown but likely", () => {
    expect(
      evaluate(standard(sixty), facts({ certified: judges(9), workforce: count(14, 11, 17) })),
    ).toMatchObject({ status: "unknown", likely: true });
  });
  it("a missing denominator is unknown, never zero", () => {
    expect(evaluate(standard(sixty), facts({ certified: judges(9) }))).toMatchObject({
      status: "unknown",
      flags: ["DEN_MISSING"],
      numerator: 9,
    });
  });
  it("more certified than counted is unknown and flagged", () => {
    expect(
      evaluate(standard(sixty), facts({ certified: judges(9), workforce: count(5) })),
    ).toMatchObject({ status: "unknown", flags: ["DEN_LT_NUM"] });
  });
  it("core only counts where the standard says so", () => {
    const all = facts({ certified: judges(9, 9, "core_only"), workforce: count(14) });
    expect(evaluate(standard(sixty), all).status).toBe("not_met");
    expect(evaluate(standard(sixty, true), all).status).toBe("met");
  });
  it("a claim of the browser does not count", () => {
    const certified = judges(9).map((row) => ({ ...row, assurance: "C0" as const }));
    expect(evaluate(standard(sixty), facts({ certified, workforce: count(14) })).status).toBe(
      "not_met",
    );
  });
  it("the shortfall closes the gap, exactly or with bounds", () => {
    fc.assert(
      fc.property(
        fc.nat(200),
        fc.integer({ min: 1, max: 200 }),
        fc.nat(40),
        fc.integer({ min: 1, max: 100 }),
        (n, value, spread, percent) => {
          const rule: Rule = { ...sixty, atLeast: percent / 100 } as Rule;
          const workforce = count(value, Math.max(0, value - spread), value + spread);
          const cell = evaluate(standard(rule), facts({ certified: judges(n), workforce }));
          if (cell.flags.includes("DEN_LT_NUM")) return;
          const more = evaluate(
            standard(rule),
            facts({ certified: judges(n + (cell.shortfall ?? 0)), workforce }),
          );
          expect(["met"]).toContain(more.status);
        },
      ),
    );
  });
});

describe("one more certified", () => {
  const rank: Record<Status, number> = { not_met: 0, unknown: 1, met: 2, not_applicable: 1 };
  it("never makes an outcome worse", () => {
    fc.assert(
      fc.property(fc.nat(100), fc.integer({ min: 1, max: 100 }), fc.nat(20), (n, value, spread) => {
        const workforce = count(value, Math.max(0, value - spread), value + spread);
        const outcome = (certified: number) =>
          evaluate(standard(sixty), facts({ certified: judges(certified), workforce }));
        const [before, after] = [outcome(n), outcome(n + 1)];
        if (after.flags.includes("DEN_LT_NUM")) return;
        expect(rank[after.status]).toBeGreaterThanOrEqual(rank[before.status]);
      }),
    );
  });
});

describe("three values", () => {
  const of: Record<Status, Rule> = {
    met: { op: "milestone", key: "m", atLeast: "a" },
    not_met: { op: "milestone", key: "m", atLeast: "b" },
    unknown: { op: "milestone", key: "absent", atLeast: "a" },
    not_applicable: { op: "milestone", key: "absent", atLeast: "a" },
  };
  const known = facts({ milestones: new Map([["m", { state: "a", ladder: ["none", "a", "b"] }]]) });
  it.each([
    ["all", "met", "met", "met"],
    ["all", "met", "unknown", "unknown"],
    ["all", "not_met", "unknown", "not_met"],
    ["any", "not_met", "unknown", "unknown"],
    ["any", "met", "unknown", "met"],
    ["any", "not_met", "not_met", "not_met"],
  ] as const)("%s of %s and %s is %s", (op, a, b, expected) => {
    expect(evaluate(standard({ op, of: [of[a], of[b]] }), known).status).toBe(expected);
  });
});
