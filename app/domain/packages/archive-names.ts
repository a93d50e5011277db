/** Which names an entry may have. Pure. */
import { invalid } from "~/domain/kernel/errors";

const RESERVED = "_bw";

/** The entry's path, normalised to NFC with forward slashes. Throws invalid with the rule that the name breaks. */
export function safePath(name: string): string {
  const path = name.normalize("NFC").replaceAll("\\", "/");
  const refuse = (reason: string) => invalid(reason, { file: name.slice(0, 200) });
  if (path.includes("\0") || path.length > 1000) throw refuse("name_unusable");
  if (path.startsWith("/") || /^[A-Za-z]:/.test(path)) throw refuse("name_absolute");
  if (path.split("/").includes("..")) throw refuse("name_escapes");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (/[\u0000-\u001f\u007f]/.test(path)) throw refuse("name_unusable");
  if (path.split("/")[0]?.toLowerCase() === RESERVED) throw refuse("name_reserved");
  return path.replace(/\/+/g, "/").replace(/(^|\/)\.\//g, "$1");
}

/** Two names that some file system takes for one. */
export const foldedName = (path: string): string => path.normalize("NFKC").toLowerCase();

/** Do any two byte ranges [from, to) overlap? */
export function anyOverlap(ranges: { from: number; to: number }[]): boolean {
  const sorted = [...ranges].sort((a, b) => a.from - b.from);
  return sorted.some((range, index) => index > 0 && range.from < (sorted[index - 1]?.to ?? 0));
}
