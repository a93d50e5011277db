/**
 * What a viewer may know of a cell; the one place that decides it, for page, API, CSV and SVG (DESIGN §4.7, §10).
 * Outside the country a figure is a status and a band: in a small state an exact figure that moves identifies a person.
 */
import type { Cell, DisclosedCell, Flag, Viewer } from "./schema";

const SMALL = 5;
/** Flags that tell of single people where few stand behind a figure. */
const INSIDE: readonly Flag[] = ["SMALL_N", "WILL_LAPSE", "EXTENDED"];

export function discloseCell(viewer: Viewer, country: string, cell: Cell): DisclosedCell {
  const exact = viewer !== null && (viewer.regional || viewer.countries.includes(country));
  return {
    status: cell.status,
    likely: cell.likely,
    band: bandOf(cell),
    flags: exact ? cell.flags : cell.flags.filter((flag) => !INSIDE.includes(flag)),
    exact: exact ? cell : null,
  };
}

/** A share rounded to five points, or only "<5", "below target", "target reached" where few people are behind it (model §2.4). */
export function bandOf({ numerator: n, denominator, required, status }: Cell): string | null {
  if (n === null || required === null || status === "unknown" || status === "not_applicable")
    return null;
  const size = denominator?.value ?? n;
  const disclosive =
    size < SMALL || (n > 0 && n < SMALL) || (denominator !== null && size - n < SMALL);
  if (disclosive) return status === "met" ? "at_target" : "below_target";
  if (!denominator) return status === "met" ? "at_target" : "below_target";
  return String(Math.round((n / size) * 20) * 5);
}
