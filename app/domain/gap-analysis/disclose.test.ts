import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { discloseCell } from "./disclose";
import type { Cell } from "./schema";

/** As the evaluation makes it: certain within the bounds, else unknown. */
function coverage(n: number, value: number, atLeast = 0.6, low = value, high = value): Cell {
  const status = n >= atLeast * high ? "met" : n < atLeast * low ? "not_met" : "unknown";
  return {
    status,
    likely: false,
    numerator: n,
    denominator: { value, low, high },
    required: Math.ceil(atLeast * value - 1e-9),
    shortfall: Math.max(0, Math.ceil(atLeast * high - 1e-9) - n),
    extended: 0,
    expiring90: 0,
    expiring180: 0,
    lapsed: 0,
    flags: ["SMALL_N", "WILL_LAPSE", "DEN_ESTIMATE"],
    ruleHash: "h",
  };
}

const seenAbroad = (cell: Cell) => discloseCell({ countries: ["LC"], regional: false }, "JM", cell);
const bandOf = (cell: Cell) => seenAbroad(cell).band;
const isShare = (band: string | null) => band !== null && !Number.isNaN(Number(band));

describe("another country", () => {
  it("sees no exact figure, nor the flags that only small or expiring numbers have", () => {
    expect(seenAbroad(coverage(9, 14))).toMatchObject({ exact: null, flags: ["DEN_ESTIMATE"] });
    expect(discloseCell(null, "JM", coverage(9, 14)).exact).toBeNull();
  });

  it.each([
    ["9 of 14, where the share would be the number", 9, 14, "at_target"],
    ["8 of 20, where the share would be the number", 8, 20, "below_target"],
    ["26 of 40, where the share would be one of two numbers", 26, 40, "at_target"],
    ["21 of 60", 21, 60, "40"],
    ["70 of 100", 70, 100, "70"],
    ["61 of 100, so near the target that the share and the status leave few", 61, 100, "at_target"],
    ["fewer than five", 4, 200, "below_target"],
    ["nobody", 0, 200, "below_target"],
    ["all but four", 196, 200, "at_target"],
    ["everybody", 200, 200, "at_target"],
    ["a workforce below five", 1, 4, "below_target"],
    ["a role that two people hold", 2, 2, null],
  ])("sees of %s only what hides the number", (_what, n, size, band) => {
    expect(bandOf(coverage(n, size))).toBe(band);
  });

  it("who knows how many hold the post is left at least five possible numbers by a share", () => {
    const size = fc.integer({ min: 1, max: 400 });
    fc.assert(
      fc.property(size, fc.nat(400), fc.integer({ min: 1, max: 100 }), fc.nat(20), (...given) => {
        const [value, n, percent, spread] = given;
        const cellOf = (count: number) =>
          coverage(count, value, percent / 100, Math.max(0, value - spread), value + spread);
        const seen = seenAbroad(cellOf(n));
        if (!isShare(seen.band)) return;
        expect(Number(seen.band) % 5).toBe(0);
        const possible = Array.from({ length: value + spread + 1 }, (_, count) => count).filter(
          (count) => {
            const other = seenAbroad(cellOf(count));
            return other.band === seen.band && other.status === seen.status;
          },
        );
        expect(possible.length).toBeGreaterThanOrEqual(5);
      }),
      { numRuns: 1000 },
    );
  });

  it("sees a band and never a share where a headcount is required", () => {
    expect(bandOf({ ...coverage(3, 9), denominator: null })).toBe("below_target");
  });

  it("sees no band where the outcome is unknown", () => {
    expect(bandOf(coverage(60, 100, 0.6, 80, 120))).toBeNull();
  });
});

describe("one's own country and the regional officers", () => {
  it("see the exact cell", () => {
    const cell = coverage(9, 14);
    expect(discloseCell({ countries: ["JM"], regional: false }, "JM", cell).exact).toEqual(cell);
    expect(discloseCell({ countries: [], regional: true }, "JM", cell).exact).toEqual(cell);
  });
});
