/** How the seats of a cohort follow its plan. Only free seats move: whoever has a seat keeps it, under the country it was given from. */
import type { CountryCode } from "~/domain/kernel/country";
import type { Quotas } from "./plan";

/** `country` null is the shared reserve. */
export type Seat = { id: string; country: CountryCode | null; taken: boolean };

export type SeatChanges = {
  relabel: { id: string; country: CountryCode | null }[];
  remove: string[];
  /** One entry per new seat. */
  add: (CountryCode | null)[];
};

/** Asked for less than is taken: by a country (`taken` of `wanted`), or by all together when `country` is null. */
export type SeatShortage = { country: CountryCode | null; taken: number; wanted: number };

const labelOf = (country: CountryCode | null) => country ?? "";

/** The changes that make free and taken seats together equal the plan, or what stands in the way. */
export function planSeats(
  current: readonly Seat[],
  wanted: { seats: number; quotas: Quotas },
): SeatChanges | { shortage: SeatShortage } {
  const target = targets(wanted);
  for (const seat of current)
    if (!target.has(labelOf(seat.country))) target.set(labelOf(seat.country), 0);
  const spare: string[] = [];
  const missing: (CountryCode | null)[] = [];
  for (const [label, count] of target) {
    const own = current.filter((seat) => labelOf(seat.country) === label);
    const taken = own.filter((seat) => seat.taken).length;
    const country = label === "" ? null : label;
    if (count < taken) return { shortage: { country, taken, wanted: count } };
    const free = own.filter((seat) => !seat.taken).map((seat) => seat.id);
    const needed = count - taken;
    spare.push(...free.slice(needed));
    for (let extra = free.length; extra < needed; extra++) missing.push(country);
  }
  const relabel = spare.splice(0, missing.length).map((id, index) => ({
    id,
    country: missing[index] ?? null,
  }));
  return { relabel, remove: spare, add: missing.slice(relabel.length) };
}

/** Seats per label, the reserve under "". */
function targets({ seats, quotas }: { seats: number; quotas: Quotas }): Map<string, number> {
  const target = new Map<string, number>();
  let reserve = seats;
  for (const [country, count] of Object.entries(quotas)) {
    if (count === 0) continue;
    target.set(country, count);
    reserve -= count;
  }
  target.set("", reserve);
  return target;
}
