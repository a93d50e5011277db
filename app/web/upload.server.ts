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
export type ReceivedFile = { path: string; name: string; truncated: boolean };
export type Uploads = { fields: Record<string, string>; files: ReceivedFile[] };
/** `fileBytes` is where a file is cut off: whoever asks for several files says what that means. */
export type UploadLimits = { files: number; fileBytes: number; fields: number };

/**
 * Receives a multipart form with at most one file, then calls `work`; the file is gone afterwards. `fileBytes` may be less than what
 * UPLOAD_MAX_MB allows. Throws invalid/upload_too_large.
 */
export function withUpload<T>(
  request: Request,
  work: (upload: Upload) => Promise<T>,
  fileBytes = env().uploadMaxBytes,
): Promise<T> {
  return withUploads(request, { files: 1, fileBytes, fields: 20 }, ({ fields, files: [file] }) => {
    const megabytes = Math.round(fileBytes / 1024 / 1024);
    if (file?.truncated) throw invalid("upload_too_large", { field: "file", megabytes });
    return work({ fields, filePath: file?.path ?? null, fileName: file?.name ?? "" });
  });
}

/** Receives a multipart form with its files, then calls `work`; the files are gone afterwards. Throws invalid/upload_broken. */
export async function withUploads<T>(
  request: Request,
  limits: UploadLimits,
  work: (uploads: Uploads) => Promise<T>,
): Promise<T> {
  const folder = join(env().dataDir, "storage", "incoming", randomUUID());
  await mkdir(folder, { recursive: true }).catch((error) => {
    throw isFull(error) ? unavailable("storage_full") : error;
  });
  try {
    return await work(await receive(request, folder, limits));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const isFull = (error: unknown) => (error as NodeJS.ErrnoException).code === "ENOSPC";

/** Throws invalid/upload_broken for a body that is no multipart form. */
function parserFor(headers: Headers, { files, fileBytes, fields }: UploadLimits): busboy.Busboy {
  const limits = { fileSize: fileBytes, files, fields, fieldSize: 10_000 };
  try {
    return busboy({ headers: Object.fromEntries(headers), limits, defParamCharset: "utf8" });
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

async function receive(request: Request, folder: string, limits: UploadLimits): Promise<Uploads> {
  if (!request.body) throw invalid("file_missing", { field: "file" });
  const parser = parserFor(request.headers, limits);
  const fields: Uploads["fields"] = {};
  const writing: Promise<ReceivedFile>[] = [];
  parser.on("field", (name, value) => {
    fields[name] = value;
  });
  parser.on("file", (_name, stream, { filename: name }) => {
    if (name) writing.push(write(stream, join(folder, randomUUID()), name));
    else stream.resume();
  });
  try {
    await pipeline(
      Readable.fromWeb(request.body as import("node:stream/web").ReadableStream),
      parser,
    );
    return { fields, files: await Promise.all(writing) };
  } catch (error) {
    if (error instanceof DomainError) throw error;
    if (isFull(error)) throw unavailable("storage_full");
    throw invalid("upload_broken", { field: "file" });
  }
}

function write(
  stream: Readable & { truncated?: boolean },
  path: string,
  name: string,
): Promise<ReceivedFile> {
  const written = save(stream, path).then(() => ({
    ...{ path, name },
    truncated: stream.truncated === true,
  }));
  // awaited once the form has ended; a disk that is full meanwhile is told there
  written.catch(() => {});
  return written;
}
