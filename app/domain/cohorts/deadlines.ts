/**
 * A cohort's deadlines as they hold for one country: the days of its hardship events do not count, from the day the cohort was made
 * known. A deadline never moves past the first day of the cohort, since what it is for happens then. Pure.
 */
import type { Day } from "~/domain/kernel/days";
import { type Pause, pausedDue } from "~/domain/organisations/schema";

export const DEADLINES = ["nominationsCloseOn", "quotasReleaseOn", "travelCutoffOn"] as const;
export type DeadlineKind = (typeof DEADLINES)[number];

export type NamedPause = Pause & { country: string; countryName: string; name: string };
export type Paused = Record<DeadlineKind, Day | null> & {
  startsOn: Day | null;
  sinceOn: Day;
  pauses: readonly NamedPause[];
};
/** `on` is the day as the academy set it, `due` the day that holds; `because` names the events between the two. */
export type HeldDeadline = { on: Day; due: Day; because: string[] };

type Span = { startsOn: Day | null; sinceOn: Day };

/** A day with the pauses of one country. */
export function heldDay(
  on: Day,
  { startsOn, sinceOn }: Span,
  pauses: readonly (Pause & { name: string })[],
): HeldDeadline {
  const due = clamp(pausedDue(on, pauses, sinceOn), on, startsOn);
  if (due === on) return { on, due, because: [] };
  const counted = pauses.filter(({ from, to }) => to >= sinceOn && from <= due);
  return { on, due, because: [...new Set(counted.map(({ name }) => name))] };
}

/** Null where the cohort has no such deadline. */
export function deadlineFor(
  cohort: Paused,
  kind: DeadlineKind,
  country: string,
): HeldDeadline | null {
  const on = cohort[kind];
  if (!on) return null;
  return heldDay(
    on,
    cohort,
    cohort.pauses.filter((pause) => pause.country === country),
  );
}

const clamp = (due: Day, on: Day, startsOn: Day | null): Day =>
  startsOn && due > startsOn ? (startsOn > on ? startsOn : on) : due;

/** Is the deadline behind this country's people on this day? The deadline itself still counts. */
export function isPast(cohort: Paused, kind: DeadlineKind, country: string, on: Day): boolean {
  const held = deadlineFor(cohort, kind, country);
  return held !== null && on > held.due;
}

export type PausedIn = HeldDeadline & { country: string; countryName: string };

/** In which countries a deadline is another day than the academy set. */
export const pausedIn = (cohort: Paused, kind: DeadlineKind): PausedIn[] =>
  [...new Map(cohort.pauses.map(({ country, countryName }) => [country, countryName]))].flatMap(
    ([country, countryName]) => {
      const held = deadlineFor(cohort, kind, country);
      return held && held.due !== held.on ? [{ ...held, country, countryName }] : [];
    },
  );
