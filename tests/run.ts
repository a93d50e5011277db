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

/** Unit tests and hostile packages share the processors; integration tests come after them (vitest.config.ts). */
function vitest(): [string, Counts][] {
  const file = join(reports, "vitest.json");
  const report = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const status = run(["npx", "vitest", "run", ...report]);
  const { testResults = [] }: { testResults?: FileResult[] } = existsSync(file)
    ? JSON.parse(readFileSync(file, "utf8"))
    : {};
  const kinds = ["unit", "hostile", "integration"].map((kind): [string, Counts] => [
    kind,
    countsOf(testResults.filter(({ name }) => kindOf(name) === kind)),
  ]);
  const failed = kinds.reduce((total, [, counts]) => total + counts.failed, 0);
  return status !== 0 && failed === 0
    ? [...kinds, ["vitest itself", { passed: 0, failed: 1, skipped: 0 }]]
    : kinds;
}

type FileResult = { name: string; status: string; assertionResults: { status: string }[] };

const kindOf = (file: string) =>
  /[/\\]tests[/\\](hostile|integration)[/\\]/.exec(file)?.[1] ?? "unit";

/** A file that failed without a failed test did not come to its tests. */
function countsOf(files: FileResult[]): Counts {
  const states = files.flatMap(({ status, assertionResults }) => {
    const own = assertionResults.map((result) => result.status);
    return status === "failed" && !own.includes("failed") ? [...own, "failed"] : own;
  });
  const count = (wanted: (state: string) => boolean) => states.filter(wanted).length;
  return {
    passed: count((state) => state === "passed"),
    failed: count((state) => state === "failed"),
    skipped: count((state) => state !== "passed" && state !== "failed"),
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
const parts = vitest();
if (run(["npm", "run", "--silent", "build"]) !== 0) process.exit(1);
parts.push(["browser", playwright()]);

for (const [name, counts] of parts)
  console.log(
    `${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`,
  );
const total = (key: keyof Counts) => parts.reduce((sum, [, counts]) => sum + counts[key], 0);
console.log(`${total("passed")} passed, ${total("failed")} failed, ${total("skipped")} skipped`);
process.exit(total("failed") === 0 ? 0 : 1);
