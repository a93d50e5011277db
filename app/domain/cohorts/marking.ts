/**
 * From marks as they are typed to what is to be written. A mark that says what stands already is not written again; one that says
 * otherwise corrects it. Only what somebody touched counts: a page that was opened long ago undoes nothing by being sent.
 */
import type { AttendanceMark } from "./schema";

export type Mark = { mark: AttendanceMark; minutes: number | null };
export type StandingMark = Mark & { id: string; nominationId: string };
export type Typed = Mark & { nominationId: string };
export type NewMark = Typed & { correctsId: string | null };

export const sameMark = (a: Mark, b: Mark): boolean => a.mark === b.mark && a.minutes === b.minutes;

/** What to write for one person: a first mark, a correction, or nothing. */
export function toWrite(typed: Typed, standing: StandingMark | undefined): NewMark | null {
  if (standing && sameMark(typed, standing)) return null;
  return { ...typed, correctsId: standing?.id ?? null };
}

export type Sheet = {
  typed: readonly Typed[];
  /** Which mark of each person the page was drawn with; null for none. */
  seen: readonly { nominationId: string; markId: string | null }[];
  /** The marks that stand, and every earlier one. */
  standing: readonly StandingMark[];
  earlier: readonly StandingMark[];
  /** Who may be marked at all; with `markRest`, whoever of them has no mark is present. */
  attendees: readonly string[];
  markRest: boolean;
};

export type Plan = {
  write: NewMark[];
  /** People somebody else has marked differently since the page was drawn. */
  meanwhile: string[];
  unknown: string[];
};

export function planMarks(sheet: Sheet): Plan {
  const plan: Plan = { write: [], meanwhile: [], unknown: [] };
  const standing = new Map(sheet.standing.map((mark) => [mark.nominationId, mark]));
  const drawn = new Map([...sheet.earlier, ...sheet.standing].map((mark) => [mark.id, mark]));
  const seen = new Map(sheet.seen.map(({ nominationId, markId }) => [nominationId, markId]));
  for (const typed of sheet.typed) {
    const markId = seen.get(typed.nominationId) ?? null;
    const shown = markId ? drawn.get(markId) : undefined;
    if (shown && sameMark(typed, shown)) continue;
    const current = standing.get(typed.nominationId);
    const wanted = toWrite(typed, current);
    if (!sheet.attendees.includes(typed.nominationId)) plan.unknown.push(typed.nominationId);
    else if (wanted && (current?.id ?? null) !== markId) plan.meanwhile.push(typed.nominationId);
    else if (wanted) plan.write.push(wanted);
  }
  if (sheet.markRest) plan.write.push(...restOf(sheet, standing));
  return plan;
}

function restOf(sheet: Sheet, standing: ReadonlyMap<string, StandingMark>): NewMark[] {
  const typed = new Set(sheet.typed.map(({ nominationId }) => nominationId));
  return sheet.attendees
    .filter((id) => !typed.has(id) && !standing.has(id))
    .map((nominationId) => ({ nominationId, mark: "present", minutes: null, correctsId: null }));
}
