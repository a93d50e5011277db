/** Dates and numbers as people read them. The zone is UTC unless given: days have no zone of their own. */

export const formatDay = (value: Date | string, zone = "UTC"): string =>
  new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: zone,
  }).format(new Date(value));

export const formatInstant = (value: Date | string, zone = "UTC"): string =>
  withZoneName(
    new Intl.DateTimeFormat("en-GB", {
      day: "numeric",
      month: "long",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      timeZone: zone,
      timeZoneName: "short",
    }).format(new Date(value)),
  );

/** The time of day in a zone, with the zone's name. */
export const formatTime = (value: Date | string, zone: string): string =>
  withZoneName(
    new Intl.DateTimeFormat("en-GB", {
      hour: "2-digit",
      minute: "2-digit",
      timeZone: zone,
      timeZoneName: "short",
    }).format(new Date(value)),
  );

/** "GMT-4" reads as a date's hyphen and breaks over the line; "UTC−4" does neither. */
const withZoneName = (text: string): string =>
  text.replace(/ (GMT|UTC)(?:([+-])(\d.*))?$/, (_all, _name, sign, hours) =>
    sign ? `\u00a0UTC${sign === "-" ? "\u2212" : "+"}${hours}` : "\u00a0UTC",
  );

/** Minutes as hours with at most one decimal. */
export const hoursOf = (minutes: number): number => Math.round(minutes / 6) / 10;

export function formatBytes(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} kB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
