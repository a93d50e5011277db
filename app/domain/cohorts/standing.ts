/**
 * How somebody stands in their cohort, why, and what their academy can do about it. One rule: matrix, filter, CSV and person page ask it.
 * What the academy was not told is never counted against anybody.
 */
import { addDays, type Day, daysBetween } from "~/domain/kernel/days";

export const STANDINGS = [
  "at_risk",
  "absent",
  "stuck",
  "behind",
  "on_track",
  "done",
  "unknown",
] as const;
export type Standing = (typeof STANDINGS)[number];

export type Reason =
  | { why: "no_activity"; days: number }
  | { why: "behind_plan"; done: number; total: number; expected: number }
  | { why: "missed_sessions"; count: number }
  | { why: "below_attendance"; percent: number; threshold: number }
  | { why: "exam_failed"; tries: number }
  | { why: "practical_failed" }
  | { why: "not_joined" }
  | { why: "not_disclosed" };

/** What to do: a reminder by mail, a call, the next session, nothing. */
export type Remedy = "remind" | "call" | "offer_session" | "invite" | "none";

export type PersonFacts = {
  joined: boolean;
  disclosed: boolean;
  /** Required modules. */
  done: number;
  total: number;
  /** Is there anything they could do today? */
  open: boolean;
  bookedOn: Day;
  lastActivityOn: Day | null;
  endsOn: Day | null;
  /** Sessions held, marked and missed without excuse. */
  missed: number;
  attendancePercent: number | null;
  threshold: number | null;
  /** Null: not told. */
  failedTries: number | null;
  practicalFailed: boolean;
};

export type PersonStanding = { standing: Standing; reasons: Reason[]; remedy: Remedy };

export const STUCK_DAYS = 7;
/** Nobody is behind for less than this share of the plan. */
const GRACE = 0.25;

export function standing(facts: PersonFacts, today: Day): PersonStanding {
  const attendance = attendanceReasons(facts);
  if (!facts.joined || !facts.disclosed) {
    const unknown: Reason = { why: facts.joined ? "not_disclosed" : "not_joined" };
    if (attendance.length > 0) return answer("absent", [...attendance, unknown]);
    return {
      ...{ standing: "unknown", reasons: [unknown] },
      remedy: facts.joined ? "none" : "invite",
    };
  }
  if (facts.total > 0 && facts.done >= facts.total)
    return { standing: "done", reasons: [], remedy: "none" };
  const stuck = stuckReasons(facts, today);
  const behind = behindReasons(facts, today);
  const failed = failedReasons(facts);
  const reasons = [...failed, ...attendance, ...stuck, ...behind];
  const kinds = [failed, attendance, stuck, behind].filter(({ length }) => length > 0).length;
  if (kinds > 1 || failed.length > 0) return answer("at_risk", reasons);
  if (attendance.length > 0) return answer("absent", reasons);
  if (stuck.length > 0) return answer("stuck", reasons);
  return answer(behind.length > 0 ? "behind" : "on_track", reasons);
}

const REMEDIES: Record<Standing, Remedy> = {
  at_risk: "call",
  absent: "offer_session",
  stuck: "remind",
  behind: "remind",
  on_track: "none",
  done: "none",
  unknown: "none",
};
const answer = (as: Standing, reasons: Reason[]): PersonStanding => ({
  standing: as,
  reasons,
  remedy: REMEDIES[as],
});

function attendanceReasons({ missed, attendancePercent, threshold }: PersonFacts): Reason[] {
  const below = attendancePercent !== null && threshold !== null && attendancePercent < threshold;
  if (missed === 0) return [];
  const count: Reason = { why: "missed_sessions", count: missed };
  return below
    ? [count, { why: "below_attendance", percent: attendancePercent, threshold }]
    : [count];
}

function stuckReasons({ open, lastActivityOn, bookedOn }: PersonFacts, today: Day): Reason[] {
  const last = lastActivityOn && lastActivityOn > bookedOn ? lastActivityOn : bookedOn;
  const days = daysBetween(last, today);
  return open && days >= STUCK_DAYS ? [{ why: "no_activity", days }] : [];
}

function behindReasons({ done, total, bookedOn, endsOn }: PersonFacts, today: Day): Reason[] {
  const expected = Math.floor(total * elapsed(bookedOn, endsOn, today));
  const late = total > 0 && (expected - done) / total >= GRACE;
  return late ? [{ why: "behind_plan", done, total, expected }] : [];
}

/** The share of the time from the booking to the end that has passed, 0 to 1; without an end nobody is late. */
function elapsed(from: Day, endsOn: Day | null, today: Day): number {
  if (!endsOn) return 0;
  const until = endsOn > from ? endsOn : addDays(from, 1);
  return Math.min(1, Math.max(0, daysBetween(from, today) / daysBetween(from, until)));
}

function failedReasons({ failedTries, practicalFailed }: PersonFacts): Reason[] {
  const exam: Reason[] = failedTries ? [{ why: "exam_failed", tries: failedTries }] : [];
  return practicalFailed ? [...exam, { why: "practical_failed" }] : exam;
}
