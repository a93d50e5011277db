import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type Day, day, daysBetween } from "~/domain/kernel/days";
import { extensionOf } from "./extension";

describe("a hardship extension", () => {
  it.each([
    ["2026-06-30", null, 1, "2026-07-31"],
    ["2026-02-28", null, 3, "2026-05-31"],
    ["2026-07-14", null, 2, "2026-09-14"],
    ["2026-06-30", "2026-09-30", 2, "2026-11-30"],
    ["2026-06-30", "2026-11-30", 3, "2026-12-31"],
    ["2026-06-30", "2026-12-31", 1, null],
    ["2025-08-30", null, 6, "2026-02-27"],
  ])(
    "of an award to %s, extended to %s, by %i months reaches %s",
    (to, extendedTo, months, reached) => {
      const award = { to: day(to), extendedTo: extendedTo ? day(extendedTo) : null };
      expect(extensionOf(award, months)).toBe(reached);
    },
  );

  it("adds days with every event, never takes any, and six months in all at the most", () => {
    const start = day("2024-01-01");
    fc.assert(
      fc.property(
        fc.nat(1500),
        fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 9 }),
        (offset, events) => {
          const to = addDays(start, offset);
          const furthest = extensionOf({ to, extendedTo: null }, 6);
          let extendedTo: Day | null = null;
          for (const months of events) {
            const next = extensionOf({ to, extendedTo }, months);
            if (next === null) expect(extendedTo).toBe(furthest);
            else expect(daysBetween(extendedTo ?? to, next)).toBeGreaterThan(0);
            extendedTo = next ?? extendedTo;
            expect(extendedTo !== null && furthest !== null && extendedTo <= furthest).toBe(true);
          }
          if (events.reduce((sum, months) => sum + months, 0) >= 12)
            expect(extendedTo).toBe(furthest);
        },
      ),
    );
  });
});
