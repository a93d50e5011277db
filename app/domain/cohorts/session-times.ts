/** When sessions are: from the days and times somebody types, in the session's own zone, to instants. */
import { addDays, type Day, day } from "~/domain/kernel/days";
import { invalid } from "~/domain/kernel/errors";
import { type ClockTime, clockTime, instantOf, isZone } from "./local-time";

export type Interval = { startsAt: Date; endsAt: Date };

/** As typed: a day, two times of that day, and perhaps a day to fall back to. */
export type TypedTimes = {
  zone: string;
  startsOn: string;
  startTime: string;
  endTime: string;
  fallbackOn: string;
  /** Also on the days that follow, this many times in all. */
  repeatDays: number;
  skipWeekends: boolean;
};

export type SessionTimes = Interval & { fallback: Interval | null };

/** Most sessions last a morning or a day; longer is a slip of the keyboard. */
const LONGEST_MINUTES = 16 * 60;
export const MOST_REPEATS = 30;

/**
 * One entry per session, the first on the day given; each day's times are that day's own, so that nine o'clock stays nine o'clock
 * when the clocks change. Throws invalid with the field: unknown_zone, not_a_day, not_a_time, ends_before_start, too_long,
 * time_skipped, time_twice, fallback_not_later, fallback_repeated.
 */
export function sessionTimes(typed: TypedTimes): SessionTimes[] {
  if (!isZone(typed.zone)) throw invalid("unknown_zone", { field: "zone" });
  const first = typedDay(typed.startsOn, "startsOn");
  const times = timesOf(typed);
  const days = meetingDays(first, typed.repeatDays, typed.skipWeekends);
  const fallback = fallbackOf(typed, first, times);
  return days.map((on) => ({ ...intervalOn(typed.zone, on, times, ""), fallback }));
}

type Times = { start: ClockTime; end: ClockTime };

function timesOf({ startTime, endTime }: TypedTimes): Times {
  const start = typedTime(startTime, "startTime");
  const end = typedTime(endTime, "endTime");
  if (end <= start) throw invalid("ends_before_start", { field: "endTime" });
  return { start, end };
}

function fallbackOf(typed: TypedTimes, first: Day, times: Times): Interval | null {
  if (!typed.fallbackOn) return null;
  if (typed.repeatDays > 1) throw invalid("fallback_repeated", { field: "fallbackOn" });
  const on = typedDay(typed.fallbackOn, "fallbackOn");
  if (on <= first) throw invalid("fallback_not_later", { field: "fallbackOn" });
  return intervalOn(typed.zone, on, times, "fallbackOn");
}

/** `field` is blamed for a time that does not exist; where it is empty, the time's own field is. */
function intervalOn(zone: string, on: Day, { start, end }: Times, field: string): Interval {
  const startsAt = instantOf(zone, { on, at: start }, field || "startTime");
  const endsAt = instantOf(zone, { on, at: end }, field || "endTime");
  const minutes = (endsAt.getTime() - startsAt.getTime()) / 60_000;
  if (minutes <= 0) throw invalid("ends_before_start", { field: field || "endTime" });
  if (minutes > LONGEST_MINUTES) throw invalid("too_long", { field: field || "endTime" });
  return { startsAt, endsAt };
}

/** The first day and those that follow it, `count` in all; the first is kept even on a weekend: somebody chose it. */
export function meetingDays(first: Day, count: number, skipWeekends: boolean): Day[] {
  const days = [first];
  for (let on = addDays(first, 1); days.length < count; on = addDays(on, 1))
    if (!skipWeekends || !isWeekend(on)) days.push(on);
  return days;
}

const isWeekend = (on: Day) => [0, 6].includes(new Date(`${on}T00:00:00Z`).getUTCDay());

const typedDay = (text: string, field: string): Day => blaming(field, "not_a_day", () => day(text));
const typedTime = (text: string, field: string): ClockTime =>
  blaming(field, "not_a_time", () => clockTime(text));

function blaming<T>(field: string, reason: string, parse: () => T): T {
  try {
    return parse();
  } catch {
    throw invalid(reason, { field });
  }
}
