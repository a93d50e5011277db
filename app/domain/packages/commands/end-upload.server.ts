/** Calling an upload or import off, and beginning a stopped import again. */
import type { Actor } from "~/domain/kernel/actor";
import { conflict } from "~/domain/kernel/errors";
import { withActor, withoutActor } from "~/platform/db/doors.server";
import { removeUpload, removeUploadsExcept } from "~/platform/storage/uploads.server";
import { isOpen, mayRetry, UPLOAD_KEPT_DAYS } from "../upload";
import { handToWorker, lockUpload } from "../upload-record.server";

/**
 * Nothing of it becomes visible. An import under way ends at its next step; one that has just been published stays.
 * Throws not_found/unknown_upload, conflict/upload_over.
 */
export async function cancelUpload(actor: Actor, uploadId: string): Promise<void> {
  const ended = await withActor(actor, async (db, fresh) => {
    const { state } = await lockUpload(db, fresh, uploadId);
    if (state === "cancelled") return true;
    if (!isOpen(state)) throw conflict("upload_over");
    const running = state === "importing";
    await db.$executeRaw`
      update package_upload set cancel_asked_at = clock_timestamp(), touched_at = clock_timestamp(),
        state = case when ${running} then state else 'cancelled' end, refusal = null where id = ${uploadId}::uuid`;
    return !running;
  });
  if (ended) await removeUpload(uploadId);
}

/** Hands a stopped import to the worker again, in this person's name. Throws not_found/unknown_upload, conflict/not_stopped. */
export function retryUpload(actor: Actor, uploadId: string, now = new Date()): Promise<void> {
  return withActor(actor, async (db, fresh) => {
    const upload = await lockUpload(db, fresh, uploadId);
    if (!mayRetry(upload, now)) throw conflict("not_stopped");
    await handToWorker(db, fresh, uploadId);
  });
}

/** For the schedule: uploads that nobody has gone on with for days are over, and their bytes are removed. */
export async function expireUploads(): Promise<void> {
  const open = await withoutActor(
    "expiring uploads",
    (db) => db.$queryRaw<{ id: string }[]>`
      select app.expire_package_uploads(make_interval(days => ${UPLOAD_KEPT_DAYS}::int)) as id`,
  );
  await removeUploadsExcept(new Set(open.map(({ id }) => id)));
}
