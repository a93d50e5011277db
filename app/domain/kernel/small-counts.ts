/**
 * Counts that leave their country. A cell from 1 to 4 is never shown, and neither is anything it could be found from: as many other cells
 * are held back as it takes for every hidden cell to have more than one possible value, even to a reader who knows the total.
 */
export const SMALL = 5;

/** Null: held back. */
export type Shown = number | null;

/**
 * `cells` add up to the total that is shown beside them. Null when not even hiding every cell protects them: then the total is held back too.
 * A zero is shown: it is nobody.
 */
export function withholdSmall(cells: readonly number[]): Shown[] | null {
  const hidden = new Set(indices(cells).filter((i) => isSmall(cells[i])));
  const spare = indices(cells)
    .filter((i) => !hidden.has(i) && (cells[i] ?? 0) > 0)
    .sort((a, b) => (cells[a] ?? 0) - (cells[b] ?? 0));
  while (!isSafe([...hidden].map((i) => cells[i] ?? 0))) {
    const next = spare.shift();
    if (next === undefined) return null;
    hidden.add(next);
  }
  return cells.map((cell, i) => (hidden.has(i) ? null : cell));
}

const indices = (cells: readonly number[]) => cells.map((_, i) => i);
const isSmall = (cell: number | undefined): boolean =>
  cell !== undefined && cell > 0 && cell < SMALL;

/** Hidden cells are at least 1 and known by their sum: one alone, or all at the least or the most a small cell can be, would be known. */
function isSafe(hidden: number[]): boolean {
  if (hidden.length === 0) return true;
  const sum = hidden.reduce((total, cell) => total + cell, 0);
  const most = (SMALL - 1) * hidden.length;
  return hidden.length > 1 && sum > hidden.length && sum !== most;
}
