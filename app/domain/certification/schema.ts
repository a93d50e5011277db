/** Certificates and what can be said of them on a day. */
import { ASSURANCES, type Assurance } from "~/domain/capacity/schema";
import { addDays, addMonths, type Day } from "~/domain/kernel/days";

export type AwardState = "valid" | "scheduled" | "extended" | "expired" | "revoked";

/** What hardship extensions add to an award: the last day they reach, and the names of the events. */
export type Extension = { to: Day; because: string[] };

/**
 * Valid from its first to its last day inclusive, and never from the day its revocation takes effect; after its last day extended
 * for as long as a hardship extension reaches.
 */
export function awardState(
  award: { from: Day; to: Day; revokedOn: Day | null; extension: Extension | null },
  on: Day,
): AwardState {
  if (award.revokedOn && award.revokedOn <= on) return "revoked";
  if (on < award.from) return "scheduled";
  if (on <= award.to) return "valid";
  return award.extension && on <= award.extension.to ? "extended" : "expired";
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
  /** Beside the validity, which it does not change: extended, not renewed. */
  extension: Extension | null;
};
