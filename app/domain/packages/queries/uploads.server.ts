/** Uploads and imports, for the staff of the academy they are for. */
import type { Actor } from "~/domain/kernel/actor";
import { notFound } from "~/domain/kernel/errors";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { canImport } from "../policy";
import { mayRetry, type Upload } from "../upload";
import { UPLOAD_COLUMNS } from "../upload-record.server";

export type UploadView = Upload & {
  organisation: string;
  /** Where it went, once done. */
  importedAs: string | null;
  mayRetry: boolean;
};

/** One upload as it stands. Throws not_found/unknown_upload, also for another academy's. */
export function getUpload(actor: Actor, uploadId: string, now = new Date()): Promise<UploadView> {
  return withActor(actor, async (db, fresh) => {
    const [upload] = await db.$queryRaw<UploadView[]>`
      select u.*, o.name as organisation, v.package_id as "importedAs"
      from (select ${UPLOAD_COLUMNS} from package_upload where id = ${uploadId}::uuid) u
      join organisation o on o.id = u."organisationId" left join package_version v on v.id = u."packageVersionId"`;
    if (!upload || !canImport(fresh, upload.organisationId)) throw notFound("unknown_upload");
    return { ...upload, mayRetry: mayRetry(upload, now) };
  });
}

export type UploadRow = Pick<Upload, "id" | "fileName" | "bytes" | "received" | "state"> & {
  touchedAt: Date;
};

/** For the list of packages: what is under way in the actor's academies, and what was refused in the last days. */
export const readRecentUploads = (db: ActorDb): Promise<UploadRow[]> =>
  db.$queryRaw<UploadRow[]>`
    select id, file_name as "fileName", bytes::float8 as bytes, received::float8 as received, state, touched_at as "touchedAt"
    from package_upload where state in ('receiving', 'waiting', 'importing', 'stopped')
      or (state = 'refused' and touched_at > clock_timestamp() - interval '1 day')
    order by touched_at desc limit 20`;
