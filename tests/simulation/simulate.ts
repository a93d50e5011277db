/** `npm run simulate -- --seed N` plays one history and says what it broke; `--attempts N [--from N]` plays many. */
import { describeHistory, historyOf, play, shrink } from "./script";

const argument = (name: string): number | null => {
  const index = process.argv.indexOf(`--${name}`);
  return index < 0 ? null : Number(process.argv[index + 1]);
};

const seed = argument("seed");
const attempts = argument("attempts");
if (seed === null && attempts === null) {
  console.log("Usage: npm run simulate -- --seed N | --attempts N [--from N]");
  process.exit(1);
}
const from = seed ?? argument("from") ?? 1;
let failed = 0;
for (let each = from; each < from + (attempts ?? 1); each++) {
  const { broken } = await play(historyOf(each));
  if (broken.length === 0) continue;
  failed += 1;
  const shortest = await shrink(historyOf(each));
  console.log(describeHistory(shortest));
  for (const words of (await play(shortest)).broken) console.log(`  → ${words}`);
  if (failed >= 5) break;
}
console.log(failed === 0 ? "no promise was broken" : `${failed} histories broke a promise`);
process.exit(failed === 0 ? 0 : 1);
