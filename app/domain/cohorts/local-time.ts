/**
 * What a clock on the wall of a named zone shows, and which instant somebody means by it. A local time may not exist (the clock is put
 * forward past it) or happen twice (it is put back): neither is guessed at.
 */
import { type Day, day } from "~/domain/kernel/days";
import { invalid } from "~/domain/kernel/errors";
import { zoneOffset } from "~/domain/kernel/wall-clock";

/** `HH:MM`, from 00:00 to 23:59. */
export type ClockTime = string & { readonly __clockTime: true };
export type LocalTime = { on: Day; at: ClockTime };

const DAY = 86_400_000;
/** Parses a time of day. Throws invalid/not_a_time. */
export function clockTime(text: string): ClockTime {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(text)) throw invalid("not_a_time", { value: text });
  return text as ClockTime;
}

export function isZone(zone: string): boolean {
  try {
    return Number.isFinite(zoneOffset(zone, new Date(0)));
  } catch {
    return false;
  }
}

/** What the zone's clock shows at an instant, to the minute. */
export function localTimeAt(zone: string, at: Date): LocalTime {
  const shown = new Date(at.getTime() + zoneOffset(zone, at)).toISOString();
  return { on: day(shown.slice(0, 10)), at: clockTime(shown.slice(11, 16)) };
}

const asUtc = ({ on, at }: LocalTime): number => Date.parse(`${on}T${at}:00Z`);

/** Every instant at which the zone's clock shows this: one, none or two, the earlier first. */
export function instantsOf(zone: string, local: LocalTime): Date[] {
  const wanted = asUtc(local);
  const offsets = [wanted - DAY, wanted, wanted + DAY].map((near) =>
    zoneOffset(zone, new Date(near)),
  );
  return [...new Set(offsets)]
    .map((offset) => new Date(wanted - offset))
    .filter((at) => asUtc(localTimeAt(zone, at)) === wanted)
    .sort((a, b) => a.getTime() - b.getTime());
}

/** The instant of a local time. Throws invalid/time_skipped or invalid/time_twice with the field, the day and the time. */
export function instantOf(zone: string, local: LocalTime, field: string): Date {
  const [first, second] = instantsOf(zone, local);
  if (!first) throw invalid("time_skipped", { field, ...local, zone });
  if (second) throw invalid("time_twice", { field, ...local, zone });
  return first;
}
