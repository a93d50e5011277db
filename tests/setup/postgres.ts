/** One throw-away PostgreSQL per test run, with a migrated template that every test file clones. */
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "~/platform/db/embedded.server";
import { forgetEnvironment } from "~/platform/env.server";

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

export const TEST_SECRET = "a-secret-for-tests-only-0123456789abcdef";

export default async function setup(project: TestProject) {
  process.env.NODE_ENV = "test";
  process.env.BREAKWATER_SECRET = TEST_SECRET;
  const directory = mkdtempSync(join(tmpdir(), "breakwater-test-"));
  chmodSync(directory, 0o755);
  process.env.DATA_DIR = join(directory, "data");
  const postgres = await startEmbeddedPostgres(join(directory, "postgres"), { durable: false });
  process.env.DATABASE_URL = postgres.url;
  forgetEnvironment();
  const teardown = async () => {
    await postgres.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    const { prepareDatabase } = await import("~/server/prepare");
    await prepareDatabase({ mode: "live", demo: false });
    const { closeClients } = await import("~/platform/db/client.server");
    await closeClients();
  } catch (error) {
    await teardown();
    throw error;
  }
  project.provide("postgresUrl", postgres.url);
  return teardown;
}
