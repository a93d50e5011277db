/** The door of the content origin: which stored object a capability and a path stand for. One lookup, remembered at most 5 s. */
import pg from "pg";
import { hashCapability } from "~/domain/kernel/ids";
import { databaseUrls } from "~/platform/env.server";

export type ContentFile = { label: string; sha256: string; size: number; mediaType: string };

const REMEMBERED_MS = 5000;
const REMEMBERED_MAX = 5000;
const remembered = new Map<string, { at: number; file: ContentFile | null }>();

let pool: pg.Pool | undefined;

function contentPool(): pg.Pool {
  if (pool) return pool;
  pool = new pg.Pool({
    connectionString: databaseUrls.app,
    max: 4,
    application_name: "breakwater-content",
    options: "-c statement_timeout=5000",
  });
  pool.on("error", () => {});
  return pool;
}

/** The file, or null when the capability is unknown, ended, or has no such path. */
export async function openContent(capability: string, path: string): Promise<ContentFile | null> {
  // no file has such a name, and the database refuses to be asked for it
  if (path.includes("\0")) return null;
  const key = `${capability}/${path}`;
  const known = remembered.get(key);
  if (known && Date.now() - known.at < REMEMBERED_MS) return known.file;
  const { rows } = await contentPool().query<ContentFile>({
    name: "open-content",
    text: `select content_label as label, sha256, size::float8 as size, media_type as "mediaType" from app.open_content($1, $2)`,
    values: [hashCapability(capability), path],
  });
  if (remembered.size >= REMEMBERED_MAX) remembered.clear();
  remembered.set(key, { at: Date.now(), file: rows[0] ?? null });
  return rows[0] ?? null;
}

export async function closeContentPool(): Promise<void> {
  await pool?.end();
  pool = undefined;
}
