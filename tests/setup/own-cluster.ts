/** A PostgreSQL of its own for a test that changes what a cluster shares: roles, or being alive. */
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll } from "vitest";
import { closeClients } from "~/platform/db/client.server";
import { startEmbeddedPostgres } from "~/platform/db/embedded.server";
import { forgetEnvironment } from "~/platform/env.server";
import { prepareDatabase } from "~/server/prepare";
import { TEST_SECRET } from "./postgres";

export async function ownCluster(options: { durable?: boolean } = { durable: false }) {
  const directory = mkdtempSync(join(tmpdir(), "breakwater-cluster-"));
  chmodSync(directory, 0o755);
  process.env.NODE_ENV = "test";
  process.env.BREAKWATER_SECRET = TEST_SECRET;
  process.env.DATA_DIR = join(directory, "data");
  forgetEnvironment();
  const postgres = await startEmbeddedPostgres(join(directory, "postgres"), options);
  process.env.DATABASE_URL = postgres.url;
  forgetEnvironment();
  await prepareDatabase({ mode: "live", demo: false });
  const pool = new pg.Pool({ connectionString: postgres.url, max: 2 });
  pool.on("error", () => {});
  afterAll(async () => {
    await closeClients();
    await pool.end();
    // a test may have stopped it already, and then nothing answers
    await Promise.race([postgres.stop(), new Promise((resolve) => setTimeout(resolve, 3000))]);
    rmSync(directory, { recursive: true, force: true });
  });
  return {
    url: postgres.url,
    directory,
    postgres,
    sql: async (text: string, values?: unknown[]) => (await pool.query(text, values)).rows,
  };
}
