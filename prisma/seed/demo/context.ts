/** What every part of the demonstration starts from. */
import type pg from "pg";
import type { Actor } from "~/domain/kernel/actor";
import { withActor } from "~/platform/db/doors.server";
import { asDefiner } from "../definer";

/** The owner's connection, and person ids by account key. */
export type DemoContext = { owner: pg.Client; people: Map<string, string> };

export const actorOf = (personId: string): Promise<Actor> =>
  withActor({ personId }, async (_db, actor) => actor);

/** What the steps made so far would set off is taken as done: nobody is written to about the past of invented people. */
export const settleOutbox = (owner: pg.Client) =>
  asDefiner(owner, "update outbox set done_at = clock_timestamp() where done_at is null");
