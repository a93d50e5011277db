/** When attendance by code is open, and how often the code on the wall changes. */
import type { Interval } from "./session-times";

const MINUTE = 60_000;
export const OPENS_MINUTES_BEFORE = 15;
/** A new code every so often, so that a photograph of the wall is soon worth nothing. */
export const ROTATION_MINUTES = 5;
/** Whoever has just scanned or is still typing is not turned away at the change. */
export const GRACE_MINUTES = 1;

export const opensAt = ({ startsAt }: Pick<Interval, "startsAt">): Date =>
  new Date(startsAt.getTime() - OPENS_MINUTES_BEFORE * MINUTE);

export type Slot = { from: Date; until: Date; shownUntil: Date };

/** One slot per code, without a gap from the opening to the end; each code is taken a little longer than it is shown. */
export function slotsOf(session: Interval): Slot[] {
  const slots: Slot[] = [];
  const end = session.endsAt.getTime();
  for (let from = opensAt(session).getTime(); from < end; from += ROTATION_MINUTES * MINUTE) {
    const shownUntil = Math.min(from + ROTATION_MINUTES * MINUTE, end);
    const until = Math.min(shownUntil + GRACE_MINUTES * MINUTE, end);
    slots.push({ from: new Date(from), until: new Date(until), shownUntil: new Date(shownUntil) });
  }
  return slots;
}
