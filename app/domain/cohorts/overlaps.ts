/**
 * Trainings that get in each other's way: same audience, same country, same topic, same time (requirements 29 and 35).
 * Pure. Nothing named means everybody: a cohort for no particular profession is for all of them.
 */
import type { CountryCode } from "~/domain/kernel/country";
import { compareDays, type Day } from "~/domain/kernel/days";

/** A cohort, or what a partner plans elsewhere. */
export type Activity = {
  id: string;
  kind: "cohort" | "offer";
  title: string;
  organiser: string;
  curriculumKey: string | null;
  professions: string[];
  countries: CountryCode[];
  startsOn: Day;
  endsOn: Day;
};

/** What two activities share; an empty list means all. */
export type Overlap = {
  first: Activity;
  second: Activity;
  curriculumKey: string;
  professions: string[];
  countries: CountryCode[];
  from: Day;
  to: Day;
};

/** What they share, or null. A topic that is not known overlaps with nothing. */
export function overlapOf(first: Activity, second: Activity): Overlap | null {
  const from = last(first.startsOn, second.startsOn);
  const to = compareDays(first.endsOn, second.endsOn) < 0 ? first.endsOn : second.endsOn;
  const { curriculumKey } = first;
  const professions = shared(first.professions, second.professions);
  const countries = shared(first.countries, second.countries);
  if (from > to || curriculumKey === null || curriculumKey !== second.curriculumKey) return null;
  if (professions === null || countries === null) return null;
  return { first, second, curriculumKey, professions, countries, from, to };
}

const last = (a: Day, b: Day): Day => (compareDays(a, b) > 0 ? a : b);

function shared(some: string[], others: string[]): string[] | null {
  if (some.length === 0) return others;
  if (others.length === 0) return some;
  const both = some.filter((one) => others.includes(one));
  return both.length > 0 ? both : null;
}

/** Every pair that overlaps, earliest first; each pair once, whatever the order they came in. */
export function findOverlaps(activities: readonly Activity[]): Overlap[] {
  const inOrder = [...activities].sort(
    (a, b) => compareDays(a.startsOn, b.startsOn) || (a.id < b.id ? -1 : 1),
  );
  const found: Overlap[] = [];
  let going: Activity[] = [];
  for (const next of inOrder) {
    going = going.filter((activity) => activity.endsOn >= next.startsOn);
    for (const activity of going) {
      const overlap = overlapOf(activity, next);
      if (overlap) found.push(overlap);
    }
    going.push(next);
  }
  return found.sort((a, b) => compareDays(a.from, b.from));
}
