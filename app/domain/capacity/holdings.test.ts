import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type Day, day } from "~/domain/kernel/days";
import { computeHoldings, deltasOf, difference } from "./holdings";
import type { AwardFact, Delta, Holding, PostingFact } from "./schema";

const posting = (
  country: string,
  from: string,
  to: string | null,
  profession = "le_first_responder",
): PostingFact => ({
  country,
  branch: "general",
  profession,
  from: day(from),
  to: to ? day(to) : null,
});
const award = (from: string, to: string, rest: Partial<AwardFact> = {}): AwardFact => ({
  id: "a",
  certification: "FR-CORE",
  assurance: "C2",
  from: day(from),
  to: day(to),
  revokedOn: null,
  coverage: {},
  ...rest,
});

const countOn = (deltas: Delta[], series: { country: string; profession: string }, on: string) =>
  deltas
    .filter(
      (d) => d.country === series.country && d.profession === series.profession && d.day <= on,
    )
    .reduce((sum, d) => sum + d.change, 0);

describe("holdings", () => {
  it("a revoked award is not valid on the day it is revoked", () => {
    const deltas = deltasOf(
      computeHoldings(
        [posting("LC", "2020-01-01", null)],
        [award("2026-01-01", "2027-12-31", { revokedOn: day("2026-06-01") })],
      ),
    );
    expect(countOn(deltas, { country: "LC", profession: "*" }, "2026-05-31")).toBe(1);
    expect(countOn(deltas, { country: "LC", profession: "*" }, "2026-06-01")).toBe(0);
  });
  it("is valid on its last day and not the day after", () => {
    const deltas = deltasOf(
      computeHoldings([posting("LC", "2020-01-01", null)], [award("2026-01-01", "2027-12-31")]),
    );
    expect(countOn(deltas, { country: "LC", profession: "*" }, "2027-12-31")).toBe(1);
    expect(countOn(deltas, { country: "LC", profession: "*" }, "2028-01-01")).toBe(0);
  });
  it("a transfer leaves one country's count on its last day and enters the other's, once in the region", () => {
    const deltas = deltasOf(
      computeHoldings(
        [posting("LC", "2020-01-01", "2026-06-30"), posting("JM", "2026-07-01", null)],
        [award("2026-01-01", "2027-12-31")],
      ),
    );
    expect(
      ["2026-06-30", "2026-07-01"].map((on) =>
        countOn(deltas, { country: "LC", profession: "*" }, on),
      ),
    ).toEqual([1, 0]);
    expect(
      ["2026-06-30", "2026-07-01"].map((on) =>
        countOn(deltas, { country: "JM", profession: "*" }, on),
      ),
    ).toEqual([0, 1]);
    expect(countOn(deltas, { country: "*", profession: "*" }, "2026-07-01")).toBe(1);
  });
  it("a person with two professions counts in each and once in any", () => {
    const deltas = deltasOf(
      computeHoldings(
        [posting("LC", "2020-01-01", null), posting("LC", "2020-01-01", null, "investigator")],
        [award("2026-01-01", "2027-12-31")],
      ),
    );
    expect(countOn(deltas, { country: "LC", profession: "investigator" }, "2026-02-01")).toBe(1);
    expect(countOn(deltas, { country: "LC", profession: "*" }, "2026-02-01")).toBe(1);
  });
  it("counts as core only until the overlay is covered", () => {
    const holdings = computeHoldings(
      [posting("LC", "2020-01-01", null)],
      [award("2026-01-01", "2026-12-31", { coverage: { LC: day("2026-03-01") } })],
    );
    expect(holdings.map((h) => [h.scope, h.from, h.to])).toEqual([
      ["core_only", "2026-01-01", "2026-02-28"],
      ["full", "2026-03-01", "2026-12-31"],
    ]);
  });
});

const START = day("2025-01-01");
const range = fc
  .tuple(fc.nat(700), fc.nat(500))
  .map(([a, length]): [Day, Day] => [addDays(START, a), addDays(START, a + length)]);
const postings = fc.array(
  fc
    .tuple(fc.constantFrom("LC", "JM"), fc.constantFrom("p", "q"), range)
    .map(([country, profession, [from, to]]) => ({
      country,
      branch: "general",
      profession,
      from,
      to,
    })),
  { maxLength: 4 },
);
const oneAward = fc
  .tuple(
    range,
    fc.constantFrom("C0" as const, "C2" as const, "C3" as const),
    fc.option(fc.nat(900)),
    fc.option(fc.nat(900)),
    fc.uuid(),
  )
  .map(
    ([[from, to], assurance, revoked, covered, id]): AwardFact => ({
      id,
      certification: "X",
      assurance,
      from,
      to,
      revokedOn: revoked === null ? null : addDays(START, revoked),
      coverage: covered === null ? {} : { LC: addDays(START, covered) },
    }),
  );
const awards = fc.array(oneAward, { maxLength: 4 });

describe("the ledger", () => {
  it("sums of deltas equal the recomputed holdings on any day, in every series", () => {
    fc.assert(
      fc.property(postings, awards, fc.nat(1500), (p, a, offset) => {
        const holdings = computeHoldings(p, a);
        const deltas = deltasOf(holdings);
        const on = addDays(START, offset);
        for (const country of ["LC", "JM", "*"]) {
          for (const profession of ["p", "q", "*"]) {
            const live = holdings.some(
              (h: Holding) =>
                h.from <= on &&
                h.to >= on &&
                (country === "*" || h.country === country) &&
                (profession === "*" || h.profession === profession),
            );
            expect(countOn(deltas, { country, profession }, on)).toBe(live ? 1 : 0);
          }
        }
      }),
    );
  });
  it("appending differences after any change equals a rebuild", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(postings, awards), { minLength: 1, maxLength: 5 }),
        (history) => {
          let appended: Delta[] = [];
          let before: Delta[] = [];
          for (const [p, a] of history) {
            const after = deltasOf(computeHoldings(p, a));
            appended = [...appended, ...difference(before, after)];
            before = after;
          }
          expect(difference(appended, before)).toEqual([]);
        },
      ),
    );
  });
});
