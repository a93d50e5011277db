/** Scans of signed sheets, kept as evidence beside the session. They are added, never changed. */
import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import type { Actor } from "~/domain/kernel/actor";
import { type Clock, systemClock } from "~/domain/kernel/clock";
import { invalid } from "~/domain/kernel/errors";
import { newId } from "~/domain/kernel/ids";
import { recordAudit, withActor } from "~/platform/db/doors.server";
import { putObject } from "~/platform/storage/storage.server";
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
  if (!upload.filePath) throw invalid("file_missing", { field: "file" });
  const mediaType = await mediaTypeOf(upload.filePath);
  const { sha256, size } = await putObject(createReadStream(upload.filePath));
  return withActor(actor, async (db, fresh) => {
    const cohort = await sessionToKeepFor(db, fresh, ref, clock);
    const { sessionId } = ref;
    const kept = await db.signInSheet.findFirst({ where: { sessionId, sha256 } });
    if (kept) return { sheetId: kept.id, isNew: false };
    const sheetId = newId();
    await db.signInSheet.create({
      data: {
        ...{ id: sheetId, sessionId, sha256, mediaType, bytes: size },
        ...{ organisationId: cohort.organisationId, uploadedBy: fresh.personId },
        ...{ name: plainName(upload.fileName), uploadedAt: clock.now() },
      },
    });
    await recordAudit(db, {
      action: "attendance.sheet-kept",
      subjectKind: "sign_in_sheet",
      subjectId: sheetId,
      country: cohort.academyCountry,
      details: { sessionId, sha256 },
    });
    return { sheetId, isNew: true };
  });
}

async function sessionToKeepFor(
  db: Parameters<typeof cohortToTeach>[0],
  actor: Actor,
  ref: SessionRef,
  clock: Clock,
) {
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
