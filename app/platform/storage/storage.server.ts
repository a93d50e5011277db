/**
 * Content-addressed files: an object is named by the SHA-256 of its bytes and never changes.
 * Written beside its place, synced, then renamed: a crash leaves a whole object or none.
 */
import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { access, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { unavailable } from "~/domain/kernel/errors";
import { env } from "~/platform/env.server";

export type StoredObject = { sha256: string; size: number };

function root(): string {
  if (env().storageUrl)
    throw new Error(
      "STORAGE_URL is not supported by this version: files are kept under DATA_DIR/storage.",
    );
  return join(env().dataDir, "storage");
}

const place = (sha256: string) =>
  join(root(), "objects", sha256.slice(0, 2), sha256.slice(2, 4), sha256);

/** Stores a stream. Throws unavailable/storage_full when the disk is; nothing half-written stays. */
export async function putObject(source: Readable): Promise<StoredObject> {
  const temporary = join(root(), "incoming", randomUUID());
  await mkdir(dirname(temporary), { recursive: true });
  const hash = createHash("sha256");
  let size = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  try {
    await pipeline(source, meter, createWriteStream(temporary));
    const sha256 = hash.digest("hex");
    await settle(temporary, place(sha256));
    return { sha256, size };
  } catch (error) {
    await rm(temporary, { force: true });
    throw (error as NodeJS.ErrnoException).code === "ENOSPC" ? unavailable("storage_full") : error;
  }
}

async function settle(temporary: string, target: string): Promise<void> {
  const file = await open(temporary, "r");
  await file.sync();
  await file.close();
  await mkdir(dirname(target), { recursive: true });
  await rename(temporary, target);
}

/** A stream of the object, or of the inclusive byte range [start, end]. */
export const openObject = (sha256: string, range?: { start: number; end: number }): Readable =>
  createReadStream(place(sha256), range);

/** Throws when objects cannot be written; for /readyz. */
export async function checkStorage(): Promise<void> {
  const probe = join(root(), "incoming", `probe-${randomUUID()}`);
  await mkdir(dirname(probe), { recursive: true });
  await (await open(probe, "w")).close();
  await rm(probe);
  await access(root());
}
