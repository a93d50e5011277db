/** How a zone is named and how far it is from another, for people who read a date from elsewhere. */

/** "St Lucia" for America/St_Lucia. */
export const zoneName = (zone: string): string =>
  (zone.split("/").pop() ?? zone).replaceAll("_", " ");

/** Hours by which clocks in `zone` are ahead of those in `own` at noon (UTC) of a day. */
export function hoursAhead(zone: string, own: string, on: string): number {
  const noon = new Date(`${on}T12:00:00Z`);
  return (minutesOfDay(zone, noon) - minutesOfDay(own, noon)) / 60;
}

/** Minutes since the day before began, so that neighbouring days compare. */
function minutesOfDay(zone: string, at: Date): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    ...{ timeZone: zone, day: "numeric", hour: "numeric", minute: "numeric", hourCycle: "h23" },
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  const days = part("day") - at.getUTCDate();
  return (Math.abs(days) > 1 ? Math.sign(-days) : days) * 1440 + part("hour") * 60 + part("minute");
}
