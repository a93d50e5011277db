/** The other half of the simulator's histories: see simulator.test.ts. */
import { expect, it } from "vitest";
import { HALF, playHalf, sum } from "./play-well";

it(`the commit client keeps its promises in ${HALF} further histories of chance`, async () => {
  await playHalf(100_000);
  expect(sum.commits).toBeGreaterThan(sum.attempts);
}, 600_000);
