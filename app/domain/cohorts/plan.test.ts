import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, day } from "~/domain/kernel/days";
import { type CohortPlan, inHurricaneSeason, lacksFallback, planProblems, promised } from "./plan";

const PLAN: CohortPlan = {
  mode: "in_person",
  startsOn: day("2027-03-01"),
  endsOn: day("2027-03-05"),
  fallbackStartsOn: null,
  fallbackEndsOn: null,
  nominationsCloseOn: day("2027-02-01"),
  quotasReleaseOn: day("2027-02-05"),
  travelCutoffOn: day("2027-02-15"),
  seats: 20,
  quotas: { LC: 5, JM: 5 },
  countries: [],
};
const reasons = (change: Partial<CohortPlan>) =>
  planProblems({ ...PLAN, ...change }).map(({ field, reason }) => `${field} ${reason}`);

describe("a cohort's plan", () => {
  test("with dates, deadlines and quotas in order has no problem", () => {
    expect(reasons({})).toEqual([]);
  });

  test.each<[string, Partial<CohortPlan>, string]>([
    ["an end without a start", { startsOn: null }, "startsOn start_missing"],
    ["a start without an end", { endsOn: null }, "endsOn end_missing"],
    ["an end before the start", { endsOn: day("2027-02-28") }, "endsOn end_before_start"],
    [
      "fallback dates before the cohort has ended",
      { fallbackStartsOn: day("2027-03-05"), fallbackEndsOn: day("2027-03-09") },
      "fallbackStartsOn fallback_too_early",
    ],
    [
      "nominations that close after the start",
      { nominationsCloseOn: day("2027-03-02") },
      "nominationsCloseOn deadline_after_start",
    ],
    [
      "quotas released after the travel cut-off",
      { quotasReleaseOn: day("2027-02-16") },
      "quotasReleaseOn release_after_cutoff",
    ],
    [
      "nominations open after the travel cut-off",
      { nominationsCloseOn: day("2027-02-16") },
      "nominationsCloseOn close_after_cutoff",
    ],
    ["more quota than seats", { seats: 9 }, "seats quotas_exceed_seats"],
    [
      "a quota for a country that may not send anybody",
      { countries: ["LC"] },
      "quotas.JM quota_not_eligible",
    ],
  ])("%s is a problem of its field", (_what, change, problem) => {
    expect(reasons(change)).toContain(problem);
  });

  test("a deadline needs dates to count towards", () => {
    expect(reasons({ startsOn: null, endsOn: null })).toEqual([
      "nominationsCloseOn deadline_without_dates",
      "quotasReleaseOn deadline_without_dates",
      "travelCutoffOn deadline_without_dates",
    ]);
  });

  test("deadlines are in order in every plan without problems", () => {
    const near = fc.option(
      fc.integer({ min: -90, max: 30 }).map((n) => addDays(day("2027-03-01"), n)),
    );
    fc.assert(
      fc.property(near, near, near, near, near, (startsOn, endsOn, close, release, cutoff) => {
        const plan = {
          ...{ ...PLAN, startsOn, endsOn, nominationsCloseOn: close },
          ...{ quotasReleaseOn: release, travelCutoffOn: cutoff },
        };
        if (planProblems(plan).length > 0) return;
        if (!startsOn) {
          expect([endsOn, close, release, cutoff]).toEqual([null, null, null, null]);
          return;
        }
        expect(endsOn !== null && startsOn <= endsOn).toBe(true);
        for (const deadline of [close, release, cutoff])
          if (deadline) expect(deadline <= startsOn).toBe(true);
        if (cutoff && release) expect(release <= cutoff).toBe(true);
        if (cutoff && close) expect(close <= cutoff).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test("never promises more seats than there are", () => {
    const quotas = fc.dictionary(fc.constantFrom("LC", "JM", "BB", "GD"), fc.nat(20));
    fc.assert(
      fc.property(quotas, fc.integer({ min: 1, max: 60 }), (wanted, seats) => {
        const fits = planProblems({ ...PLAN, quotas: wanted, seats }).length === 0;
        expect(fits).toBe(promised(wanted) <= seats);
      }),
    );
  });
});

describe("the hurricane season", () => {
  test.each([
    ["2027-07-28", "2027-08-01", true],
    ["2027-10-31", "2027-11-04", true],
    ["2027-07-01", "2027-07-31", false],
    ["2027-11-01", "2027-11-05", false],
    ["2026-12-01", "2027-12-01", true],
  ])("%s to %s touches it: %s", (from, to, touches) => {
    expect(inHurricaneSeason(day(from), day(to))).toBe(touches);
  });

  test("asks for fallback dates only where people would travel", () => {
    const august = { ...PLAN, startsOn: day("2027-08-02"), endsOn: day("2027-08-06") };
    expect(lacksFallback(august)).toBe(true);
    expect(lacksFallback({ ...august, mode: "online" })).toBe(false);
    expect(lacksFallback({ ...august, fallbackStartsOn: day("2027-11-08") })).toBe(false);
  });
});
