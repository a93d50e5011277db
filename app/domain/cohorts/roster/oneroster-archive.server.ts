/** The few files we read of a OneRoster archive, in bounded memory: sizes are checked before inflating and counted again while. */
import { type Entry, fromBuffer, type ZipFile } from "yauzl";
import { DomainError, invalid } from "~/domain/kernel/errors";

const CAPS = { entries: 200, fileBytes: 16 * 1024 * 1024, totalBytes: 40 * 1024 * 1024 };

const WANTED = ["manifest", "users", "roles", "enrollments", "orgs", "demographics"] as const;
export type WantedFile = (typeof WANTED)[number];
export type ArchiveFiles = Partial<Record<WantedFile, Buffer>>;

const refuse = (reason: string, details: Record<string, unknown> = {}) =>
  invalid(reason, { field: "file", ...details });

/** Throws invalid: not_a_zip, archive_damaged, archive_too_large, archive_encrypted, spreadsheet_file. */
export async function readArchive(bytes: Buffer): Promise<ArchiveFiles> {
  const zip = await openZip(bytes);
  try {
    return await readWanted(zip);
  } catch (error) {
    throw error instanceof DomainError ? error : refuse("archive_damaged");
  } finally {
    zip.close();
  }
}

function openZip(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
      if (error || !zip) reject(refuse("not_a_zip"));
      else resolve(zip);
    });
  });
}

async function readWanted(zip: ZipFile): Promise<ArchiveFiles> {
  const files: ArchiveFiles = {};
  let total = 0;
  for (const entry of await listEntries(zip)) {
    if (/^(xl|word|ppt)\//.test(entry.fileName)) throw refuse("spreadsheet_file");
    const name = wantedName(entry.fileName);
    if (!name || files[name]) continue;
    total += entry.uncompressedSize;
    checkEntry(entry, total);
    files[name] = await inflate(zip, entry);
  }
  return files;
}

/** `users.csv`, at the top or in one folder. */
function wantedName(path: string): WantedFile | null {
  const match = /^(?:[^/]+\/)?(\w+)\.csv$/.exec(path);
  return WANTED.find((name) => name === match?.[1]) ?? null;
}

function listEntries(zip: ZipFile): Promise<Entry[]> {
  if (zip.entryCount > CAPS.entries) throw refuse("archive_too_large", { most: CAPS.entries });
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on("error", () => reject(refuse("archive_damaged")));
    zip.on("end", () => resolve(entries));
    zip.on("entry", (entry: Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

function checkEntry(entry: Entry, total: number): void {
  if (entry.generalPurposeBitFlag & 1) throw refuse("archive_encrypted");
  if (entry.uncompressedSize > CAPS.fileBytes || total > CAPS.totalBytes)
    throw refuse("archive_too_large", { file: entry.fileName.slice(0, 100) });
}

function inflate(zip: ZipFile, entry: Entry): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error || !stream) return reject(refuse("archive_damaged"));
      const chunks: Buffer[] = [];
      let seen = 0;
      stream.on("error", () => reject(refuse("archive_damaged")));
      stream.on("end", () => resolve(Buffer.concat(chunks)));
      stream.on("data", (chunk: Buffer) => {
        seen += chunk.length;
        if (seen > entry.uncompressedSize) stream.destroy(refuse("archive_damaged"));
        else chunks.push(chunk);
      });
    });
  });
}
