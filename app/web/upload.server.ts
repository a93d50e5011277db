/** File uploads: streamed to disk while they arrive, capped, and removed when the request is done. */

import { randomUUID } from "node:crypto";
import { mkdir, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import busboy from "busboy";
import { DomainError, invalid, unavailable } from "~/domain/kernel/errors";
import { env } from "~/platform/env.server";

export type Upload = { fields: Record<string, string>; filePath: string | null; fileName: string };

/**
 * Receives a multipart form with at most one file, then calls `work`; the file is gone afterwards. `mostBytes` may be less than what
 * UPLOAD_MAX_MB allows. Throws invalid/upload_too_large.
 */
export async function withUpload<T>(
  request: Request,
  work: (upload: Upload) => Promise<T>,
  mostBytes = env().uploadMaxBytes,
): Promise<T> {
  const folder = join(env().dataDir, "storage", "incoming");
  await mkdir(folder, { recursive: true }).catch((error) => {
    throw isFull(error) ? unavailable("storage_full") : error;
  });
  const filePath = join(folder, randomUUID());
  try {
    return await work(await receive(request, filePath, mostBytes));
  } finally {
    await rm(filePath, { force: true });
  }
}

const isFull = (error: unknown) => (error as NodeJS.ErrnoException).code === "ENOSPC";

/** Throws invalid/upload_broken for a body that is no multipart form. */
function parserFor(headers: Headers, fileSize: number): busboy.Busboy {
  const limits = { fileSize, files: 1, fields: 20, fieldSize: 10_000 };
  try {
    return busboy({ headers: Object.fromEntries(headers), limits });
  } catch {
    throw invalid("upload_broken", { field: "file" });
  }
}

/**
 * Writes a file as it arrives. When the disk refuses, the rest is still read and thrown away: an answer given while a browser
 * sends is never shown to its person.
 */
async function save(stream: Readable, filePath: string): Promise<void> {
  const file = await open(filePath, "w").catch((error: unknown) => ({ error }));
  let failure = "error" in file ? file.error : undefined;
  for await (const chunk of stream) {
    if (failure !== undefined || "error" in file) continue;
    await file.appendFile(chunk as Buffer).catch((error: unknown) => {
      failure = error;
    });
  }
  if (!("error" in file)) await file.close();
  if (failure !== undefined) throw failure;
}

async function receive(request: Request, filePath: string, limit: number): Promise<Upload> {
  if (!request.body) throw invalid("file_missing", { field: "file" });
  const parser = parserFor(request.headers, limit);
  const upload: Upload = { fields: {}, filePath: null, fileName: "" };
  let writing: Promise<void> = Promise.resolve();
  parser.on("field", (name, value) => {
    upload.fields[name] = value;
  });
  parser.on("file", (_name, stream, info) => {
    if (!info.filename) {
      stream.resume();
      return;
    }
    upload.fileName = info.filename;
    upload.filePath = filePath;
    writing = save(stream, filePath).then(() => {
      if (stream.truncated)
        throw invalid("upload_too_large", {
          field: "file",
          megabytes: Math.round(limit / 1024 / 1024),
        });
    });
    writing.catch(() => {});
  });
  try {
    await pipeline(
      Readable.fromWeb(request.body as import("node:stream/web").ReadableStream),
      parser,
    );
    await writing;
    return upload;
  } catch (error) {
    if (error instanceof DomainError) throw error;
    if (isFull(error)) throw unavailable("storage_full");
    throw invalid("upload_broken", { field: "file" });
  }
}
