import fc from "fast-check";
import { expect, test } from "vitest";
import { banded, type Group, tally } from "./counts";
import { DIMENSIONS, MEASURES } from "./schema";

const key = fc.option(fc.constantFrom("a", "b", "c"));
const groups = fc.array(
  fc
    .record({
      ...{ profession: key, agency: key, country: key, sex: key },
      ...{ persons: fc.integer({ min: 1, max: 9 }), more: fc.nat(5), certified: fc.nat(9) },
    })
    .map(
      ({ more, certified, ...group }): Group => ({
        ...group,
        ...{ attendances: group.persons + more, certified: Math.min(certified, group.persons) },
      }),
    ),
  { maxLength: 12 },
);

test("the rows of every table add up to the total, and certified ≤ persons ≤ attendances", () =>
  fc.assert(
    fc.property(groups, (given) => {
      const { total, tables } = tally(given, DIMENSIONS);
      for (const { rows } of tables) {
        for (const measure of MEASURES)
          expect(rows.reduce((sum, row) => sum + (row[measure] ?? 0), 0)).toBe(total[measure]);
        for (const row of rows) {
          expect(row.certified ?? 0).toBeLessThanOrEqual(row.persons ?? 0);
          expect(row.persons ?? 0).toBeLessThanOrEqual(row.attendances ?? 0);
        }
      }
    }),
  ));

test("in banded tables no small cell is shown, and none is the only one held back", () =>
  fc.assert(
    fc.property(groups, (given) => {
      const { total, tables } = banded(tally(given, DIMENSIONS));
      for (const measure of MEASURES) {
        const cells = tables.map(({ rows }) => rows.map((row) => row[measure]));
        for (const column of cells) {
          expect(column.filter((cell) => cell !== null && cell > 0 && cell < 5)).toEqual([]);
          const hidden = column.filter((cell) => cell === null).length;
          if (total[measure] !== null) expect(hidden).not.toBe(1);
          else expect(hidden).toBe(column.length);
        }
      }
    }),
  ));

test("what is not stated has a row of its own, the last", () => {
  const one = { attendances: 1, persons: 1, certified: 0 };
  const group = { profession: "x", agency: null, country: "y", ...one };
  const { tables } = tally(
    [
      { ...group, sex: null },
      { ...group, sex: "female" },
    ],
    ["sex"],
  );
  expect(tables[0]?.rows.map((row) => row.key)).toEqual(["female", null]);
});
