/** `npm run bench -- <name>`: measures on this machine and prints the result; without a name, everything in turn. */
import { existsSync } from "node:fs";

const NAMES = ["commits", "matrix", "weight", "import"];
const asked = process.argv.slice(2).filter((word) => !word.startsWith("-"));
const unknown = asked.filter((name) => !NAMES.includes(name));
if (unknown.length > 0 || process.argv.includes("--help")) {
  console.log(`Usage: npm run bench -- [${NAMES.join(" | ")}]`);
  process.exit(unknown.length > 0 ? 1 : 0);
}

for (const name of asked.length > 0 ? asked : NAMES) {
  const file = new URL(`./${name}.ts`, import.meta.url);
  if (!existsSync(file)) {
    console.log(`${name}: there is no such measurement in this version`);
    continue;
  }
  console.log(`\n== ${name}`);
  const { run } = (await import(file.href)) as { run: () => Promise<void> };
  await run();
}
process.exit(0);
