/**
 * How far a hardship event extends an award: its months from the day the award ends as things stand, and six in all at the most,
 * however many events there are. Pure; the award's own validity is not touched (docs/decisions/0013-extended-beside-the-award.md).
 */
import { addDays, addMonths, compareDays, type Day } from "~/domain/kernel/days";
import { MOST_MONTHS } from "~/domain/organisations/schema";

/** So many months after a last day, last day included. */
const monthsAfter = (lastDay: Day, months: number): Day =>
  addDays(addMonths(addDays(lastDay, 1), months), -1);

/** The day an award that is valid to `to`, and extended to `extendedTo` so far, is extended to; null where no day is left to add. */
export function extensionOf(
  { to, extendedTo }: { to: Day; extendedTo: Day | null },
  months: number,
): Day | null {
  const end = extendedTo ?? to;
  const furthest = monthsAfter(to, MOST_MONTHS);
  const wanted = monthsAfter(end, months);
  const reached = compareDays(wanted, furthest) < 0 ? wanted : furthest;
  return reached > end ? reached : null;
}
