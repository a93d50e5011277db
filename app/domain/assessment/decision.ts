/**
 * Where a practical stands, from its signatures alone. Two assessors who agree decide; where they differ, a third person does.
 * A round is one try: it ends with an outcome, and after a fail the next signature opens the next round.
 */
import type { Outcome, Part, PracticalState } from "./schema";

export type Line = {
  id: string;
  part: Part;
  round: number;
  assessorId: string;
  /** Null while it may not be known: the second assessor has not signed. */
  outcome: Outcome | null;
  corrected: boolean;
};

export type Decision = {
  state: PracticalState;
  /** The round that stands; the next signature belongs to it unless it has failed. */
  round: number;
  /** What is to be signed next; null once the practical is passed. */
  next: Part | null;
  /** The signature that decided, or the last of those that agree. */
  decidedBy: string | null;
};

/** `lines` newest first, as they were signed. */
export function decide(lines: readonly Line[], assessors: 1 | 2): Decision {
  const live = lines.filter((line) => !line.corrected);
  return assessors === 1 ? byOne(live) : byTwo(live);
}

function byOne([standing]: readonly Line[]): Decision {
  if (!standing?.outcome) return { state: "unsigned", round: 1, next: "sole", decidedBy: null };
  const next = standing.outcome === "passed" ? null : "sole";
  return { state: standing.outcome, round: 1, next, decidedBy: standing.id };
}

function byTwo(live: readonly Line[]): Decision {
  const round = Math.max(1, ...live.map((line) => line.round));
  const signed = (part: Part) => live.find((line) => line.round === round && line.part === part);
  const [evaluation, final, moderation] = [
    signed("evaluation"),
    signed("final"),
    signed("moderation"),
  ];
  if (!evaluation) return { state: "unsigned", round, next: "evaluation", decidedBy: null };
  if (!final) return { state: "waiting", round, next: "final", decidedBy: null };
  if (!moderation && evaluation.outcome !== final.outcome) {
    return { state: "disputed", round, next: "moderation", decidedBy: null };
  }
  const deciding = moderation ?? final;
  const state = deciding.outcome ?? "waiting";
  return { state, round, next: state === "passed" ? null : "evaluation", decidedBy: deciding.id };
}

/** The round that a signature of the next part belongs to. */
export const roundOfNext = ({ state, round }: Decision): number =>
  state === "failed" ? round + 1 : round;

/** What was signed in the round that stands and nothing has corrected. */
export const signedIn = <L extends Line>(lines: readonly L[], { round }: Decision): L[] =>
  lines.filter((line) => !line.corrected && line.round === round);

/** Everybody who signed in the round that stands, each once. */
export const signersOf = (lines: readonly Line[], { round }: Decision): string[] => [
  ...new Set(lines.filter((line) => line.round === round).map((line) => line.assessorId)),
];

/**
 * The signature the actor may correct. One assessor's mark is any assessor's to correct; of two each corrects their own, and
 * once a third has decided, only that decision.
 */
export function correctable(
  lines: readonly Line[],
  decision: Decision,
  assessors: 1 | 2,
  personId: string,
): string | null {
  if (assessors === 1) return decision.decidedBy;
  const live = lines.filter((line) => !line.corrected && line.round === decision.round);
  const moderation = live.find((line) => line.part === "moderation");
  const own = (moderation ? [moderation] : live).find((line) => line.assessorId === personId);
  return own?.id ?? null;
}
