/** File uploads: streamed to disk while they arrive, capped, and removed when the request is done. */

import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import busboy from "busboy";
import { DomainError, invalid, unavailable } from "~/domain/kernel/errors";
import { env } from "~/platform/env.server";

export type Upload = { fields: Record<string, string>; filePath: string | null; fileName: string };

/** Receives a multipart form with at most one file of at most `limit` bytes, then calls `work`; the file is gone afterwards. Throws invalid/upload_too_large. */
export async function withUpload<T>(
  request: Request,
  work: (upload: Upload) => Promise<T>,
  limit = env().uploadMaxBytes,
): Promise<T> {
  const folder = join(env().dataDir, "storage", "incoming");
  await mkdir(folder, { recursive: true });
  const filePath = join(folder, randomUUID());
  try {
    return await work(await receive(request, filePath, limit));
  } finally {
    await rm(filePath, { force: true });
  }
}

/** Throws invalid/upload_broken for a body that is no multipart form. */
function parserFor(headers: Headers, fileSize: number): busboy.Busboy {
  const limits = { fileSize, files: 1, fields: 20, fieldSize: 10_000 };
  try {
    return busboy({ headers: Object.fromEntries(headers), limits });
  } catch {
    throw invalid("upload_broken", { field: "file" });
  }
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
    writing = pipeline(stream, createWriteStream(filePath)).then(() => {
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
    if ((error as NodeJS.ErrnoException).code === "ENOSPC") throw unavailable("storage_full");
    throw invalid("upload_broken", { field: "file" });
  }
}
