/** What a hardship event does to a due day: the days it lasts do not count. Pure. */
import { addDays, type Day, daysBetween } from "~/domain/kernel/days";

export type Pause = { from: Day; to: Day };

/**
 * The day something is due once the days of the pauses are added: as many days without a pause are left as there were before, and
 * the answer never lies within a pause. With `since`, the day it was set, earlier days of a pause do not count.
 */
export function pausedDue(dueOn: Day, pauses: readonly Pause[], since?: Day): Day {
  let due = dueOn;
  for (const { from, to } of merged(pauses, since)) {
    if (from > due) break;
    due = addDays(due, daysBetween(from, to) + 1);
  }
  return due;
}

/** Pauses in order, without overlaps, from `since` on; one whose end lies before its beginning is none. */
function merged(pauses: readonly Pause[], since: Day | undefined): Pause[] {
  const clipped = pauses
    .map(({ from, to }) => ({ from: since && from < since ? since : from, to }))
    .filter(({ from, to }) => from <= to)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  const result: Pause[] = [];
  for (const pause of clipped) {
    const last = result.at(-1);
    if (!last || pause.from > addDays(last.to, 1)) result.push({ ...pause });
    else if (pause.to > last.to) last.to = pause.to;
  }
  return result;
}
