/** Which process serves the pages, for tests that kill it; the platform starts another. */
import { readdirSync, readFileSync } from "node:fs";

/** The one child of the platform that serves pages. */
export function webServer(): number {
  const parent = process.env.BREAKWATER_E2E_PID;
  const pid = readdirSync("/proc").find((entry) => isWebServer(entry, parent ?? ""));
  if (!pid) throw new Error("The web server is not running.");
  return Number(pid);
}

function isWebServer(pid: string, parent: string): boolean {
  if (!/^\d+$/.test(pid)) return false;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
    return stat.split(") ")[1]?.split(" ")[1] === parent && command.includes("build/server");
  } catch {
    return false;
  }
}
