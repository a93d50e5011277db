/**
 * Attempts as rules: when one is over, which of several counts, whether another may begin, and how a launch opens one. Pure.
 * An attempt that staff set aside (a reset, a restart on a new version, a rejected claim) stays in the record and counts for nothing.
 */
import type { AttemptPolicy } from "~/domain/curricula/schema";
import type { Organization } from "~/domain/packages/schema";
import { activitiesOf, isFinished } from "./progress";
import type {
  AttemptObstacle,
  AttemptStanding,
  AttemptState,
  ItemState,
  Launching,
  OpeningCause,
  Success,
} from "./schema";

/**
 * What an attempt's saved state says: the course as sequencing rolled it up, where it says so, else its activities together.
 * `ended`: over, and its content has closed every session without asking to resume.
 */
export function standingOf(organizations: Organization[], state: AttemptState): AttemptStanding {
  const items = activitiesOf(organizations, state).map(({ identifier }) => state.items[identifier]);
  const isCompleted = isFinished(organizations, state);
  const success = state.course?.success ?? successOf(items);
  const isOver =
    items.length > 0 &&
    (isCompleted ||
      items.every((item) => item?.completion === "completed" || item?.success === "failed"));
  return {
    completion: isCompleted ? "completed" : items.some(Boolean) ? "incomplete" : "unknown",
    success,
    scoreScaled:
      state.course?.scoreScaled ?? mean(items.flatMap((item) => item?.scoreScaled ?? [])),
    over: isOver,
    ended: isOver && !items.some((item) => isSuspended(item?.cmi ?? {})),
  };
}

function successOf(items: (ItemState | undefined)[]): Success {
  if (items.some((item) => item?.success === "failed")) return "failed";
  return items.some((item) => item?.success === "passed") ? "passed" : "unknown";
}

/** SCORM 1.2 RTE §3.4.4 cmi.core.exit, SCORM 2004 RTE §4.2.9 cmi.exit: the content asks to go on where it stopped. */
const isSuspended = (cmi: Record<string, string>): boolean =>
  (cmi["cmi.exit"] ?? cmi["cmi.core.exit"]) === "suspend";

const mean = (scores: number[]): number | null =>
  scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length;

export type Tried = AttemptStanding & {
  id: string;
  /** Null for the first one. */
  cause: OpeningCause | null;
  /** Those who teach the learner have not accepted what its content claims. */
  isRejected: boolean;
};

/** Why an attempt after which a fresh one was opened by staff counts no more. */
const FRESH: readonly (OpeningCause | null)[] = ["reset", "restarted"];
/** Openings that take nothing from the learner's allowance. */
const FREE: readonly (OpeningCause | null)[] = [...FRESH, "granted", "moved", "rejected"];

/** The attempts that may count, oldest first: those since staff last had it begun afresh. A moved one is the same try, as it went on. */
export function inForce<T extends Tried>(attempts: readonly T[]): T[] {
  const from = attempts.findLastIndex(({ cause }) => FRESH.includes(cause));
  const since = attempts.slice(Math.max(0, from));
  return since.filter(({ isRejected }, at) => !isRejected && since[at + 1]?.cause !== "moved");
}

/** Which attempt is the result of the module; null before the first one has begun. */
export function countingAttempt<T extends Tried>(
  attempts: readonly T[],
  counts: AttemptPolicy["counts"],
): T | null {
  const begun = inForce(attempts).filter(({ completion }) => completion !== "unknown");
  if (counts === "first") return begun[0] ?? null;
  if (counts === "last") return begun.at(-1) ?? null;
  const better = counts === "best" ? byScore : byStatus;
  return begun.reduce<T | null>((best, one) => (best && better(one, best) <= 0 ? best : one), null);
}

const RANK = (tried: Tried): number =>
  tried.success === "passed" ? 3 : tried.completion === "completed" ? 2 : tried.over ? 1 : 0;

const byScore = (one: Tried, other: Tried): number =>
  (one.scoreScaled ?? -2) - (other.scoreScaled ?? -2) || RANK(one) - RANK(other);
const byStatus = (one: Tried, other: Tried): number =>
  RANK(one) - RANK(other) || (one.scoreScaled ?? -2) - (other.scoreScaled ?? -2);

/** Whether this attempt may complete the module, by the rule of which one counts. */
export function mayComplete(
  attempts: readonly Tried[],
  attemptId: string,
  counts: AttemptPolicy["counts"],
): boolean {
  const counted = inForce(attempts);
  return counts === "first"
    ? counted[0]?.id === attemptId
    : counted.some(({ id }) => id === attemptId);
}

/** How many attempts of the allowance are used. */
export const attemptsUsed = (attempts: readonly Tried[]): number =>
  attempts.filter(({ cause }) => !FREE.includes(cause)).length;

/** How many may still be begun; null: as many as one likes. */
export const attemptsLeft = (
  attempts: readonly Tried[],
  { limit }: AttemptPolicy,
): number | null => (limit === null ? null : Math.max(0, limit - attemptsUsed(attempts)));

/** Why the learner cannot begin another attempt now; null: they can. */
export function obstacleToAnother(
  attempts: readonly Tried[],
  policy: AttemptPolicy,
): AttemptObstacle | null {
  const last = attempts.at(-1);
  if (!last || last.completion === "unknown") return "not_begun";
  if (attemptsLeft(attempts, policy) === 0) return "limit_reached";
  if (policy.next === "on_request") return "on_request";
  if (policy.next === "always") return null;
  if (!last.over) return "not_over";
  return policy.next === "after_failure" && last.success !== "failed" ? "not_failed" : null;
}

/** How the newest attempt opens: an ended one is looked at again, and nothing of that is saved. */
export const launchingOf = (standing: AttemptStanding, wish: Launching | null): Launching =>
  wish === "browse" || wish === "review" ? wish : standing.ended ? "review" : "normal";
