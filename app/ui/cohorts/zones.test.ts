import { expect, test } from "vitest";
import { hoursAhead, zoneName } from "./zones";

test.each([
  ["America/St_Lucia", "America/Jamaica", "2027-03-01", 1],
  ["America/Jamaica", "America/St_Lucia", "2027-03-01", -1],
  ["America/Nassau", "America/Jamaica", "2027-01-15", 0],
  ["America/Nassau", "America/Jamaica", "2027-07-15", 1],
  ["America/Paramaribo", "America/Belize", "2027-07-31", 3],
  ["Pacific/Auckland", "America/Jamaica", "2027-07-31", 17],
])("clocks in %s against %s on %s differ by %s hours", (zone, own, on, hours) => {
  expect(hoursAhead(zone, own, on)).toBe(hours);
});

test("a zone is named by its place", () => {
  expect(zoneName("America/Port_of_Spain")).toBe("Port of Spain");
});
