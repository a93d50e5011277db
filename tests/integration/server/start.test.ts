/** A start after whatever ended the one before: killed from outside, interrupted in the middle of its first minutes. */
import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, expect, it } from "vitest";
import { closeClients } from "~/platform/db/client.server";
import { startEmbeddedPostgres } from "~/platform/db/embedded.server";
import { forgetEnvironment } from "~/platform/env.server";
import { prepareDatabase } from "~/server/prepare";
import { TEST_SECRET } from "../../setup/postgres";

const directory = mkdtempSync(join(tmpdir(), "breakwater-start-"));
chmodSync(directory, 0o755);
process.env.BREAKWATER_SECRET = TEST_SECRET;
process.env.DATA_DIR = join(directory, "data");
forgetEnvironment();

afterAll(async () => {
  await closeClients();
  rmSync(directory, { recursive: true, force: true });
});

/** A process of its own that starts PostgreSQL in `folder`, as `npm start` does. */
async function holder(folder: string): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "tests/integration/server/holder.ts", folder],
    { env: process.env, stdio: ["ignore", "ignore", "inherit", "ipc"] },
  );
  await new Promise<void>((resolve, reject) => {
    child.once("message", () => resolve());
    child.once("exit", (code) => reject(new Error(`the holder ended with ${code}`)));
  });
  return child;
}

const killed = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGKILL");
  });

it("while one start runs, a second on the same folder is refused; once it is killed, a start recovers by itself", async () => {
  const folder = join(directory, "killed");
  const first = await holder(folder);
  await expect(startEmbeddedPostgres(folder)).rejects.toThrow(/already running/);
  await killed(first);
  const begun = Date.now();
  const postgres = await startEmbeddedPostgres(folder);
  expect(Date.now() - begun).toBeLessThan(5000);
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  expect((await client.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  await client.end();
  await postgres.stop();
});

it("a demonstration interrupted while its people were made is begun again, and only where the database is ours", async () => {
  const postgres = await startEmbeddedPostgres(join(directory, "interrupted"), { durable: false });
  process.env.DATABASE_URL = postgres.url;
  process.env.BREAKWATER_DEMO_PASSWORD = "harbour-lantern-2026";
  forgetEnvironment();
  const client = new pg.Client({ connectionString: postgres.url });
  client.on("error", () => {});
  await client.connect();
  try {
    await prepareDatabase({ mode: "live", demo: false });
    await client.query(
      `set session_replication_role = replica; delete from instance;
       insert into person (id, full_name, sort_name, email, country, branch)
       values (gen_random_uuid(), 'Half Made', 'Made, Half', 'half@example.test', 'LC', 'general')`,
    );
    await expect(prepareDatabase({ mode: "demo", demo: true })).rejects.toThrow(/interrupted/);
    await closeClients();
    const again = await prepareDatabase({ mode: "demo", demo: true, mayStartOver: true });
    expect(again).toEqual({ initialised: true, mode: "demo" });
    expect(await prepareDatabase({ mode: "demo", demo: true, mayStartOver: true })).toEqual({
      initialised: false,
      mode: "demo",
    });
  } finally {
    await closeClients();
    await client.end().catch(() => {});
    await postgres.stop();
  }
}, 120_000);
