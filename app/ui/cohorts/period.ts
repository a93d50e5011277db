/** Days as people read them: a range once, not twice. */

const LONG = new Intl.DateTimeFormat("en-GB", {
  ...{ day: "numeric", month: "long", year: "numeric", timeZone: "UTC" },
} as const);
const MONTH = new Intl.DateTimeFormat("en-GB", {
  ...{ month: "long", year: "numeric", timeZone: "UTC" },
} as const);

/** 3–7 March 2027. */
export const formatPeriod = (from: string, to: string): string =>
  from === to ? LONG.format(new Date(from)) : LONG.formatRange(new Date(from), new Date(to));

/** March 2027, of a day or a month. */
export const formatMonth = (day: string): string => MONTH.format(new Date(`${day.slice(0, 7)}-01`));
