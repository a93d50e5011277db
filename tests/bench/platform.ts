/** A platform of one's own for a measurement: a durable PostgreSQL in a temporary folder, prepared as at the first start. */
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closeClients } from "~/platform/db/client.server";
import { startEmbeddedPostgres } from "~/platform/db/embedded.server";
import { forgetEnvironment } from "~/platform/env.server";
import { prepareDatabase } from "~/server/prepare";

export type Platform = { url: string; dataDir: string };

export async function withPlatform(work: (platform: Platform) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "breakwater-bench-"));
  chmodSync(dataDir, 0o755);
  Object.assign(process.env, {
    DATA_DIR: join(dataDir, "data"),
    BREAKWATER_SECRET: "a-secret-for-measurements-0123456789abcdef",
  });
  delete process.env.DATABASE_URL;
  forgetEnvironment();
  const postgres = await startEmbeddedPostgres(join(dataDir, "postgres"), { durable: true });
  process.env.DATABASE_URL = postgres.url;
  forgetEnvironment();
  try {
    await prepareDatabase({ mode: "live", demo: false });
    await work({ url: postgres.url, dataDir });
  } finally {
    await closeClients();
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
