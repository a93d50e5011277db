/** Time is given to the domain, never taken by it. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands at one instant until moved; for seeds and tests. */
export function fixedClock(at: Date): Clock & { set(at: Date): void } {
  let current = at;
  return {
    now: () => current,
    set: (next) => {
      current = next;
    },
  };
}
