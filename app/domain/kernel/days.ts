/** A calendar day in a named zone, `YYYY-MM-DD`; never a JavaScript Date (DESIGN §4.8). */
import { invalid } from "./errors";

export type Day = string & { readonly __day: true };

const SHAPE = /^\d{4}-\d{2}-\d{2}$/;

/** Parses a day. Throws invalid/not_a_day when it does not exist in the calendar. */
export function day(text: string): Day {
  const instant = new Date(`${text}T00:00:00Z`);
  if (
    !SHAPE.test(text) ||
    Number.isNaN(instant.getTime()) ||
    instant.toISOString().slice(0, 10) !== text
  ) {
    throw invalid("not_a_day", { value: text });
  }
  return text as Day;
}

const utc = (on: Day) => new Date(`${on}T00:00:00Z`);
const fromUtc = (instant: Date) => instant.toISOString().slice(0, 10) as Day;

/** The day it is in `zone` at the instant `now`. */
export function today(zone: string, now: Date): Day {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  return day(parts.format(now));
}

/** The region's own day: Port of Spain, where IMPACS sits. */
export const regionalToday = (now: Date): Day => today("America/Port_of_Spain", now);

export function addDays(on: Day, days: number): Day {
  const instant = utc(on);
  instant.setUTCDate(instant.getUTCDate() + days);
  return fromUtc(instant);
}

/** The same day of the month `months` later, or the month's last day where that day does not exist. */
export function addMonths(on: Day, months: number): Day {
  const instant = utc(on);
  const wanted = instant.getUTCDate();
  instant.setUTCDate(1);
  instant.setUTCMonth(instant.getUTCMonth() + months);
  const last = new Date(
    Date.UTC(instant.getUTCFullYear(), instant.getUTCMonth() + 1, 0),
  ).getUTCDate();
  instant.setUTCDate(Math.min(wanted, last));
  return fromUtc(instant);
}

export const compareDays = (a: Day, b: Day): number => (a < b ? -1 : a > b ? 1 : 0);

/** Whole days from `a` to `b`; negative when b is earlier. */
export const daysBetween = (a: Day, b: Day): number =>
  Math.round((utc(b).getTime() - utc(a).getTime()) / 86_400_000);

/** A database `date` as Prisma hands it over. */
export const dayOf = (date: Date): Day => fromUtc(date);

/** A day as Prisma wants a `date`. */
export const dateOf = (on: Day): Date => utc(on);
