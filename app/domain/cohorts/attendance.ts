/**
 * What marks of attendance amount to. Minutes count: half a day missed is half a day. Who is excused is neither there nor away: the
 * session does not count for them. A cancelled session counts for nobody. What was not marked was not attended.
 */
import type { AttendanceMark, AttendanceStanding } from "./schema";

export type CountedSession = { id: string; minutes: number; cancelled: boolean };
export type CountedMark = { sessionId: string; mark: AttendanceMark; minutes: number | null };

/** Whole minutes: attended, and of how many. */
export type Share = { attended: number; total: number };

/** Without a threshold anywhere, every minute counts: nobody completes a workshop by not being asked. */
export const WHOLE = 100;

/** `marks` are those that stand, at most one per session. */
export function attendanceShare(
  sessions: readonly CountedSession[],
  marks: readonly CountedMark[],
): Share {
  const bySession = new Map(marks.map((mark) => [mark.sessionId, mark]));
  const share: Share = { attended: 0, total: 0 };
  for (const session of sessions) {
    const mark = bySession.get(session.id);
    if (session.cancelled || mark?.mark === "excused") continue;
    share.total += session.minutes;
    share.attended += mark ? minutesOf(mark, session.minutes) : 0;
  }
  return share;
}

function minutesOf({ mark, minutes }: CountedMark, whole: number): number {
  switch (mark) {
    case "present":
      return whole;
    case "partial":
      return Math.min(Math.max(minutes ?? 0, 0), whole);
    case "absent":
    case "excused":
      return 0;
  }
}

/** Nothing that counts is nothing attended. */
export const reaches = ({ attended, total }: Share, percent: number): boolean =>
  total > 0 && attended * 100 >= percent * total;

/** The higher of what the cohort and the curriculum ask. */
export const thresholdOf = (
  cohortPercent: number | null,
  modulePercent: number | null | undefined,
): number => Math.max(cohortPercent ?? 0, modulePercent ?? 0) || WHOLE;

/** Sessions that count towards a workshop: all of the cohort but those held for another workshop. */
export const countsFor = (
  moduleId: string,
  sessionModuleId: string | null,
  workshops: readonly string[],
): boolean =>
  sessionModuleId === null || sessionModuleId === moduleId || !workshops.includes(sessionModuleId);

export function standingIn(
  session: { endsAt: Date; cancelled: boolean; anyMarked: boolean },
  mark: AttendanceMark | null,
  now: Date,
): AttendanceStanding {
  if (mark) return mark;
  if (session.cancelled) return "cancelled";
  if (now < session.endsAt) return "expected";
  return session.anyMarked ? "no_show" : "not_taken";
}

export const minutesBetween = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): number =>
  Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000);
