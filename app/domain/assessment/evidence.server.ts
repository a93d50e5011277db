/**
 * Photos and files that an assessor attaches to a signature. They are known by what their bytes say they are, kept by their
 * hash, never executed and never shown in place: whoever may read the marks may download them.
 */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { fileTypeFromFile } from "file-type";
import { invalid } from "~/domain/kernel/errors";
import type { ActorDb } from "~/platform/db/doors.server";
import { putObject } from "~/platform/storage/storage.server";
import type { PracticalRef } from "./practical.server";
import { EVIDENCE_BYTES, EVIDENCE_TYPES, type EvidenceType } from "./schema";

export type EvidenceView = {
  id: string;
  assessmentId: string;
  name: string;
  mediaType: EvidenceType;
  bytes: number;
  note: string;
  uploadedBy: string;
  uploadedAt: Date;
};

/** Every file of a practical the actor may see, the newest first; drafts only of their own. */
export const listEvidence = (db: ActorDb, ref: PracticalRef) => db.$queryRaw<EvidenceView[]>`
  select id, practical_assessment_id as "assessmentId", name, media_type as "mediaType", bytes::int as bytes, note,
         uploaded_by as "uploadedBy", uploaded_at as "uploadedAt"
  from practical_evidence
  where enrolment_id = ${ref.enrolmentId}::uuid and module_id = ${ref.moduleId}::uuid and removed_at is null
  order by uploaded_at desc, id desc`;

export type ReceivedFile = { path: string; name: string };
export type StoredEvidence = {
  sha256: string;
  bytes: number;
  mediaType: EvidenceType;
  name: string;
};

/** Keeps a received file. Throws invalid with evidence_empty, evidence_too_large or evidence_type, and the file's name. */
export async function storeEvidence(file: ReceivedFile): Promise<StoredEvidence> {
  const { size } = await stat(file.path);
  const refused = { field: "evidence", file: file.name };
  if (size === 0) throw invalid("evidence_empty", refused);
  if (size > EVIDENCE_BYTES) throw invalid("evidence_too_large", refused);
  const mediaType = await typeOf(file.path);
  if (!mediaType) throw invalid("evidence_type", refused);
  const { sha256 } = await putObject(createReadStream(file.path));
  return { sha256, bytes: size, mediaType, name: plainName(file.name) };
}

async function typeOf(path: string): Promise<EvidenceType | null> {
  const found = await fileTypeFromFile(path);
  return EVIDENCE_TYPES.find((type) => type === found?.mime) ?? null;
}

/** The last part of the name, without control characters, quotes or directions: it will stand in a header. */
function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? "";
  const plain = last
    .normalize("NFC")
    .replace(/[\p{C}"]/gu, "")
    .trim();
  return plain.slice(-200) || "evidence";
}
