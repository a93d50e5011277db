import fc from "fast-check";
import { expect, test } from "vitest";
import { opensAt, ROTATION_MINUTES, slotsOf } from "./code-window";
import { codeWordOf, plainWord } from "./code-words";

const session = fc
  .tuple(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 1, max: 960 }))
  .map(([start, minutes]) => {
    const startsAt = new Date(Date.UTC(2027, 2, 12) + start * 60_000);
    return { startsAt, endsAt: new Date(startsAt.getTime() + minutes * 60_000) };
  });

test("at every minute from the opening to the end exactly one code is shown, and none outlives the session", () => {
  fc.assert(
    fc.property(session, (held) => {
      const slots = slotsOf(held);
      expect(slots[0]?.from).toEqual(opensAt(held));
      for (const [index, slot] of slots.entries()) {
        expect(slot.shownUntil).toEqual(slots[index + 1]?.from ?? held.endsAt);
        expect(slot.until.getTime()).toBeGreaterThanOrEqual(slot.shownUntil.getTime());
        expect(slot.until.getTime()).toBeLessThanOrEqual(held.endsAt.getTime());
        const minutes = (slot.shownUntil.getTime() - slot.from.getTime()) / 60_000;
        expect(minutes).toBeLessThanOrEqual(ROTATION_MINUTES);
      }
    }),
  );
});

test("code words survive being typed in a hurry", () => {
  const bytes = fc.uint8Array({ minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(bytes, (given) => {
      const word = codeWordOf(given);
      expect(word).toMatch(/^[a-z]+ [a-z]+ \d\d$/);
      expect(plainWord(`  ${word.toUpperCase().replaceAll(" ", "-")}. `)).toBe(word);
    }),
  );
});
