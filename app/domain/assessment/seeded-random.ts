/** A small seeded generator, so that a draw can be repeated and tested. Fair enough to shuffle; never used for secrets. */

export type Random = () => number;

/** Numbers in [0, 1) that depend on the seed alone (xmur3 to spread the seed, mulberry32 to continue). */
export function seededRandom(seed: string): Random {
  let state = spread(seed);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function spread(seed: string): number {
  let hash = 1_779_033_703 ^ seed.length;
  for (const letter of seed) {
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 3_432_918_353);
    hash = (hash << 13) | (hash >>> 19);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 2_246_822_507);
  hash = Math.imul(hash ^ (hash >>> 13), 3_266_489_909);
  return hash ^ (hash >>> 16);
}

/** The same things in another order (Fisher and Yates); the input stays as it is. */
export function shuffled<T>(things: readonly T[], random: Random): T[] {
  const remaining = [...things];
  const result: T[] = [];
  while (remaining.length > 0) {
    result.push(...remaining.splice(Math.floor(random() * remaining.length), 1));
  }
  return result;
}
