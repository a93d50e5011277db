/** The hash of a released picture: it follows from what is stored, so that anybody holding the rows can check it and the chain. */
import { createHash } from "node:crypto";
import type { Day } from "~/domain/kernel/days";

export type SnapshotRow = { country: string; standardKey: string; cell: unknown };

/** The hash of one release, linked to the one before. Independent of the order of rows and of keys. */
export function snapshotHash(previousHash: string, on: Day, rows: SnapshotRow[]): string {
  const lines = rows.map((row) => canonical([row.country, row.standardKey, row.cell])).sort();
  return sha256(`${previousHash}|${on}|${sha256(lines.join("\n"))}`);
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** JSON with the keys of every object in order. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`)
    .join(",")}}`;
}
