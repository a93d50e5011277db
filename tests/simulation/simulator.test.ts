/**
 * The commit client against everything that can happen to it, without a browser or a clock. A history that breaks a promise is
 * printed with its seed and the shortest list of steps that still breaks it: `npm run simulate -- --seed N` plays it again.
 */
import { describe, expect, it } from "vitest";
import { KNOWN } from "./known";
import { HALF, playHalf, playWell, sum } from "./play-well";
import { type History, historyOf } from "./script";

describe("the commit client", () => {
  it.each(KNOWN)("keeps its promises in a history that once broke one: $name", async (history) => {
    await playWell(history);
  });

  it("keeps them with a crash before and after every step of every story", async () => {
    for (const story of STORIES) {
      const { tasks } = await playWell(story);
      for (let task = 0; task < tasks; task++)
        for (const when of ["before", "after"] as const)
          await playWell({ ...story, crash: { task, when } });
    }
  }, 300_000);

  it(`keeps them in ${HALF} histories, most of them of chance`, async () => {
    await playHalf(1);
    expect(sum.commits).toBeGreaterThan(sum.attempts);
  }, 600_000);
});

/** Histories with a crash and a new window at their end, so that beginning again is broken off everywhere too. */
const STORIES = Array.from({ length: 60 }, (_, index): History => {
  const { seed, steps } = historyOf(500_000 + index);
  const again = (["crash", "open", "rest"] as const).map(
    (name) => ({ do: name, on: 0, pick: 0 }) as const,
  );
  return { seed, steps: [...steps, ...again] };
});
