/** What is stored of a SCORM 2004 session between launches, read back from whatever is there. */
import type { Values } from "./run-time-2004-cmi";
import { parseFields, parseNumbers, parseSnapshot, parseTexts } from "./sequencing/parse-snapshot";
import type { KnownFields, Snapshot } from "./sequencing/snapshot";

/** What `sequencing()` holds: the tree, shared data, and the total time of each SCO's attempt in seconds. */
export type Kept = { tree: Snapshot; shared: Values; seconds: Record<string, number> };

/** Null for what is no such state. */
export function parseKept(text: string): Kept | null {
  const value = parseJson(text);
  if (typeof value !== "object" || value === null) return null;
  const { tree, shared, seconds } = value as Record<string, unknown>;
  if (tree === undefined) return null;
  return { tree: parseSnapshot(tree), shared: parseTexts(shared), seconds: parseNumbers(seconds) };
}

/** The learner's global objectives, each JSON by its id. */
export const parseGlobals = (objectives: Record<string, string>): Record<string, KnownFields> =>
  Object.fromEntries(
    Object.entries(objectives).map(([id, text]) => [id, parseFields(parseJson(text))]),
  );

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
