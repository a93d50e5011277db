import fc from "fast-check";
import { expect, test } from "vitest";
import { type Shown, SMALL, withholdSmall } from "./small-counts";

test.each<[string, number[], Shown[] | null]>([
  ["large cells are shown", [12, 30, 5], [12, 30, 5]],
  ["nobody is shown as nobody", [0, 12], [0, 12]],
  ["one small cell takes the smallest other with it", [3, 30, 8], [null, 30, null]],
  ["two small cells hide each other", [3, 2, 30], [null, null, 30]],
  ["two cells of one would be known from their sum", [1, 1, 30, 9], [null, null, 30, null]],
  ["two cells of four would be known from their sum", [4, 4, 30, 9], [null, null, 30, null]],
  ["three people in one row hide the total", [3, 0], null],
])("%s", (_name, cells, shown) => expect(withholdSmall(cells)).toEqual(shown));

const tables = fc.array(fc.nat(14), { minLength: 1, maxLength: 7 });

/** Every value a hidden cell can have for a reader who knows the total, the shown cells and that hidden cells are not empty. */
function possible(cells: number[], shown: Shown[], index: number, atMost: number): number {
  const total = cells.reduce((sum, cell) => sum + cell, 0);
  const known = shown.reduce<number>((sum, cell) => sum + (cell ?? 0), 0);
  const others = shown.filter((cell, i) => cell === null && i !== index).length;
  const left = total - known;
  let values = 0;
  for (let value = 1; value <= Math.min(left - others, atMost); value++)
    if (left - value <= others * atMost) values++;
  return shown[index] === null ? values : 1;
}

test("no small cell is shown, and no hidden cell can be found from the total and the others", () =>
  fc.assert(
    fc.property(tables, (cells) => {
      const shown = withholdSmall(cells);
      if (!shown) return;
      const hidden = cells.filter((_, i) => shown[i] === null);
      const allSmall = hidden.every((cell) => cell < SMALL);
      cells.forEach((cell, i) => {
        if (cell > 0 && cell < SMALL) expect(shown[i]).toBeNull();
        if (shown[i] !== null) expect(shown[i]).toBe(cell);
        else {
          expect(possible(cells, shown, i, Number.POSITIVE_INFINITY)).toBeGreaterThan(1);
          if (allSmall) expect(possible(cells, shown, i, SMALL - 1)).toBeGreaterThan(1);
        }
      });
    }),
    { numRuns: 2000 },
  ));

test("what need not be hidden is shown", () =>
  fc.assert(
    fc.property(fc.array(fc.integer({ min: SMALL, max: 50 })), (cells) => {
      expect(withholdSmall(cells)).toEqual(cells);
    }),
  ));
