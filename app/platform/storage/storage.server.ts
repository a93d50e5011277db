/**
 * Content-addressed files: an object is named by the SHA-256 of its bytes and never changes.
 * Written beside its place, synced, then renamed: a crash leaves a whole object or none.
 */
import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { access, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
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

const incoming = () => join(root(), "incoming");

const place = (sha256: string) =>
  join(root(), "objects", sha256.slice(0, 2), sha256.slice(2, 4), sha256);

export type Stage = (source: Readable) => Promise<StoredObject>;

/**
 * Stores streams, all or none: they are written aside, and put in their places only when `work` has ended well. A refusal or
 * a full disk leaves the storage, and its free space, as it was. Throws unavailable/storage_full.
 */
export async function putObjects<T>(work: (stage: Stage) => Promise<T>): Promise<T> {
  const folder = join(incoming(), randomUUID());
  const staged = new Set<string>();
  try {
    await mkdir(folder, { recursive: true });
    const result = await work(async (source) => {
      const object = await write(source, folder);
      staged.add(object.sha256);
      return object;
    });
    for (const sha256 of staged) await settle(join(folder, sha256), place(sha256));
    return result;
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === "ENOSPC" ? unavailable("storage_full") : error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Stores one stream. Throws unavailable/storage_full. */
export const putObject = (source: Readable): Promise<StoredObject> =>
  putObjects((stage) => stage(source));

/** Writes a stream into the folder, named by its hash. */
async function write(source: Readable, folder: string): Promise<StoredObject> {
  const temporary = join(folder, randomUUID());
  const hash = createHash("sha256");
  let size = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(source, meter, createWriteStream(temporary));
  const sha256 = hash.digest("hex");
  await rename(temporary, join(folder, sha256));
  return { sha256, size };
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
  const probe = join(incoming(), `probe-${randomUUID()}`);
  await mkdir(dirname(probe), { recursive: true });
  await (await open(probe, "w")).close();
  await rm(probe);
  await access(root());
}

/** Removes what a killed process was receiving: nobody receives for a whole day. */
export async function removeAbandoned(now = Date.now()): Promise<void> {
  const names = await readdir(incoming()).catch(() => []);
  for (const name of names) {
    const path = join(incoming(), name);
    const found = await stat(path).catch(() => null);
    if (found && now - found.mtimeMs > DAY_MS) await rm(path, { recursive: true, force: true });
  }
}

const DAY_MS = 86_400_000;
