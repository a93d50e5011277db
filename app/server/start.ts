/** `npm start`: everything on one machine. Embedded PostgreSQL unless DATABASE_URL is given; web, content origin and worker as children. */
import { type ChildProcess, spawn } from "node:child_process";
import { performance } from "node:perf_hooks";
import { closeClients } from "~/platform/db/client.server";
import { startEmbeddedPostgres } from "~/platform/db/embedded.server";
import { env, forgetEnvironment, isEmbedded, masterSecret } from "~/platform/env.server";
import { buildIfStale } from "./build-if-stale";
import { demoPassword } from "./demo-password";
import { refuseTakenPorts } from "./free-ports";
import { prepareDatabase } from "./prepare";

const children = new Set<ChildProcess>();
let stopping = false;
/** How often a process may end before it was ever ready: what cannot start is not started for ever. */
const TRIES = 3;

/** Keeps a process running: what is killed or crashes is started again, and loses nothing that was acknowledged. */
function keep(name: string, command: string[], onReady?: () => void, failures = 0): void {
  let ready = false;
  const child = spawn(process.execPath, command, {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: process.env,
  });
  children.add(child);
  child.on("message", (message) => {
    if (message !== "ready") return;
    ready = true;
    onReady?.();
  });
  child.on("exit", (code) => {
    children.delete(child);
    if (!stopping)
      endedAlone(name, code, ready ? 0 : failures + 1, (count) =>
        keep(name, command, undefined, count),
      );
  });
}

function endedAlone(
  name: string,
  code: number | null,
  failures: number,
  again: (failures: number) => void,
): void {
  if (failures >= TRIES) {
    console.error(`${name} ended ${TRIES} times before it was ready. Stopping.`);
    void stop(1);
    return;
  }
  console.error(`${name} ended (${code ?? "killed"}). Starting it again.`);
  setTimeout(() => !stopping && again(failures), failures * 1000);
}

const ended = (process_: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (process_.exitCode !== null || process_.signalCode !== null) resolve();
    else process_.once("exit", () => resolve());
  });

let stopPostgres: () => Promise<void> = async () => {};

async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  for (const process_ of children) process_.kill("SIGTERM");
  const force = setTimeout(() => {
    for (const process_ of children) process_.kill("SIGKILL");
  }, 8000);
  await Promise.all([...children].map(ended));
  clearTimeout(force);
  await stopPostgres();
  process.exit(code);
}

async function main(): Promise<void> {
  const begun = performance.now();
  process.on("SIGINT", () => void stop(0));
  process.on("SIGTERM", () => void stop(0));
  await refuseTakenPorts();
  const embedded = isEmbedded();
  process.env.BREAKWATER_SECRET ??= masterSecret();
  if (embedded) {
    const postgres = await startEmbeddedPostgres();
    stopPostgres = postgres.stop;
    process.env.DATABASE_URL = postgres.url;
    forgetEnvironment();
  }
  process.env.NODE_ENV ??= "production";
  const demo = embedded || env().demoRequested;
  const password = demo ? demoPassword() : undefined;
  if (password) process.env.BREAKWATER_DEMO_PASSWORD = password;
  forgetEnvironment();
  await buildIfStale();
  const instance = await prepareDatabase({
    mode: demo ? "demo" : "live",
    demo,
    mayStartOver: embedded,
  });
  await closeClients();
  keep("The worker", ["--import", "tsx", "workers/main.ts"]);
  keep("The web server", ["build/server/index.js"], () => announce(begun, instance.mode, password));
}

function announce(begun: number, mode: string, password: string | undefined): void {
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(
    `\nBreakwater is ready after ${seconds} s: open ${env().appOrigin} (Chromium or Firefox on this machine)`,
  );
  if (mode === "demo" && password) {
    console.log(
      `Demo accounts: admin, chair, rifc, ncpoc.lc, ncpoc.jm, ncpoc.bb, ncpoc.gd, academy, instructor, assessor, judge, officer, officer2, auditor`,
    );
    console.log(`  each @demo.breakwater.test with the password ${password}`);
  }
  console.log("Ctrl-C stops everything.\n");
}

main().catch(async (error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  await stop(1);
});
