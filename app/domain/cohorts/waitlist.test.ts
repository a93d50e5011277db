import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { day } from "~/domain/kernel/days";
import type { CohortState, PromotionRule } from "./schema";
import { inOrder, promotesByItself, promotions, type Waiting } from "./waitlist";

const waits = (nominationId: string, more: Partial<Waiting> = {}): Waiting => ({
  ...{ nominationId, country: "LC", waitingSince: new Date(0), priority: 0, gapRank: 5 },
  ...more,
});
const minutes = (count: number) => new Date(count * 60_000);
const order = (rule: PromotionRule, waiting: Waiting[]) =>
  inOrder(rule, waiting).map(({ nominationId }) => nominationId);

describe("the order of the waiting", () => {
  test("the country furthest from the standard goes before whoever waits longer", () => {
    const waiting = [
      waits("early", { country: "JM", gapRank: 3, waitingSince: minutes(1) }),
      waits("needy", { country: "GD", gapRank: 1, waitingSince: minutes(9) }),
    ];
    expect(order("worst_gap", waiting)).toEqual(["needy", "early"]);
  });

  test("by first come, a country's gap does not matter", () => {
    const waiting = [
      waits("needy", { country: "GD", gapRank: 1, waitingSince: minutes(9) }),
      waits("early", { country: "JM", gapRank: 3, waitingSince: minutes(1) }),
    ];
    expect(order("first_come", waiting)).toEqual(["early", "needy"]);
  });

  test("within a country the nominator's own order counts, and the unranked come after", () => {
    const waiting = [
      waits("unranked", { waitingSince: minutes(1) }),
      waits("second", { priority: 2, waitingSince: minutes(2) }),
      waits("first", { priority: 1, waitingSince: minutes(3) }),
    ];
    expect(order("worst_gap", waiting)).toEqual(["first", "second", "unranked"]);
  });
});

describe("giving free seats", () => {
  test("a quota seat goes to that country although another country waits first", () => {
    const waiting = [
      waits("jamaican", { country: "JM", gapRank: 1 }),
      waits("lucian", { country: "LC", gapRank: 2 }),
    ];
    expect(promotions("worst_gap", { shared: 0, quotas: { LC: 1 } }, waiting)).toEqual([
      { nominationId: "lucian", seat: "quota" },
    ]);
  });

  test("whoever can have a quota seat leaves the reserve to the next", () => {
    const waiting = [
      waits("lucian", { country: "LC", gapRank: 1 }),
      waits("jamaican", { country: "JM", gapRank: 2 }),
    ];
    expect(promotions("worst_gap", { shared: 1, quotas: { LC: 1 } }, waiting)).toEqual([
      { nominationId: "lucian", seat: "quota" },
      { nominationId: "jamaican", seat: "shared" },
    ]);
  });
});

test.each<[CohortState, string | null, boolean]>([
  ["open", "2027-03-01", true],
  ["open", "2027-02-28", false],
  ["open", null, true],
  ["running", null, true],
  ["demand", null, false],
  ["cancelled", null, false],
  ["closed", null, false],
  ["ended", null, false],
])("on 1 March a cohort that is %s with the cut-off on %s promotes: %s", (state, cutoff, may) => {
  const travelCutoffOn = cutoff ? day(cutoff) : null;
  expect(promotesByItself({ state, travelCutoffOn, today: day("2027-03-01") })).toBe(may);
});

const country = fc.constantFrom("LC", "JM", "GD");
const people = fc
  .array(
    fc.record({
      country,
      waitingSince: fc.integer({ min: 0, max: 9 }).map(minutes),
      priority: fc.integer({ min: 0, max: 3 }),
      gapRank: fc.integer({ min: 1, max: 4 }),
    }),
    { maxLength: 12 },
  )
  .map((rows) => rows.map((row, index) => ({ ...row, nominationId: `n${index}` })));
const seats = fc.record({
  shared: fc.integer({ min: 0, max: 4 }),
  quotas: fc.dictionary(country, fc.integer({ min: 0, max: 3 }), { noNullPrototype: true }),
});
const rules = fc.constantFrom<PromotionRule>("worst_gap", "first_come");

describe("whatever is free and whoever waits", () => {
  test("no more seats are given than are free, and quota seats only to their own country", () => {
    fc.assert(
      fc.property(rules, seats, people, (rule, free, waiting) => {
        const given = promotions(rule, free, waiting);
        const countryOf = new Map(waiting.map((one) => [one.nominationId, one.country]));
        const shared = given.filter(({ seat }) => seat === "shared").length;
        expect(shared).toBeLessThanOrEqual(free.shared);
        for (const iso2 of ["LC", "JM", "GD"]) {
          const own = given.filter(
            ({ nominationId, seat }) => seat === "quota" && countryOf.get(nominationId) === iso2,
          );
          expect(own.length).toBeLessThanOrEqual(free.quotas[iso2] ?? 0);
        }
        expect(new Set(given.map((one) => one.nominationId)).size).toBe(given.length);
      }),
    );
  });

  test("nobody is passed over who could have had the seat, and no seat stays free that somebody could have", () => {
    fc.assert(
      fc.property(rules, seats, people, (rule, free, waiting) => {
        const given = promotions(rule, free, waiting);
        const got = new Set(given.map(({ nominationId }) => nominationId));
        const ordered = inOrder(rule, waiting);
        const lastShared = ordered.findLastIndex((one) =>
          given.some((p) => p.nominationId === one.nominationId && p.seat === "shared"),
        );
        for (const [index, one] of ordered.entries())
          if (!got.has(one.nominationId)) expect(index).toBeGreaterThan(lastShared);
        if (got.size < waiting.length)
          expect(given.filter(({ seat }) => seat === "shared").length).toBe(free.shared);
      }),
    );
  });

  test("the order does not depend on how the list was read", () => {
    fc.assert(
      fc.property(rules, people, (rule, waiting) => {
        expect(inOrder(rule, [...waiting].reverse())).toEqual(inOrder(rule, waiting));
      }),
    );
  });
});
