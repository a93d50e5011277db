/** /healthz: the process is up. /readyz: everything it needs answers. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Request, Response } from "express";
import { withoutActor } from "~/platform/db/doors.server";
import { checkQueue } from "~/platform/queue/inspect.server";
import { checkStorage } from "~/platform/storage/storage.server";

export function livez(_request: Request, response: Response): void {
  response.json({ status: "up" });
}

/** Throws when a migration of this version is not in the database. */
async function checkMigrations(): Promise<void> {
  const rows = await withoutActor(
    "readiness",
    (db) => db.$queryRaw<{ name: string }[]>`select app.applied_migrations() as name`,
  );
  const applied = new Set(rows.map((row) => row.name));
  const missing = readdirSync(join(process.cwd(), "prisma", "migrations"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .find((entry) => !applied.has(entry.name));
  if (missing) throw new Error(`The migration ${missing.name} is missing.`);
}

const CHECKS: Record<string, () => Promise<unknown>> = {
  database: () => withoutActor("readiness", (db) => db.instance.findFirstOrThrow()),
  migrations: checkMigrations,
  queue: checkQueue,
  storage: checkStorage,
};

const PATIENCE = 5000;

const inTime = (check: () => Promise<unknown>): Promise<unknown> =>
  Promise.race([
    check(),
    new Promise((_resolve, reject) => {
      setTimeout(() => reject(new Error("no answer in time")), PATIENCE).unref();
    }),
  ]);

/** Runs every check. What failed is named; why is for the log only. */
export async function readiness(): Promise<{ ready: boolean; checks: Record<string, string> }> {
  const results = await Promise.all(
    Object.entries(CHECKS).map(async ([name, check]) => {
      try {
        await inTime(check);
        return [name, "ok"] as const;
      } catch (error) {
        console.error(`readyz: ${name}: ${error instanceof Error ? error.message : error}`);
        return [name, "failed"] as const;
      }
    }),
  );
  return {
    ready: results.every(([, state]) => state === "ok"),
    checks: Object.fromEntries(results),
  };
}

export async function readyz(_request: Request, response: Response): Promise<void> {
  const { ready, checks } = await readiness();
  response.status(ready ? 200 : 503).json({ status: ready ? "ready" : "not ready", checks });
}
