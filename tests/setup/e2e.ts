/** Starts the whole platform as a newcomer would, on free ports and a data directory of its own, for what looks at it from outside. */
import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "~/platform/db/embedded.server";
import { forgetEnvironment } from "~/platform/env.server";

export const DEMO_PASSWORD = "harbour-lantern-2026";

/** Answers how to end it. Where it is stands in this process's environment. */
export async function startPlatform(): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "breakwater-e2e-"));
  chmodSync(dataDir, 0o755);
  const port = await freePort();
  const contentPort = await freePort();
  const app = spawn(process.execPath, ["--import", "tsx", "app/server/start.ts"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      PORT: String(port),
      CONTENT_PORT: String(contentPort),
      DATA_DIR: dataDir,
      BREAKWATER_DEMO_PASSWORD: DEMO_PASSWORD,
      NODE_ENV: "production",
    },
  });
  await ready(app);
  process.env.BREAKWATER_E2E_ORIGIN = `http://localhost:${port}`;
  process.env.BREAKWATER_E2E_PID = String(app.pid);
  process.env.BREAKWATER_E2E_CONTENT_PORT = String(contentPort);
  process.env.DATA_DIR = dataDir;
  forgetEnvironment();
  return async () => {
    const ended = new Promise((resolve) => app.once("exit", resolve));
    app.kill("SIGTERM");
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  };
}

function ready(app: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = "";
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes("Breakwater is ready")) resolve();
    };
    app.stdout?.on("data", read);
    app.stderr?.on("data", read);
    app.once("exit", (code) =>
      reject(new Error(`The platform did not start (${code}):\n${output}`)),
    );
    setTimeout(
      () => reject(new Error(`The platform was not ready after 7 minutes:\n${output}`)),
      420_000,
    ).unref();
  });
}
