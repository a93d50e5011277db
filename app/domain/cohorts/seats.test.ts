import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { promised, type Quotas } from "./plan";
import { planSeats, type Seat, type SeatChanges } from "./seats";

const LABELS = ["LC", "JM", "BB", null] as const;
const seats = fc
  .array(fc.tuple(fc.constantFrom(...LABELS), fc.boolean()), { maxLength: 30 })
  .map((list): Seat[] =>
    list.map(([country, taken], index) => ({ id: `${index}`, country, taken })),
  );
const plans = fc
  .tuple(fc.dictionary(fc.constantFrom("LC", "JM", "BB", "GD"), fc.nat(8)), fc.nat(10))
  .map(([quotas, reserve]) => ({ quotas, seats: promised(quotas) + reserve }));

function apply(current: Seat[], { relabel, remove, add }: SeatChanges): Seat[] {
  const moved = new Map(relabel.map(({ id, country }) => [id, country]));
  const kept = current
    .filter((seat) => !remove.includes(seat.id))
    .map((seat) => ({
      ...seat,
      country: moved.has(seat.id) ? (moved.get(seat.id) ?? null) : seat.country,
    }));
  return [...kept, ...add.map((country, i) => ({ id: `new ${i}`, country, taken: false }))];
}
const count = (all: Seat[], country: string | null) =>
  all.filter((seat) => seat.country === country).length;
const taken = (all: Seat[]) => all.filter((seat) => seat.taken);

describe("seats that follow a plan", () => {
  test("become exactly the plan, and nobody's seat moves or goes", () => {
    fc.assert(
      fc.property(seats, plans, (current, wanted) => {
        const changes = planSeats(current, wanted);
        if ("shortage" in changes) return;
        const after = apply(current, changes);
        expect(after).toHaveLength(wanted.seats);
        for (const [country, quota] of Object.entries(wanted.quotas))
          expect(count(after, country)).toBe(quota);
        expect(count(after, null)).toBe(wanted.seats - promised(wanted.quotas));
        expect(taken(after)).toEqual(taken(current));
      }),
      { numRuns: 1000 },
    );
  });

  test("are refused exactly when a label would have fewer seats than are taken in it", () => {
    fc.assert(
      fc.property(seats, plans, (current, wanted) => {
        const wantedOf = (country: string | null) =>
          country === null ? wanted.seats - promised(wanted.quotas) : (wanted.quotas[country] ?? 0);
        const short = LABELS.some((label) => count(taken(current), label) > wantedOf(label));
        expect("shortage" in planSeats(current, wanted)).toBe(short);
      }),
      { numRuns: 1000 },
    );
  });

  test("that already fit are left alone", () => {
    const quotas: Quotas = { LC: 2 };
    const made = planSeats([], { seats: 3, quotas });
    if ("shortage" in made) throw new Error("no seat is taken yet");
    expect(made.add).toEqual(["LC", "LC", null]);
    const again = planSeats(apply([], made), { seats: 3, quotas });
    expect(again).toEqual({ relabel: [], remove: [], add: [] });
  });
});
