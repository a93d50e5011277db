/** The state of background work, for system administrators. */
import type { Actor } from "~/domain/kernel/actor";
import { forbidden } from "~/domain/kernel/errors";
import { withActor } from "~/platform/db/doors.server";
import { countJobs, type FailedJob, listFailedJobs } from "~/platform/queue/inspect.server";
import { canOperate } from "./policy";

export type OutboxState = {
  waiting: number;
  oldestSeconds: number | null;
  failing: { id: string; topic: string; attempts: number; lastError: string; createdAt: Date }[];
};
export type JobsView = {
  counts: Record<string, number>;
  failed: FailedJob[];
  outbox: OutboxState;
};

/** Queue, failed jobs and how far the outbox lags. Throws forbidden/not_operator. */
export async function getJobs(actor: Actor): Promise<JobsView> {
  const outbox = await withActor(actor, async (db, fresh) => {
    if (!canOperate(fresh)) throw forbidden("not_operator");
    const [state] = await db.$queryRaw<Omit<OutboxState, "failing">[]>`
      select count(*)::int as waiting, extract(epoch from clock_timestamp() - min(created_at))::int as "oldestSeconds"
      from outbox where done_at is null`;
    const failing = await db.$queryRaw<OutboxState["failing"]>`
      select id, topic, attempts, last_error as "lastError", created_at as "createdAt" from outbox
      where done_at is null and last_error is not null order by created_at limit 50`;
    return { waiting: 0, oldestSeconds: null, ...state, failing };
  });
  const [counts, failed] = await Promise.all([countJobs(), listFailedJobs()]);
  return { counts, failed, outbox };
}
