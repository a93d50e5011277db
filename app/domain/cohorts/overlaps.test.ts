import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, day } from "~/domain/kernel/days";
import { type Activity, findOverlaps, overlapOf } from "./overlaps";

const MARCH = day("2027-03-01");
const workshop: Activity = {
  ...{ id: "a", kind: "cohort", title: "Workshop", organiser: "Academy", curriculumKey: "FR-CORE" },
  ...{ professions: ["le_first_responder", "investigator"], countries: ["LC", "GD"] },
  ...{ startsOn: MARCH, endsOn: addDays(MARCH, 4) },
};
const course: Activity = {
  ...{ ...workshop, id: "b", kind: "offer", title: "Course", organiser: "Partner" },
  ...{ professions: ["investigator"], countries: ["GD", "BB"] },
  ...{ startsOn: addDays(MARCH, 4), endsOn: addDays(MARCH, 9) },
};

describe("two trainings", () => {
  test("overlap in the audience, countries and days they share", () => {
    expect(overlapOf(workshop, course)).toMatchObject({
      ...{ professions: ["investigator"], countries: ["GD"], curriculumKey: "FR-CORE" },
      ...{ from: addDays(MARCH, 4), to: addDays(MARCH, 4) },
    });
  });

  test.each<[string, Partial<Activity>]>([
    ["another audience", { professions: ["prosecutor"] }],
    ["other countries", { countries: ["BB"] }],
    ["another topic", { curriculumKey: "TOT" }],
    ["no known topic", { curriculumKey: null }],
    ["the day after", { startsOn: addDays(MARCH, 5) }],
  ])("do not overlap with %s", (_what, change) => {
    expect(overlapOf(workshop, { ...course, ...change })).toBeNull();
  });

  test("for everybody overlap with one for anybody", () => {
    expect(overlapOf({ ...workshop, professions: [], countries: [] }, course)).toMatchObject({
      ...{ professions: ["investigator"], countries: ["GD", "BB"] },
    });
  });
});

const someOf = (all: string[]) => fc.subarray(all);
const activity = fc
  .record({
    id: fc.uuid(),
    kind: fc.constantFrom("cohort" as const, "offer" as const),
    title: fc.constant("Training"),
    organiser: fc.constant("Somebody"),
    curriculumKey: fc.constantFrom("FR-CORE", "TOT", null),
    professions: someOf(["investigator", "prosecutor", "magistrate"]),
    countries: someOf(["LC", "GD", "BB"]),
    first: fc.nat(40),
    length: fc.nat(12),
  })
  .map(
    ({ first, length, ...rest }): Activity => ({
      ...rest,
      startsOn: addDays(MARCH, first),
      endsOn: addDays(MARCH, first + length),
    }),
  );
const activities = fc.uniqueArray(activity, { selector: (one) => one.id, maxLength: 25 });
const pairs = (list: Activity[]) =>
  findOverlaps(list)
    .map(({ first, second }) => [first.id, second.id].sort().join(" "))
    .sort();

describe("overlaps", () => {
  test("are the same from both sides", () => {
    fc.assert(
      fc.property(activity, activity, (a, b) => {
        const [one, other] = [overlapOf(a, b), overlapOf(b, a)];
        expect(one === null).toBe(other === null);
        if (!one || !other) return;
        expect([one.from, one.to]).toEqual([other.from, other.to]);
        expect([...one.countries].sort()).toEqual([...other.countries].sort());
        expect([...one.professions].sort()).toEqual([...other.professions].sort());
      }),
    );
  });

  test("are every pair that overlaps, each once, in any order of the list", () => {
    fc.assert(
      fc.property(activities, (list) => {
        const expected = list.flatMap((a, index) =>
          list
            .slice(index + 1)
            .filter((b) => overlapOf(a, b))
            .map((b) => [a.id, b.id].sort().join(" ")),
        );
        expect(pairs(list)).toEqual(expected.sort());
        expect(pairs([...list].reverse())).toEqual(pairs(list));
      }),
    );
  });

  test("vanish when the second moves behind the first", () => {
    fc.assert(
      fc.property(activity, activity, (a, b) => {
        const moved = { ...b, startsOn: addDays(a.endsOn, 1), endsOn: addDays(a.endsOn, 9) };
        expect(overlapOf(a, moved)).toBeNull();
      }),
    );
  });

  test("share only days that both have", () => {
    fc.assert(
      fc.property(activity, activity, (a, b) => {
        const found = overlapOf(a, b);
        if (!found) return;
        for (const one of [a, b]) {
          expect(found.from >= one.startsOn && found.to <= one.endsOn).toBe(true);
          if (one.countries.length > 0)
            expect(one.countries).toEqual(expect.arrayContaining(found.countries));
        }
      }),
    );
  });
});
