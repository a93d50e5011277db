/** What a clock on the wall of a named zone shows, and when it will show something else; daylight saving included. */

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const modulo = (time: number): number => ((time % DAY) + DAY) % DAY;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(zone, made);
  return made;
}

/** How far the zone's clock is ahead of UTC at an instant, in milliseconds. */
export function zoneOffset(zone: string, at: Date): number {
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of formatOf(zone).formatToParts(at)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour, minute, second } = part;
  const seconds = Math.floor(at.getTime() / 1000) * 1000;
  return Date.UTC(year, month - 1, day, hour, minute, second) - seconds;
}

/** Milliseconds since the zone's midnight, as its clock shows them. */
export function timeOfDay(zone: string, at: Date): number {
  return modulo(at.getTime() + zoneOffset(zone, at));
}

/** "07:30" in milliseconds since midnight. */
export function clockTime(text: string): number {
  const [hours = 0, minutes = 0] = text.split(":").map(Number);
  return (hours * 60 + minutes) * MINUTE;
}

/**
 * The first instant after `at` (with `now`: at it or after) when the zone's clock shows `time`, or when it is put forward past
 * it. Where the clock is put back and shows `time` twice, each showing counts.
 */
export function nextShowing(zone: string, time: number, at: Date, now = false): Date {
  const until = modulo(time - timeOfDay(zone, at)) || (now ? 0 : DAY);
  const end = new Date(at.getTime() + until);
  const change = changeBetween(zone, at, end);
  if (!change) return end;
  const jump = zoneOffset(zone, change) - zoneOffset(zone, at);
  const passed = modulo(time - timeOfDay(zone, change) + jump);
  return jump > 0 && passed <= jump ? change : nextShowing(zone, time, change, true);
}

/** The instant in (from, to] from which the zone's clock differs from the one at `from`, to the minute. */
function changeBetween(zone: string, from: Date, to: Date): Date | null {
  const offset = zoneOffset(zone, from);
  if (zoneOffset(zone, to) === offset) return null;
  let low = Math.floor(from.getTime() / MINUTE);
  let high = Math.ceil(to.getTime() / MINUTE);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zoneOffset(zone, new Date(middle * MINUTE)) === offset) low = middle;
    else high = middle;
  }
  return new Date(high * MINUTE);
}
