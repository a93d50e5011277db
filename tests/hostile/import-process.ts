/**
 * A process of its own that imports what it is told to, one after the other, and says of each what became of it, what it took,
 * and what lies in the storage afterwards.
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DomainError } from "~/domain/kernel/errors";
import { importArchive } from "~/domain/packages/import.server";

export type Outcome = {
  /** The reason of the refusal, `accepted`, or the error that nobody foresaw. */
  became: string;
  seconds: number;
  megabytes: number;
  /** The process itself before the import, which the next process begins again from. */
  baseline: number;
  stored: number;
  halfWritten: number;
};

const MEMORY = "/proc/self/status";
const storage = join(process.env.DATA_DIR ?? "", "storage");

const memory = (field: "VmHWM" | "VmRSS"): number =>
  existsSync(MEMORY)
    ? Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(MEMORY, "utf8"))?.[1]) / 1024
    : process.memoryUsage.rss() / 1024 ** 2;

/** The kernel forgets the highest mark (proc(5), clear_refs). */
function forgetPeak(): void {
  global.gc?.();
  if (existsSync("/proc/self/clear_refs")) writeFileSync("/proc/self/clear_refs", "5");
}

const filesIn = (folder: string): number =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
        entry.isFile(),
      ).length
    : 0;

async function becomes(path: string): Promise<string> {
  try {
    await importArchive(path);
    return "accepted";
  } catch (error) {
    return error instanceof DomainError ? error.details.reason : `${error}`;
  }
}

async function measured(path: string): Promise<Outcome> {
  forgetPeak();
  const baseline = memory("VmRSS");
  const begun = process.cpuUsage();
  const became = await becomes(path);
  const { user, system } = process.cpuUsage(begun);
  const outcome: Outcome = {
    became,
    seconds: (user + system) / 1e6,
    megabytes: Math.max(0, memory("VmHWM") - baseline),
    baseline,
    stored: filesIn(join(storage, "objects")),
    halfWritten: filesIn(join(storage, "incoming")),
  };
  rmSync(storage, { recursive: true, force: true });
  return outcome;
}

process.on("message", async (path: string) => process.send?.(await measured(path)));
process.on("disconnect", () => process.exit(0));
process.send?.("ready");
