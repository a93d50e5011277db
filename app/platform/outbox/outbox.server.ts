/** The outbox from the worker's side. */
import { withoutActor } from "~/platform/db/doors.server";

export type ClaimedEvent = { id: string; topic: string; payload: unknown };

export const claimOutbox = (batch: number): Promise<ClaimedEvent[]> =>
  withoutActor(
    "outbox relay",
    (db) =>
      db.$queryRaw<ClaimedEvent[]>`select id, topic, payload from app.claim_outbox(${batch}::int)`,
  );

export const finishOutbox = (id: string): Promise<number> =>
  withoutActor("outbox relay", (db) => db.$executeRaw`select app.finish_outbox(${id}::uuid)`);

export const failOutbox = (id: string, error: string): Promise<number> =>
  withoutActor(
    "outbox relay",
    (db) => db.$executeRaw`select app.fail_outbox(${id}::uuid, ${error})`,
  );
