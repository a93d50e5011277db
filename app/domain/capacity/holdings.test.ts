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
  extendedTo: null,
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

describe("an extended award", () => {
  const lucian = [posting("LC", "2020-01-01", null)];
  const extended = (rest: Partial<AwardFact> = {}) =>
    award("2026-01-01", "2026-12-31", { extendedTo: day("2027-03-31"), ...rest });
  const days = (awards: AwardFact[], postings = lucian) =>
    computeHoldings(postings, awards).map((h) => [h.extended, h.from, h.to]);

  it("keeps its own days as they were and is marked on the added ones", () => {
    expect(days([extended()])).toEqual([
      [false, "2026-01-01", "2026-12-31"],
      [true, "2027-01-01", "2027-03-31"],
    ]);
  });
  it("counts on the added days, as extended, and not after", () => {
    const deltas = deltasOf(computeHoldings(lucian, [extended()]));
    const series = { country: "LC", profession: "*" };
    const marked = deltas.filter((delta) => delta.extended);
    expect(
      ["2026-12-31", "2027-01-01", "2027-03-31", "2027-04-01"].map((on) => [
        countOn(deltas, series, on),
        countOn(marked, series, on),
      ]),
    ).toEqual([
      [1, 0],
      [1, 1],
      [1, 1],
      [0, 0],
    ]);
  });
  it("stays revoked when it was revoked, before or during the added days", () => {
    expect(days([extended({ revokedOn: day("2026-06-01") })])).toEqual([
      [false, "2026-01-01", "2026-05-31"],
    ]);
    expect(days([extended({ revokedOn: day("2027-02-01") })]).at(-1)).toEqual([
      ...[true, "2027-01-01", "2027-01-31"],
    ]);
    expect(days([extended({ revokedOn: day("2027-01-01") })])).toHaveLength(1);
  });
  it("is no longer counted as extended from the day its holder has renewed", () => {
    const renewed = award("2027-02-01", "2028-01-31", { id: "b" });
    const deltas = deltasOf(computeHoldings(lucian, [extended(), renewed]));
    const marked = deltas.filter((delta) => delta.extended);
    const on = (text: string) => [
      countOn(deltas, { country: "LC", profession: "*" }, text),
      countOn(marked, { country: "LC", profession: "*" }, text),
    ];
    expect([on("2027-01-31"), on("2027-02-01")]).toEqual([
      [1, 1],
      [1, 0],
    ]);
  });
  it("counts where its holder is posted on the added days", () => {
    const moved = [posting("LC", "2020-01-01", "2027-01-31"), posting("JM", "2027-02-01", null)];
    const deltas = deltasOf(computeHoldings(moved, [extended()]));
    expect(countOn(deltas, { country: "LC", profession: "*" }, "2027-02-01")).toBe(0);
    expect(countOn(deltas, { country: "JM", profession: "*" }, "2027-02-01")).toBe(1);
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
    fc.option(fc.integer({ min: -20, max: 200 })),
    fc.uuid(),
  )
  .map(
    ([[from, to], assurance, revoked, covered, added, id]): AwardFact => ({
      id,
      certification: "X",
      assurance,
      from,
      to,
      extendedTo: added === null ? null : addDays(to, added),
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
  it("an extension adds days after an award's own and changes none of those", () => {
    fc.assert(
      fc.property(postings, awards, (p, a) => {
        const plain = computeHoldings(
          p,
          a.map((one) => ({ ...one, extendedTo: null })),
        );
        const holdings = computeHoldings(p, a);
        expect(holdings.filter((h) => !h.extended)).toEqual(plain);
        const byId = new Map(a.map((one) => [one.id, one]));
        for (const { awardId, from, to } of holdings.filter((h) => h.extended)) {
          const own = byId.get(awardId);
          expect(own && from > own.to && own.extendedTo !== null && to <= own.extendedTo).toBe(
            true,
          );
          expect(!own?.revokedOn || to < own.revokedOn).toBe(true);
        }
      }),
    );
  });
  it("marks a person as extended only on days when nothing else of that strength holds them", () => {
    fc.assert(
      fc.property(postings, awards, fc.nat(1500), (p, a, offset) => {
        const holdings = computeHoldings(p, a);
        const on = addDays(START, offset);
        const live = holdings.filter((h) => h.from <= on && h.to >= on);
        const standing = deltasOf(holdings)
          .filter((d) => d.country === "*" && d.profession === "*" && d.day <= on)
          .reduce((sum, d) => sum + (d.extended ? d.change : 0), 0);
        const scope = live.some((h) => h.scope === "full") ? "full" : "core_only";
        const strongest = live
          .filter((h) => h.scope === scope)
          .map((h) => h.assurance)
          .sort()
          .at(-1);
        const top = live.filter((h) => h.scope === scope && h.assurance === strongest);
        expect(standing).toBe(top.length > 0 && top.every((h) => h.extended) ? 1 : 0);
      }),
    );
  });
});
