/** The clock of an exam. Only the server's counts; a few seconds of grace make up for a slow line. */
import type { Closing } from "./schema";

/** How long after the deadline an answer that was already on its way is still kept. */
const GRACE_SECONDS = 5;

export type SittingTimes = { startedAt: Date; deadlineAt: Date; submittedAt: Date | null };

export const deadlineFor = (startedAt: Date, minutes: number): Date =>
  new Date(startedAt.getTime() + minutes * 60_000);

/** Whole seconds a learner still has, never negative; the grace is not advertised. */
export const remainingSeconds = (deadlineAt: Date, now: Date): number =>
  Math.max(0, Math.floor((deadlineAt.getTime() - now.getTime()) / 1000));

/** The instant after which nothing is accepted any more. */
const lastAcceptedAt = (deadlineAt: Date): Date =>
  new Date(deadlineAt.getTime() + GRACE_SECONDS * 1000);

export const isOverdue = (times: SittingTimes, now: Date): boolean =>
  times.submittedAt === null && now.getTime() > lastAcceptedAt(times.deadlineAt).getTime();

export const isOpen = (times: SittingTimes, now: Date): boolean =>
  times.submittedAt === null && !isOverdue(times, now);

/** Whether handing in at `now` is the learner's doing or the clock's. */
export const closingAt = (times: SittingTimes, now: Date): Closing =>
  isOverdue(times, now) ? "expired" : "submitted";
