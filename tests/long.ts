/** `npm run test:long -- <name>`: what the normal run samples, at length; without a name, everything in turn. */
import { spawnSync } from "node:child_process";

const LONG: Record<string, string[]> = {
  simulator: ["run", "--silent", "simulate", "--", "--attempts", "2000000", "--from", "1000000"],
};
const asked = process.argv.slice(2).filter((word) => !word.startsWith("-"));
const unknown = asked.filter((name) => !(name in LONG));
if (unknown.length > 0 || process.argv.includes("--help")) {
  console.log(`Usage: npm run test:long -- [${Object.keys(LONG).join(" | ")}]`);
  process.exit(unknown.length > 0 ? 1 : 0);
}
let failed = 0;
for (const name of asked.length > 0 ? asked : Object.keys(LONG))
  failed += spawnSync("npm", LONG[name] ?? [], { stdio: "inherit" }).status === 0 ? 0 : 1;
process.exit(failed === 0 ? 0 : 1);
