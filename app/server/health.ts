/** /healthz: the process is up. /readyz: everything it needs answers. */
import type { Request, Response } from "express";
import { withoutActor } from "~/platform/db/doors.server";
import { checkStorage } from "~/platform/storage/storage.server";

export function livez(_request: Request, response: Response): void {
  response.json({ status: "up" });
}

const CHECKS = {
  database: () => withoutActor("readiness", (db) => db.instance.findFirstOrThrow()),
  queue: () => withoutActor("readiness", (db) => db.$queryRaw`select id from app.claim_outbox(0)`),
  storage: checkStorage,
};

export async function readyz(_request: Request, response: Response): Promise<void> {
  const results = await Promise.all(
    Object.entries(CHECKS).map(async ([name, check]) => {
      const error = await check().then(
        () => null,
        () => "failed",
      );
      return [name, error ?? "ok"] as const;
    }),
  );
  const ready = results.every(([, state]) => state === "ok");
  response
    .status(ready ? 200 : 503)
    .json({ status: ready ? "ready" : "not ready", checks: Object.fromEntries(results) });
}
