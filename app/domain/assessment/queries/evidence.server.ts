/** One file of a practical, for whoever may read its marks. */
import type { Readable } from "node:stream";
import type { Actor } from "~/domain/kernel/actor";
import { notFound } from "~/domain/kernel/errors";
import { withActor } from "~/platform/db/doors.server";
import { openObject } from "~/platform/storage/storage.server";
import type { EvidenceType } from "../schema";

export type EvidenceFile = {
  name: string;
  mediaType: EvidenceType;
  bytes: number;
  open: () => Readable;
};

/** Throws not_found/unknown_evidence for everybody who may not read the marks it belongs to. */
export async function getEvidence(actor: Actor, evidenceId: string): Promise<EvidenceFile> {
  const [file] = await withActor(
    actor,
    (db) => db.$queryRaw<(Omit<EvidenceFile, "open"> & { sha256: string })[]>`
      select name, media_type as "mediaType", bytes::int as bytes, sha256 from practical_evidence
      where id = ${evidenceId}::uuid and removed_at is null`,
  );
  if (!file) throw notFound("unknown_evidence");
  const { sha256, ...known } = file;
  return { ...known, open: () => openObject(sha256) };
}
