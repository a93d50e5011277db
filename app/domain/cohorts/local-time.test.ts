import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, day } from "~/domain/kernel/days";
import { clockTime, instantOf, instantsOf, isZone, localTimeAt } from "./local-time";

const ZONES = [
  "America/Nassau",
  "America/Port-au-Prince",
  "America/Jamaica",
  "America/Port_of_Spain",
  "America/Paramaribo",
  "Atlantic/Bermuda",
  "Europe/Lisbon",
  "Australia/Lord_Howe",
  "UTC",
];
const local = (on: string, at: string) => ({ on: day(on), at: clockTime(at) });
const instants = (zone: string, on: string, at: string) =>
  instantsOf(zone, local(on, at)).map((instant) => instant.toISOString());

test.each([
  // the clocks of Nassau and Port-au-Prince go forward on 14 March 2027 and back on 7 November; Kingston's never
  ["America/Nassau", "2027-03-12", "09:00", "2027-03-12T14:00:00.000Z"],
  ["America/Nassau", "2027-03-15", "09:00", "2027-03-15T13:00:00.000Z"],
  ["America/Port-au-Prince", "2027-03-12", "09:00", "2027-03-12T14:00:00.000Z"],
  ["America/Port-au-Prince", "2027-11-08", "09:00", "2027-11-08T14:00:00.000Z"],
  ["America/Port-au-Prince", "2027-11-05", "09:00", "2027-11-05T13:00:00.000Z"],
  ["America/Jamaica", "2027-03-15", "09:00", "2027-03-15T14:00:00.000Z"],
  ["America/Jamaica", "2027-11-08", "09:00", "2027-11-08T14:00:00.000Z"],
])("in %s, %s at %s is %s", (zone, on, at, instant) => {
  expect(instants(zone, on, at)).toEqual([instant]);
});

test("a time the clocks are put forward past does not exist, and is refused by name", () => {
  expect(instants("America/Nassau", "2027-03-14", "02:30")).toEqual([]);
  expect(() => instantOf("America/Nassau", local("2027-03-14", "02:30"), "startTime")).toThrowError(
    expect.objectContaining({
      details: expect.objectContaining({ reason: "time_skipped", field: "startTime" }),
    }),
  );
});

test("a time that happens twice is refused rather than guessed", () => {
  expect(instants("America/Port-au-Prince", "2027-11-07", "01:30")).toEqual([
    "2027-11-07T05:30:00.000Z",
    "2027-11-07T06:30:00.000Z",
  ]);
  expect(() => instantOf("America/Port-au-Prince", local("2027-11-07", "01:30"), "x")).toThrowError(
    expect.objectContaining({ details: expect.objectContaining({ reason: "time_twice" }) }),
  );
});

test("whatever a clock shows leads back to the instant it showed it at", () => {
  const minutes = fc.integer({ min: 0, max: 366 * 1440 });
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), minutes, (zone, minute) => {
      const at = new Date(Date.UTC(2027, 0, 1) + minute * 60_000);
      const found = instantsOf(zone, localTimeAt(zone, at)).map((instant) => instant.getTime());
      return found.includes(at.getTime()) && found.length <= 2;
    }),
  );
});

test("every time of every day is one instant, none or two, and the clock shows it at each", () => {
  const days = fc.integer({ min: 0, max: 365 });
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      days,
      fc.integer({ max: 1439, min: 0 }),
      (zone, n, m) => {
        const at = clockTime(new Date(m * 60_000).toISOString().slice(11, 16));
        const wanted = { on: addDays(day("2027-01-01"), n), at };
        return instantsOf(zone, wanted).every(
          (instant) => JSON.stringify(localTimeAt(zone, instant)) === JSON.stringify(wanted),
        );
      },
    ),
  );
});

test.each(["24:00", "9:00", "09:60", "", "09:00:00"])("%s is no time of day", (text) => {
  expect(() => clockTime(text)).toThrowError("not_a_time");
});

test("a zone nobody knows is no zone", () => {
  expect(isZone("America/Nassau")).toBe(true);
  expect(isZone("America/Atlantis")).toBe(false);
});
