/** What system administrators do about background work. */
import type { Actor } from "~/domain/kernel/actor";
import { conflict, forbidden } from "~/domain/kernel/errors";
import { recordAudit, withActor } from "~/platform/db/doors.server";
import { retryFailedJob } from "~/platform/queue/inspect.server";
import { canOperate } from "./policy";

/** Puts a failed job back into the queue. Throws forbidden/not_operator, conflict/not_failed. */
export async function retryJob(actor: Actor, jobId: string): Promise<void> {
  await withActor(actor, async (db, fresh) => {
    if (!canOperate(fresh)) throw forbidden("not_operator");
    await recordAudit(db, {
      action: "job.retried",
      subjectKind: "job",
      subjectId: jobId,
      country: null,
    });
  });
  if (!(await retryFailedJob(jobId))) throw conflict("not_failed");
}
