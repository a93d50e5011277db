/** What a file of a package refers to: other files of the package, and other sites. Read with patterns, not run. Pure. */

export type Reference = {
  /** As it is written. */
  address: string;
  /** Whether the page needs it to work, or a reader may follow it. */
  kind: "resource" | "link";
};

const ATTRIBUTE = /<\s*([a-z][\w-]*)\b([^<>]{0,4000})>/gi;
const ADDRESS = /\b(src|href|data|poster)\s*=\s*(?:"([^"]*)"|'([^']*)')/gi;
const CSS_ADDRESS =
  /\burl\(\s*(?:"([^"]*)"|'([^']*)'|([^()"'\s]{1,2000}))\s*\)|@import\s+(?:"([^"]+)"|'([^']+)')/gi;

/** What a page or a style sheet refers to. */
export function referencesOf(path: string, text: string): Reference[] {
  if (/\.css$/i.test(path)) return cssReferences(text);
  if (!/\.x?html?$/i.test(path)) return [];
  return [...withoutScripts(text).matchAll(ATTRIBUTE)].flatMap(([, tag = "", attributes = ""]) =>
    [...attributes.matchAll(ADDRESS)].map(
      ([, name = "", double, single]): Reference => ({
        address: (double ?? single ?? "").trim(),
        kind: isLink(tag, name) ? "link" : "resource",
      }),
    ),
  );
}

const cssReferences = (text: string): Reference[] =>
  [...text.matchAll(CSS_ADDRESS)].map(([, ...found]) => ({
    address: (found.find((part) => part !== undefined) ?? "").trim(),
    kind: "resource" as const,
  }));

/** Markup that a script writes is not there yet; the script's own address stays. */
const withoutScripts = (text: string) =>
  without(without(text, /<!--/g, /-->/g), /<script\b[^<>]{0,4000}>/gi, /<\/script/gi);

/** The text without what stands between, in one pass however it is made: a package may be hostile. */
function without(text: string, opening: RegExp, closing: RegExp): string {
  const kept: string[] = [];
  let at = 0;
  for (;;) {
    opening.lastIndex = at;
    const start = opening.exec(text);
    if (!start) return kept.concat(text.slice(at)).join("");
    kept.push(text.slice(at, opening.lastIndex));
    closing.lastIndex = opening.lastIndex;
    const end = closing.exec(text);
    if (!end) return kept.join("");
    at = end.index;
  }
}

const isLink = (tag: string, attribute: string) =>
  attribute.toLowerCase() === "href" && /^(a|area)$/i.test(tag);

/** The host of an address on another site; null for one of the package. */
export const hostOf = (address: string): string | null =>
  /^(?:https?:)?\/\/([^/?#:]+)/i.exec(address)?.[1]?.toLowerCase() ?? null;

/** The path inside the package that an address in `from` means; null where it means no file of the package, or cannot be told. */
export function pathMeant(from: string, address: string): string | null {
  if (address === "" || /^[a-z][a-z0-9+.-]*:|^\/\/|^#|[{}<>$]|\+/i.test(address)) return null;
  const plain = address.split(/[?#]/)[0] ?? "";
  const parts = plain.startsWith("/") ? [] : from.split("/").slice(0, -1);
  for (const part of decoded(plain).replaceAll("\\", "/").split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.length === 0 || plain.endsWith("/") ? null : parts.join("/").normalize("NFC");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
