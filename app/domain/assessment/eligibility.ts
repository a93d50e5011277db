/**
 * May this person start this exam now? The page that explains and the command that decides ask the same function.
 * Tries come in rounds: `attempts` of them, then `waitDays` full days from the last one, then a new round.
 */
import { addDays, compareDays, type Day, today } from "~/domain/kernel/days";
import type { Blueprint } from "./schema";

export type PastSitting = { submittedAt: Date; passed: boolean };
export type ModuleState = { key: string; title: string; completed: boolean };

export type Eligibility =
  | { may: true; attemptsLeft: number }
  | { may: false; because: "already_passed" }
  | { may: false; because: "modules_incomplete"; missing: string[] }
  | { may: false; because: "must_wait"; until: Day };

export function examEligibility(input: {
  blueprint: Pick<Blueprint, "attempts" | "waitDays">;
  past: readonly PastSitting[];
  preconditions: readonly ModuleState[];
  now: Date;
  zone: string;
}): Eligibility {
  const { blueprint, past, preconditions } = input;
  if (past.some((sitting) => sitting.passed)) return { may: false, because: "already_passed" };
  const missing = preconditions.filter((module) => !module.completed).map(({ title }) => title);
  if (missing.length > 0) return { may: false, because: "modules_incomplete", missing };
  const until = waitsUntil(past, blueprint, input.zone);
  if (until && compareDays(today(input.zone, input.now), until) < 0) {
    return { may: false, because: "must_wait", until };
  }
  return { may: true, attemptsLeft: blueprint.attempts - (past.length % blueprint.attempts) };
}

/** The first day of the next round when the last one is used up, in the person's own zone. */
function waitsUntil(
  past: readonly PastSitting[],
  blueprint: Pick<Blueprint, "attempts" | "waitDays">,
  zone: string,
): Day | null {
  if (past.length === 0 || past.length % blueprint.attempts !== 0) return null;
  const last = Math.max(...past.map((sitting) => sitting.submittedAt.getTime()));
  return addDays(today(zone, new Date(last)), blueprint.waitDays);
}
