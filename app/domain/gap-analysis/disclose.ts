/**
 * What a viewer may know of a cell; the one place that decides it, for page, API, CSV and SVG (DESIGN §4.7, §10).
 * Outside the country a figure is a status and a band: in a small state an exact figure that moves identifies a person.
 */
import type { Cell, DisclosedCell, Flag, Viewer } from "./schema";

/** Fewer people than this are never told apart (model §2.4). */
const SMALL = 5;
/** Roles with this many holders or fewer have a status only. */
const FEW = 2;
/** The points a share may be rounded to, finest first. */
const STEPS = [5, 10];
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

/**
 * "at_target" or "below_target", or a rounded share where at least five different numbers of certified people would show the
 * same: how many hold a post is often public, and with it a share alone would be the number.
 */
export function bandOf({ numerator: n, denominator, required, status }: Cell): string | null {
  if (n === null || required === null || status === "unknown" || status === "not_applicable")
    return null;
  const atTarget = status === "met" ? "at_target" : "below_target";
  if (!denominator) return atTarget;
  if (denominator.value <= FEW) return null;
  return roundedShare(n, denominator, required, status === "met") ?? atTarget;
}

type Denominator = NonNullable<Cell["denominator"]>;

function roundedShare(
  n: number,
  { value: size, low, high }: Denominator,
  required: number,
  isMet: boolean,
): string | null {
  const step = STEPS.find((points) => (size * points) / 100 >= SMALL);
  if (!step) return null;
  const share = (count: number) => Math.round((count / size) * (100 / step)) * step;
  // the status is published too, so only numbers that certainly have it count
  const hasStatus = (count: number) =>
    isMet ? count >= (required * high) / size : count <= ((required - 1) * low) / size;
  const looksAlike = (count: number) =>
    count >= 0 && share(count) === share(n) && !isDisclosive(count, size) && hasStatus(count);
  if (!looksAlike(n)) return null;
  const alike = 1 + following(n, 1, looksAlike) + following(n, -1, looksAlike);
  return alike >= SMALL ? String(share(n)) : null;
}

/** A few, all but a few, or all: each says something about persons. */
const isDisclosive = (n: number, size: number) =>
  size < SMALL || (n > 0 && n < SMALL) || size - n < SMALL;

/** How many numbers after `n`, one by one in this direction, look the same; more than enough is not counted. */
function following(n: number, direction: 1 | -1, looksAlike: (count: number) => boolean): number {
  let count = 0;
  while (count < SMALL && looksAlike(n + direction * (count + 1))) count += 1;
  return count;
}
