/**
 * The job that makes a package of a whole upload: checks, unpacks and publishes it, says how far it is, and stops when it is called
 * off. Killed anywhere it begins again; run twice it publishes once, because the row's state is decided under its lock.
 */
import { conflict, DomainError } from "~/domain/kernel/errors";
import { recordAudit, withActor } from "~/platform/db/doors.server";
import { removeUpload, uploadPath } from "~/platform/storage/uploads.server";
import { importArchive } from "../import.server";
import { linted } from "../lint-stored.server";
import { publish } from "../publish.server";
import type { ImportProgress, Upload } from "../upload";
import { lockUpload } from "../upload-record.server";

type Job = { uploadId: string; personId: string };

const EVERY_MS = 500;

/** Imports the upload in its person's name. A refusal is kept with the upload, for its people to read; nothing is thrown for it. */
export async function importUpload(job: Job): Promise<void> {
  const upload = await begin(job);
  if (!upload) return;
  try {
    const imported = await linted(await importArchive(uploadPath(job.uploadId), reporter(job)));
    await withActor(job, async (db, fresh) => {
      const now = await lockUpload(db, fresh, job.uploadId);
      if (now.state !== "importing") return;
      if (now.cancelAskedAt) throw conflict("import_cancelled");
      const { title, packageId, organisationId } = now;
      const target = {
        organisationId,
        title: title ?? undefined,
        packageId: packageId ?? undefined,
      };
      const { versionId, isNew } = await publish(db, job.personId, target, imported);
      await db.$executeRaw`
        update package_upload set state = 'done', package_version_id = ${versionId}::uuid, is_new = ${isNew}, touched_at = clock_timestamp()
        where id = ${job.uploadId}::uuid`;
    });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    await end(job, error);
    if (error.code === "unavailable") return;
  }
  await removeUpload(job.uploadId);
}

/** Null when another run has ended it, or it was called off. */
function begin(job: Job): Promise<Upload | null> {
  return withActor(job, async (db, fresh) => {
    const upload = await lockUpload(db, fresh, job.uploadId);
    if (upload.state !== "waiting" && upload.state !== "importing") return null;
    await db.$executeRaw`
      update package_upload set state = 'importing', progress = '{"phase": "checking"}', touched_at = clock_timestamp()
      where id = ${job.uploadId}::uuid`;
    return upload;
  });
}

/** Writes the progress down now and then, and learns there that the import was called off. */
function reporter(job: Job): (progress: ImportProgress) => Promise<void> {
  let last = 0;
  let phase: ImportProgress["phase"];
  return async (progress) => {
    const now = Date.now();
    if (progress.phase === phase && now - last < EVERY_MS) return;
    last = now;
    phase = progress.phase;
    // a figure that could not be written is no reason to end the import: the next one may be
    const goOn = await writeProgress(job, progress).catch((error: unknown) => {
      if (error instanceof DomainError && error.code !== "unavailable") throw error;
      return true;
    });
    if (!goOn) throw conflict("import_cancelled");
  };
}

function writeProgress(job: Job, progress: ImportProgress): Promise<boolean> {
  return withActor(job, async (db, fresh) => {
    const { state, cancelAskedAt } = await lockUpload(db, fresh, job.uploadId);
    await db.$executeRaw`
      update package_upload set progress = ${JSON.stringify(progress)}::jsonb, touched_at = clock_timestamp()
      where id = ${job.uploadId}::uuid and state = 'importing'`;
    return cancelAskedAt === null && state === "importing";
  });
}

/** Refused for what the package is, stopped for what the server lacks, cancelled because somebody asked. */
async function end(job: Job, { code, details }: DomainError): Promise<void> {
  await withActor(job, async (db, fresh) => {
    const { state } = await lockUpload(db, fresh, job.uploadId);
    if (state !== "importing") return;
    const cancelled = details.reason === "import_cancelled";
    const next = cancelled ? "cancelled" : code === "unavailable" ? "stopped" : "refused";
    const refusal = cancelled ? null : JSON.stringify(details);
    await db.$executeRaw`
      update package_upload set state = ${next}, refusal = ${refusal}::jsonb, touched_at = clock_timestamp()
      where id = ${job.uploadId}::uuid`;
    await recordAudit(db, {
      ...{
        action: `package.import-${next}`,
        subjectKind: "package_upload",
        subjectId: job.uploadId,
      },
      ...{ country: null, details: { reason: details.reason } },
    });
  });
}
