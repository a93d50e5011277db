import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type Day, day } from "~/domain/kernel/days";
import { deadlineFor, isPast, type NamedPause, type Paused, pausedIn } from "./deadlines";

const storm = (from: string, to: string, country = "LC"): NamedPause => ({
  ...{ country, countryName: country === "LC" ? "Saint Lucia" : "Jamaica" },
  ...{ name: "Hurricane Test", from: day(from), to: day(to) },
});
const cohort = (...pauses: NamedPause[]): Paused => ({
  ...{ nominationsCloseOn: day("2027-02-10"), quotasReleaseOn: null },
  ...{ travelCutoffOn: day("2027-02-20"), startsOn: day("2027-03-01") },
  ...{ sinceOn: day("2027-01-01"), pauses },
});
const closes = (of: Paused, country = "LC") => deadlineFor(of, "nominationsCloseOn", country);

describe("a deadline", () => {
  it("is later by the days of an event in the country, and says why", () => {
    expect(closes(cohort(storm("2027-02-01", "2027-02-05")))).toEqual({
      ...{ on: "2027-02-10", due: "2027-02-15", because: ["Hurricane Test"] },
    });
  });
  it("stays as it is for every other country, and for what was over before the cohort was known", () => {
    const as = { on: "2027-02-10", due: "2027-02-10", because: [] };
    expect(closes(cohort(storm("2027-02-01", "2027-02-05")), "JM")).toEqual(as);
    expect(closes(cohort(storm("2026-12-01", "2026-12-31")))).toEqual(as);
    expect(closes(cohort(storm("2027-02-11", "2027-02-20")))).toEqual(as);
  });
  it("never moves past the first day of the cohort", () => {
    expect(closes(cohort(storm("2027-02-01", "2027-04-01")))?.due).toBe("2027-03-01");
  });
  it("is past the day after it, for this country", () => {
    const struck = cohort(storm("2027-02-01", "2027-02-05"));
    const past = (on: string, country: string) =>
      isPast(struck, "nominationsCloseOn", country, day(on));
    expect([past("2027-02-15", "LC"), past("2027-02-16", "LC")]).toEqual([false, true]);
    expect([past("2027-02-10", "JM"), past("2027-02-11", "JM")]).toEqual([false, true]);
  });
  it("that is not set is never past and nowhere paused", () => {
    const struck = cohort(storm("2027-02-01", "2027-02-05"));
    expect(isPast(struck, "quotasReleaseOn", "LC", day("2099-01-01"))).toBe(false);
    expect(pausedIn(struck, "quotasReleaseOn")).toEqual([]);
  });
  it("is told for the countries where it is another day", () => {
    const struck = cohort(
      storm("2027-02-01", "2027-02-05"),
      storm("2027-02-25", "2027-02-28", "JM"),
    );
    expect(pausedIn(struck, "travelCutoffOn").map(({ country }) => country)).toEqual(["LC"]);
  });
});

it("whatever strikes, a deadline is never earlier, nor later than the first day, and other countries' events change nothing", () => {
  const days = fc.integer({ min: -60, max: 90 }).map((n) => addDays(day("2027-02-01"), n));
  const pause = fc
    .tuple(days, fc.nat(40), fc.constantFrom("LC", "JM"))
    .map(([from, length, country]) => storm(from, addDays(from, length), country));
  fc.assert(
    fc.property(fc.array(pause, { maxLength: 6 }), (pauses) => {
      const held = closes(cohort(...pauses));
      const own = closes(cohort(...pauses.filter(({ country }) => country === "LC")));
      expect(held).toEqual(own);
      expect((held?.due as Day) >= "2027-02-10").toBe(true);
      expect((held?.due as Day) <= "2027-03-01").toBe(true);
      expect(held?.because.length === 0).toBe(held?.due === held?.on);
    }),
  );
});
