/** The hostile corpus against the import: what is refused and why, what it takes, and that nothing of it stays. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CORPUS } from "./all";
import type { Outcome } from "./import-process";

/** What a refusal may take. The machine that tests may be slower than the one that serves, so time has a measure of slack. */
const BOUNDS = { seconds: 2, megabytes: 64 };
/** A process that kept this much more than at its beginning is replaced, so that it hides nothing of the next case. */
const KEPT_MEGABYTES = 24;

const sandbox = mkdtempSync(join(tmpdir(), "breakwater-hostile-"));
const dataDir = join(sandbox, "one", "two", "three", "data");
const upload = join(sandbox, "one", "two", "three", "upload.zip");
mkdirSync(dataDir, { recursive: true });

let importer: ChildProcess | null = null;
let first = 0;
const took: (Outcome & { name: string })[] = [];

async function startImporter(): Promise<void> {
  importer?.disconnect();
  importer = fork("tests/hostile/import-process.ts", {
    execArgv: ["--expose-gc", "--import", "tsx"],
    env: { ...process.env, DATA_DIR: dataDir },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  await once(importer, "message");
  // the first import of a process also loads what every import needs
  await tried(CORPUS.at(-1)?.cases[0]?.bytes() ?? Buffer.alloc(0));
  first = (await tried(CORPUS.at(-1)?.cases[0]?.bytes() ?? Buffer.alloc(0))).baseline;
}

async function tried(bytes: Buffer): Promise<Outcome> {
  writeFileSync(upload, bytes);
  importer?.send(upload);
  const [outcome] = await once(importer as ChildProcess, "message");
  return outcome as Outcome;
}

const outside = () =>
  readdirSync(sandbox, { recursive: true, encoding: "utf8" })
    .filter((name) => !name.includes(join("data", "storage")))
    .sort();

beforeAll(startImporter);
afterAll(() => {
  importer?.disconnect();
  rmSync(sandbox, { recursive: true, force: true });
  const escaped = took.filter(({ became }) => became === "escaped").length;
  const refused = took.filter(({ became }) => became !== "accepted");
  const most = (key: "seconds" | "megabytes") => Math.max(0, ...refused.map((each) => each[key]));
  console.log(
    `hostile: ${CORPUS.length} classes, ${took.length} cases, ${escaped} escaped; slowest refusal ${most("seconds").toFixed(2)} s of CPU, most ${most("megabytes").toFixed(0)} MiB`,
  );
});

it("every refusal has a sentence of its own", () => {
  const { errors } = JSON.parse(readFileSync("app/ui/locales/en/packages.json", "utf8"));
  const reasons = new Set(CORPUS.map(({ expects }) => expects));
  for (const other of ["accepted", "any refusal"]) reasons.delete(other);
  expect([...reasons].filter((reason) => errors[reason] === undefined)).toEqual([]);
});

describe.each(CORPUS)("$name → $expects", ({ name: className, expects, cases }) => {
  it.each(cases)("$name", async ({ name, bytes }) => {
    const before = outside();
    const outcome = await tried(bytes());
    took.push({ ...outcome, name: `${className}: ${name}` });
    if (expects === "any refusal") expect(outcome.became).toMatch(/^[a-z_0-9]+$/);
    else expect(outcome.became).toBe(expects);
    expect(outside()).toEqual(before);
    expect(existsSync("/tmp/bw-escaped")).toBe(false);
    expect(outcome.halfWritten).toBe(0);
    if (outcome.became !== "accepted") {
      expect(outcome.stored).toBe(0);
      expect(outcome.seconds).toBeLessThan(BOUNDS.seconds);
      expect(outcome.megabytes).toBeLessThan(BOUNDS.megabytes);
    }
    if (outcome.baseline > first + KEPT_MEGABYTES) await startImporter();
  });
});
