/** Scans of signed sheets, kept as evidence beside the session. They are added, never changed. */
import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import type { Actor } from "~/domain/kernel/actor";
import { type Clock, systemClock } from "~/domain/kernel/clock";
import { invalid } from "~/domain/kernel/errors";
import { newId } from "~/domain/kernel/ids";
import { type ActorDb, recordAudit, withActor } from "~/platform/db/doors.server";
import { putObjects } from "~/platform/storage/storage.server";
import type { CohortRecord } from "../cohort.server";
import { BEGINNING, fileKind, type SheetType } from "../file-kind";
import { cohortToTeach, getSession, type SessionRef } from "../session.server";

export const SHEET_MEGABYTES = 15;

/**
 * Keeps a scan; the same file for the same session is kept once. Throws not_found, forbidden/may_not_teach, and invalid for the file:
 * file_missing, sheet_not_readable (no PDF, JPEG or PNG), sheet_too_large.
 */
export async function keepSheet(
  actor: Actor,
  ref: SessionRef,
  upload: { filePath: string | null; fileName: string },
  clock: Clock = systemClock,
): Promise<{ sheetId: string; isNew: boolean }> {
  await withActor(actor, (db, fresh) => sessionToKeepFor(db, fresh, ref, clock));
  const { filePath } = upload;
  if (!filePath) throw invalid("file_missing", { field: "file" });
  const mediaType = await mediaTypeOf(filePath);
  return putObjects(async (stage) => {
    const { sha256, size } = await stage(createReadStream(filePath));
    return withActor(actor, async (db, fresh) => {
      const cohort = await sessionToKeepFor(db, fresh, ref, clock);
      const kept = await db.signInSheet.findFirst({ where: { sessionId: ref.sessionId, sha256 } });
      if (kept) return { sheetId: kept.id, isNew: false };
      const file = { sha256, mediaType, bytes: size, name: plainName(upload.fileName) };
      return { sheetId: await record(db, fresh, cohort, ref, file, clock.now()), isNew: true };
    });
  });
}

type File = { sha256: string; mediaType: SheetType; bytes: number; name: string };

async function record(
  db: ActorDb,
  actor: Actor,
  { organisationId, academyCountry: country }: CohortRecord,
  { sessionId }: SessionRef,
  file: File,
  uploadedAt: Date,
): Promise<string> {
  const id = newId();
  await db.signInSheet.create({
    data: { ...file, id, sessionId, organisationId, uploadedBy: actor.personId, uploadedAt },
  });
  await recordAudit(db, {
    action: "attendance.sheet-kept",
    subjectKind: "sign_in_sheet",
    subjectId: id,
    country,
    details: { sessionId, sha256: file.sha256 },
  });
  return id;
}

async function sessionToKeepFor(db: ActorDb, actor: Actor, ref: SessionRef, clock: Clock) {
  const cohort = await cohortToTeach(db, actor, ref.cohortId, clock.now());
  await getSession(db, ref);
  return cohort;
}

async function mediaTypeOf(filePath: string): Promise<SheetType> {
  const { size } = await stat(filePath);
  if (size > SHEET_MEGABYTES * 1024 * 1024)
    throw invalid("sheet_too_large", { field: "file", megabytes: SHEET_MEGABYTES });
  const file = await open(filePath, "r");
  try {
    const { buffer } = await file.read({ buffer: Buffer.alloc(BEGINNING), length: BEGINNING });
    const kind = fileKind(buffer);
    if (!kind) throw invalid("sheet_not_readable", { field: "file" });
    return kind;
  } finally {
    await file.close();
  }
}

/** The name it came with, without paths and what headers cannot hold. */
const plainName = (name: string): string =>
  name
    .replace(/^.*[\\/]/, "")
    .replace(/[^\p{L}\p{N}._ -]/gu, "_")
    .slice(0, 120) || "sheet";
