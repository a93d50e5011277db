/** timeinterval(second,10,2) of RTE §4.1.1.7: P[yY][mM][dD][T[hH][nM][s[.s]S]]. */

const INTERVAL =
  /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
/** A year and a month have no fixed length; these are the ones of an average year. */
const LENGTHS = [31_557_600, 2_629_800, 86_400, 3600, 60, 1];

/** The seconds of an interval; zero for what is none. */
export function secondsOf(interval: string): number {
  const parts = INTERVAL.exec(interval)?.slice(1) ?? [];
  return parts.reduce((sum, part, index) => sum + Number(part ?? 0) * (LENGTHS[index] ?? 0), 0);
}

/** The interval of so many seconds, to the hundredth. */
export function intervalOf(seconds: number): string {
  const hundredths = Math.round(seconds * 100);
  const days = Math.floor(hundredths / 8_640_000);
  const hours = Math.floor(hundredths / 360_000) % 24;
  const minutes = Math.floor(hundredths / 6000) % 60;
  const rest = (hundredths % 6000) / 100;
  return `P${days > 0 ? `${days}D` : ""}T${hours}H${minutes}M${rest}S`;
}
