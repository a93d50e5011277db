/** Chance that can be had again: the same seed, the same numbers (mulberry32). */
export class Random {
  constructor(private state: number) {}

  /** From 0 up to and not including 1. */
  fraction(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from 0 up to and not including `below`. */
  below = (below: number): number => Math.floor(this.fraction() * below);

  isOnce = (inSoMany: number): boolean => this.below(inSoMany) === 0;

  /** One of the choices, each as likely as its weight says. */
  weighted<T>(choices: readonly (readonly [weight: number, choice: T])[]): T {
    let left = this.below(choices.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, choice] of choices) {
      if (left < weight) return choice;
      left -= weight;
    }
    throw new Error("no choices");
  }
}
