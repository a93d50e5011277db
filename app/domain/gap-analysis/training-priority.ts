/**
 * How far a country is from the standards that a curriculum serves, as one fraction: what is missing of what the unmet standards
 * of coverage and count ask for. A standard whose outcome is unknown says nothing; a curriculum without an unmet standard is left out.
 */
import { certificationOf } from "./rule";
import type { Cell, Standard } from "./schema";

export function trainingShortfalls(
  standards: readonly Pick<Standard, "key" | "rule">[],
  cells: ReadonlyMap<string, Pick<Cell, "status" | "shortfall" | "required">>,
  curriculumOf: ReadonlyMap<string, string>,
): Record<string, number> {
  const sums = new Map<string, { missing: number; asked: number }>();
  for (const { key, rule } of standards) {
    const curriculum = curriculumOf.get(certificationOf(rule) ?? "");
    const cell = cells.get(key);
    if (!curriculum || cell?.status !== "not_met" || !cell.required) continue;
    const { missing, asked } = sums.get(curriculum) ?? { missing: 0, asked: 0 };
    const lacking = Math.min(cell.shortfall ?? 0, cell.required);
    sums.set(curriculum, { missing: missing + lacking, asked: asked + cell.required });
  }
  return Object.fromEntries([...sums].map(([key, { missing, asked }]) => [key, missing / asked]));
}
