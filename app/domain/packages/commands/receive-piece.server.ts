/**
 * One piece of an upload. The bytes are on disk before the row says so; a piece that was written but not counted is sent again
 * and lands on itself. A piece that is already there is no mistake: its sender hears how far the upload is and goes on there.
 */
import type { Actor } from "~/domain/kernel/actor";
import { conflict, invalid } from "~/domain/kernel/errors";
import { withActor } from "~/platform/db/doors.server";
import { writePiece } from "~/platform/storage/uploads.server";
import type { Upload } from "../upload";
import { handToWorker, lockUpload } from "../upload-record.server";

/**
 * Takes a piece and answers the upload as it then is; with the last piece the import begins. Throws not_found/unknown_upload,
 * conflict/piece_out_of_order (with `expected`), invalid/piece_too_long, unavailable/storage_full (what arrived before stays).
 */
export async function receivePiece(
  actor: Actor,
  uploadId: string,
  piece: { offset: number; bytes: Uint8Array },
): Promise<Upload> {
  const end = piece.offset + piece.bytes.byteLength;
  const before = await withActor(actor, (db, fresh) => lockUpload(db, fresh, uploadId));
  if (before.state !== "receiving" || end <= before.received) return before;
  if (piece.offset > before.received)
    throw conflict("piece_out_of_order", { expected: before.received });
  if (end > before.bytes) throw invalid("piece_too_long", { expected: before.received });
  await writePiece(uploadId, piece.offset, piece.bytes);
  return withActor(actor, async (db, fresh) => {
    const now = await lockUpload(db, fresh, uploadId);
    if (now.state !== "receiving" || end <= now.received) return now;
    await db.$executeRaw`
      update package_upload set received = ${end}::bigint, touched_at = clock_timestamp() where id = ${uploadId}::uuid`;
    if (end === now.bytes) await handToWorker(db, fresh, uploadId);
    return lockUpload(db, fresh, uploadId);
  });
}
