/** Reading and locking an upload's row. Finding is authorising: what the actor may not import for is not found. */
import type { Actor } from "~/domain/kernel/actor";
import { notFound } from "~/domain/kernel/errors";
import { type ActorDb, enqueue } from "~/platform/db/doors.server";
import { Prisma } from "../../../prisma/generated/client";
import { uploadComplete } from "./jobs";
import { canImport } from "./policy";
import type { Upload } from "./upload";

export const UPLOAD_COLUMNS = Prisma.sql`
  id, organisation_id as "organisationId", package_id as "packageId", title, file_name as "fileName", fingerprint, bytes::float8 as bytes,
  received::float8 as received, state, progress, cancel_asked_at as "cancelAskedAt", refusal,
  package_version_id as "packageVersionId", is_new as "isNew", created_by as "createdBy", touched_at as "touchedAt"`;

/** The upload, locked until the transaction ends. Throws not_found/unknown_upload. */
export async function lockUpload(db: ActorDb, actor: Actor, uploadId: string): Promise<Upload> {
  const [upload] = await db.$queryRaw<Upload[]>`
    select ${UPLOAD_COLUMNS} from package_upload where id = ${uploadId}::uuid for update`;
  if (!upload || !canImport(actor, upload.organisationId)) throw notFound("unknown_upload");
  return upload;
}

/** The upload is whole, or to be tried again: hands it to the worker in this person's name. */
export async function handToWorker(db: ActorDb, actor: Actor, uploadId: string): Promise<void> {
  await db.$executeRaw`
    update package_upload set state = 'waiting', received = bytes, refusal = null, progress = '{}', cancel_asked_at = null,
      touched_at = clock_timestamp() where id = ${uploadId}::uuid`;
  const payload = { uploadId, personId: actor.personId };
  await enqueue(db, { topic: uploadComplete, payload, country: null });
}
