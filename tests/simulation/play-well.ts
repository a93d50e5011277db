/** Plays histories and counts what they were made of; one that breaks a promise is told with the shortest list of steps that still does. */
import { describeHistory, type History, historyOf, type Outcome, play, shrink } from "./script";

/** What `npm test` plays; its two halves are files of their own, so that two processors share them. */
export const HALF = 50_000;

export const sum = { attempts: 0, commits: 0, crashes: 0, lost: 0 };

/** Throws with the history's seed: `npm run simulate -- --seed N` plays it again. */
export async function playWell(history: History): Promise<Outcome> {
  const outcome = await play(history);
  sum.attempts += 1;
  sum.commits += outcome.commits;
  sum.crashes += outcome.crashes;
  if (outcome.broken.length === 0) return outcome;
  sum.lost += 1;
  const shortest = await shrink(history);
  const { broken } = await play(shortest);
  throw new Error([describeHistory(shortest), ...broken.map((words) => `  → ${words}`)].join("\n"));
}

/** Histories of chance from this seed on until this file has played its half. */
export async function playHalf(from: number): Promise<void> {
  for (let seed = from; sum.attempts < HALF; seed++) await playWell(historyOf(seed));
  const { attempts, commits, crashes, lost } = sum;
  console.log(
    `simulator, half: ${attempts} attempts, ${commits} commits, ${crashes} crashes, ${lost} lost`,
  );
}
