/** Certificates and what can be said of them on a day. */
import { ASSURANCES, type Assurance } from "~/domain/capacity/schema";
import { addDays, addMonths, type Day } from "~/domain/kernel/days";

export type AwardState = "valid" | "scheduled" | "expired" | "revoked";

/** Valid from its first to its last day inclusive, and never from the day its revocation takes effect. */
export function awardState(
  award: { from: Day; to: Day; revokedOn: Day | null },
  on: Day,
): AwardState {
  if (award.revokedOn && award.revokedOn <= on) return "revoked";
  if (on < award.from) return "scheduled";
  return on > award.to ? "expired" : "valid";
}

/** The period of a first award: from the day it is earned, so many months, last day included. */
export const validityOf = (earnedOn: Day, months: number): { from: Day; to: Day } => ({
  from: earnedOn,
  to: addDays(addMonths(earnedOn, months), -1),
});

/** The lowest assurance among the deciding requirements: exam C2, signed practical C3; self-paced parts are preconditions, not evidence. */
export function assuranceOf(kinds: string[]): Assurance {
  const deciding = kinds.flatMap((kind): Assurance[] =>
    kind === "exam" ? ["C2"] : kind === "practical" || kind === "workshop" ? ["C3"] : [],
  );
  if (deciding.length === 0) return "C0";
  return deciding.reduce((low, next) =>
    ASSURANCES.indexOf(next) < ASSURANCES.indexOf(low) ? next : low,
  );
}

export const meetsAssurance = (held: Assurance, minimum: Assurance): boolean =>
  ASSURANCES.indexOf(held) >= ASSURANCES.indexOf(minimum);

export type AwardView = {
  id: string;
  number: string;
  certification: string;
  holder: string;
  country: string;
  assurance: Assurance;
  from: Day;
  to: Day;
  state: AwardState;
  covered: boolean;
  revokedOn: Day | null;
};
