/**
 * Files that arrive in pieces, each named by its upload's id. A piece is on disk when its promise is kept: what the database
 * calls received survives a killed process and a power cut.
 */
import { mkdir, open, readdir, rename, rm, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { unavailable } from "~/domain/kernel/errors";
import { env } from "~/platform/env.server";

const folder = () => join(env().dataDir, "storage", "uploads");

export const uploadPath = (id: string): string => join(folder(), id);

/** Writes a piece at its place, over what a broken attempt left there. Throws unavailable/storage_full. */
export async function writePiece(id: string, offset: number, bytes: Uint8Array): Promise<void> {
  try {
    await mkdir(folder(), { recursive: true });
    const file = await openForPieces(uploadPath(id));
    try {
      // a disk that is nearly full takes a part and says nothing
      for (let done = 0; done < bytes.byteLength; )
        done += (await file.write(bytes, done, bytes.byteLength - done, offset + done))
          .bytesWritten;
      await file.datasync();
    } finally {
      await file.close();
    }
  } catch (error) {
    throw fullOr(error);
  }
}

/** Never truncates: "w" would throw away what is there, and "r+" wants a file. */
async function openForPieces(path: string) {
  return open(path, "r+").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return open(path, "wx").catch(() => open(path, "r+"));
    throw error;
  });
}

/** Takes a file that arrived whole. */
export async function adoptUpload(id: string, filePath: string): Promise<void> {
  try {
    await mkdir(folder(), { recursive: true });
    await rename(filePath, uploadPath(id));
  } catch (error) {
    throw fullOr(error);
  }
}

export const removeUpload = (id: string): Promise<void> => rm(uploadPath(id), { force: true });

/** Removes files of uploads that are over; one that has just begun may not be in `open` yet. */
export async function removeUploadsExcept(open: Set<string>, now = Date.now()): Promise<void> {
  for (const name of await readdir(folder()).catch(() => [])) {
    if (open.has(name)) continue;
    const found = await stat(uploadPath(name)).catch(() => null);
    if (found && now - found.mtimeMs > HOUR_MS) await removeUpload(name);
  }
}

/** Throws unavailable/storage_full when the disk has no room for so many bytes. */
export async function assertRoom(bytes: number): Promise<void> {
  await mkdir(folder(), { recursive: true }).catch((error) => {
    throw fullOr(error);
  });
  const { bavail, bsize } = await statfs(folder());
  if (bavail * bsize < bytes) throw unavailable("storage_full");
}

const fullOr = (error: unknown) =>
  (error as NodeJS.ErrnoException).code === "ENOSPC" ? unavailable("storage_full") : error;

const HOUR_MS = 3_600_000;
