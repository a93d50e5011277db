/**
 * Hardship events: what keeps a country from learning and renewing for a while. While one lasts, due dates pause and certificates
 * that would expire are extended, never renewed (languages-and-context §4). An event is never edited; ending it is a record beside it.
 */
import type { Day } from "~/domain/kernel/days";

export { type Pause, pausedDue } from "./pauses";

export const HARDSHIP_KINDS = [
  "storm",
  "volcano",
  "earthquake",
  "outage",
  "insecurity",
  "other",
] as const;
export type HardshipKind = (typeof HARDSHIP_KINDS)[number];

/** The most by which one award is extended in all, however many events there are. */
export const MOST_MONTHS = 6;

export type HardshipState = "ahead" | "running" | "over" | "called_off";

export type HardshipEvent = {
  id: string;
  country: string;
  kind: HardshipKind;
  name: string;
  from: Day;
  expectedTo: Day;
  /** Its last day as far as is known: the day it was ended, else the one expected. */
  to: Day;
  months: number;
  reason: string;
  declaredAt: Date;
  ending: { reason: string; at: Date } | null;
};

/** How the event stands on a day of its country. */
export function hardshipState(
  { from, to }: Pick<HardshipEvent, "from" | "to">,
  on: Day,
): HardshipState {
  if (to < from) return "called_off";
  if (on < from) return "ahead";
  return on > to ? "over" : "running";
}
