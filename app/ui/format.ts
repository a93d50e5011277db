/** Dates and numbers as people read them. The zone is UTC unless given: days have no zone of their own. */

export const formatDay = (value: Date | string, zone = "UTC"): string =>
  new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: zone,
  }).format(new Date(value));

export const formatInstant = (value: Date | string, zone = "UTC"): string =>
  new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: zone,
    timeZoneName: "short",
  }).format(new Date(value));

/** Minutes as hours with at most one decimal. */
export const hoursOf = (minutes: number): number => Math.round(minutes / 6) / 10;

export function formatBytes(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} kB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
