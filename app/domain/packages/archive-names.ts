/** Which names an entry may have. Pure. */
import { invalid } from "~/domain/kernel/errors";

const RESERVED = "_bw";
/** Bytes: a name is a key of the database, and one part of it a name on somebody's disk. */
const LONGEST = { path: 1000, part: 255 };

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
/** Characters that make a name read otherwise than it is spelled (Unicode bidirectional embeddings, overrides, isolates). */
const MISLEADING = /[\u202a-\u202e\u2066-\u2069]/;
/** What Windows takes for a device, with any extension. */
const DEVICE = /^(con|prn|aux|nul|com[1-9]|lpt[1-9])(\.|$)/i;
/** What some file systems leave out when they compare names. */
const IGNORED = /[\u200b-\u200f\u2060\ufeff]/g;

/** The entry's path, normalised to NFC with forward slashes. Throws invalid with the rule that the name breaks. */
export function safePath(name: string): string {
  const refuse = (reason: string) => invalid(reason, { file: name.slice(0, 200) });
  const path = name.normalize("NFC").replaceAll("\\", "/");
  if (CONTROL.test(path)) throw refuse("name_unusable");
  if (MISLEADING.test(path)) throw refuse("name_misleading");
  if (path.startsWith("/") || /^[A-Za-z]:/.test(path)) throw refuse("name_absolute");
  const written = path.split("/");
  if (written.includes("..")) throw refuse("name_escapes");
  const parts = written.filter((part) => part !== "" && part !== ".");
  if (parts.length === 0) throw refuse("name_unusable");
  if (parts[0]?.toLowerCase() === RESERVED) throw refuse("name_reserved");
  if (parts.some((part) => DEVICE.test(part) || part.endsWith("."))) throw refuse("name_elsewhere");
  const clean = parts.join("/");
  if (isTooLong(clean, LONGEST.path) || parts.some((part) => isTooLong(part, LONGEST.part)))
    throw refuse("name_too_long");
  return path.endsWith("/") ? `${clean}/` : clean;
}

const isTooLong = (text: string, bytes: number) => Buffer.byteLength(text) > bytes;

/** Two names that some file system takes for one: accents composed or not, capitals or not, with marks nobody sees. */
export const foldedName = (path: string): string =>
  path
    .normalize("NFD")
    .replace(IGNORED, "")
    .toUpperCase()
    .toLowerCase()
    .replace(/ +(?=\/|$)/g, "");

export type NamedEntry = { path: string; isFolder: boolean };

/** Throws invalid/name_twice for two entries of one name, name_file_and_folder for a file that others lie in. */
export function assertDistinct(entries: NamedEntry[]): void {
  const files = new Map<string, string>();
  const folders = new Map<string, string>();
  for (const { path, isFolder } of entries) {
    const folded = foldedName(path).replace(/\/$/, "");
    const twin = files.get(folded);
    if (twin !== undefined && !isFolder) throw invalid("name_twice", { file: path, subject: twin });
    if (!isFolder) files.set(folded, path);
    for (const folder of isFolder ? [folded, ...parentsOf(folded)] : parentsOf(folded)) {
      if (folders.has(folder)) break;
      folders.set(folder, path);
    }
  }
  for (const [folded, path] of files) {
    const within = folders.get(folded);
    if (within !== undefined)
      throw invalid("name_file_and_folder", { file: path, subject: within });
  }
}

/** The nearest first. */
function parentsOf(path: string): string[] {
  const parts = path.split("/");
  return parts.slice(1).map((_, index) => parts.slice(0, parts.length - 1 - index).join("/"));
}
