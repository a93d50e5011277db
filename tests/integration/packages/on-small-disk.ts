/**
 * Runs in a mount namespace of its own, where DATA_DIR is a disk of a few megabytes: stores a small package, then is sent one
 * that does not fit, by upload and by import, and says as JSON what became of each and what lies in the storage.
 */
import { openAsBlob, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { DomainError } from "~/domain/kernel/errors";
import { importArchive } from "~/domain/packages/import.server";
import { removeUpload, uploadPath, writePiece } from "~/platform/storage/uploads.server";
import { withUpload } from "~/web/upload.server";

const [small = "", large = ""] = process.argv.slice(2);
const storage = join(process.env.DATA_DIR ?? "", "storage");

const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "accepted",
    (error) => {
      if (error instanceof DomainError) return `${error.code} ${error.details.reason}`;
      throw error;
    },
  );

const stored = () =>
  readdirSync(join(storage, "objects"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort();

async function upload(path: string): Promise<void> {
  const form = new FormData();
  form.append("file", await openAsBlob(path), "large.zip");
  const request = new Request("http://localhost/", { method: "POST", body: form });
  await withUpload(request, async () => {});
}

/** Sends pieces until the disk is full; what was counted before must still be there, and goes when it is called off. */
async function pieces(): Promise<{ ended: string; kept: boolean }> {
  const piece = Buffer.alloc(1024 * 1024, 7);
  let counted = 0;
  let ended = "accepted";
  while (ended === "accepted" && counted < 20) {
    ended = await outcome(writePiece("upload", counted * piece.length, piece));
    if (ended === "accepted") counted += 1;
  }
  const there = await readFile(uploadPath("upload"));
  const kept = there.length >= counted * piece.length && there.every((byte) => byte === 7);
  await removeUpload("upload");
  return { ended, kept };
}

const first = await outcome(importArchive(small));
const before = stored();
const uploaded = await outcome(upload(large));
const imported = await outcome(importArchive(large));
const inPieces = await pieces();
const kept = stored();
console.log(
  JSON.stringify({
    first,
    uploaded,
    imported,
    inPieces,
    lost: before.filter((name) => !kept.includes(name)),
    halfWritten: readdirSync(join(storage, "incoming")),
    again: await outcome(importArchive(small)),
  }),
);
