/** `npm test`: unit, integration and browser tests, one after the other, and a closing line that counts them. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBrowser } from "./setup/browser";

type Counts = { passed: number; failed: number; skipped: number };

const reports = mkdtempSync(join(tmpdir(), "breakwater-reports-"));

function run(command: string[], env: Record<string, string> = {}): number {
  const [program = "npx", ...rest] = command;
  const result = spawnSync(program, rest, {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...env },
    shell: process.platform === "win32",
  });
  return result.status ?? 1;
}

function vitest(project: string): Counts {
  const file = join(reports, `${project}.json`);
  const status = run([
    "npx",
    "vitest",
    "run",
    "--project",
    project,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ]);
  const report = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const failed = report.numFailedTests ?? 0;
  return {
    passed: report.numPassedTests ?? 0,
    failed: status === 0 ? failed : Math.max(failed, 1),
    skipped: report.numPendingTests ?? 0,
  };
}

function playwright(): Counts {
  const file = join(reports, "e2e.json");
  const status = run(["npx", "playwright", "test", "--reporter=list,json"], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  });
  const { stats } = existsSync(file)
    ? JSON.parse(readFileSync(file, "utf8"))
    : { stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 } };
  return {
    passed: stats.expected + stats.flaky,
    failed: status === 0 ? stats.unexpected : Math.max(stats.unexpected, 1),
    skipped: stats.skipped,
  };
}

if (!findBrowser()) {
  console.error(
    "No Chromium was found for the browser tests. Install it once with:\n  npx playwright install chromium\n(on Debian as root: apt-get install -y chromium), or name one with CHROMIUM_PATH.",
  );
  process.exit(1);
}
const parts: [string, Counts][] = [
  ["unit", vitest("unit")],
  ["hostile", vitest("hostile")],
  ["integration", vitest("integration")],
];
if (
  run(["npm", "run", "--silent", "content:build"]) !== 0 ||
  run(["npm", "run", "--silent", "build"]) !== 0
)
  process.exit(1);
parts.push(["browser", playwright()]);

for (const [name, counts] of parts)
  console.log(
    `${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`,
  );
const total = (key: keyof Counts) => parts.reduce((sum, [, counts]) => sum + counts[key], 0);
console.log(`${total("passed")} passed, ${total("failed")} failed, ${total("skipped")} skipped`);
process.exit(total("failed") === 0 ? 0 : 1);
