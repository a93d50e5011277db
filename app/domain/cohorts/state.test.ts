import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, day } from "~/domain/kernel/days";
import { cohortState, takesNominations } from "./state";

const DATES = {
  isTemplate: false,
  publishedAt: new Date(0),
  cancelledAt: null,
  closedAt: null,
  startsOn: day("2027-03-01"),
  endsOn: day("2027-03-05"),
};

test.each([
  ["2027-02-28", "open"],
  ["2027-03-01", "running"],
  ["2027-03-05", "running"],
  ["2027-03-06", "ended"],
])("on %s the cohort is %s", (on, state) => {
  expect(cohortState(DATES, day(on))).toBe(state);
});

test("a published cohort without dates gathers demand", () => {
  expect(cohortState({ ...DATES, startsOn: null, endsOn: null }, day("2027-03-01"))).toBe("demand");
});

test("a cancelled cohort takes nobody on any day", () => {
  fc.assert(
    fc.property(fc.integer({ min: -400, max: 400 }), (offset) => {
      const on = addDays(day("2027-03-01"), offset);
      return !takesNominations(cohortState({ ...DATES, cancelledAt: new Date(0) }, on));
    }),
  );
});
