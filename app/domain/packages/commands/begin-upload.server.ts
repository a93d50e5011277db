/** Beginning an upload, or going on with the one that is there: two tabs, a double click and a second visit share one. */
import type { Actor } from "~/domain/kernel/actor";
import { conflict, invalid } from "~/domain/kernel/errors";
import { newId } from "~/domain/kernel/ids";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { env } from "~/platform/env.server";
import { adoptUpload, assertRoom } from "~/platform/storage/uploads.server";
import type { UploadInput } from "../input.server";
import { assertMayImport } from "../publish.server";
import { OPEN_STATES, type Upload } from "../upload";
import { fingerprintFile } from "../upload-fingerprint.server";
import { handToWorker, lockUpload, UPLOAD_COLUMNS } from "../upload-record.server";

const OPEN_AT_MOST = 20;
/** The archive and what it unpacks to. */
const ROOM_FACTOR = 2;

/**
 * The open upload of this file for this academy, made when missing. Throws forbidden/not_your_academy, not_found,
 * invalid/upload_too_large, conflict/too_many_uploads, unavailable/storage_full (before anything is sent).
 */
export async function beginUpload(actor: Actor, input: UploadInput): Promise<Upload> {
  const limit = env().uploadMaxBytes;
  if (input.bytes > limit)
    throw invalid("upload_too_large", { field: "file", megabytes: Math.round(limit / 1024 ** 2) });
  await assertRoom(input.bytes * ROOM_FACTOR);
  return withActor(actor, (db, fresh) => openUpload(db, fresh, input));
}

/** A file that arrived in one form: the same upload, whole at once. The file is taken away from where it lies. */
export async function takeWholeUpload(
  actor: Actor,
  input: Omit<UploadInput, "bytes" | "fingerprint"> & { filePath: string },
): Promise<Upload> {
  const { filePath, ...target } = input;
  const upload = await withActor(actor, async (db, fresh) =>
    openUpload(db, fresh, { ...target, ...(await fingerprintFile(filePath)) }),
  );
  if (upload.state !== "receiving") return upload;
  await adoptUpload(upload.id, filePath);
  return withActor(actor, async (db, fresh) => {
    const { state } = await lockUpload(db, fresh, upload.id);
    if (state === "receiving") await handToWorker(db, fresh, upload.id);
    return lockUpload(db, fresh, upload.id);
  });
}

async function openUpload(db: ActorDb, actor: Actor, input: UploadInput): Promise<Upload> {
  await assertMayImport(db, actor, input);
  const { organisationId, packageId = null } = input;
  await db.$executeRaw`select pg_advisory_xact_lock(hashtext(${`upload:${organisationId}`}))`;
  const open = await db.$queryRaw<Upload[]>`
    select ${UPLOAD_COLUMNS} from package_upload
    where organisation_id = ${organisationId}::uuid and state = any (${[...OPEN_STATES]})`;
  const same = open.find(
    (upload) => upload.fingerprint === input.fingerprint && upload.packageId === packageId,
  );
  if (same) return same;
  if (open.length >= OPEN_AT_MOST) throw conflict("too_many_uploads", { field: "file" });
  const id = newId();
  await db.$executeRaw`
    insert into package_upload (id, organisation_id, package_id, title, file_name, fingerprint, bytes, created_by)
    values (${id}::uuid, ${organisationId}::uuid, ${packageId}::uuid, ${input.title ?? null}, ${input.fileName},
      ${input.fingerprint}, ${input.bytes}::bigint, ${actor.personId}::uuid)`;
  return lockUpload(db, actor, id);
}
