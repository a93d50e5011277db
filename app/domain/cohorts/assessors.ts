/** Who may be assigned to mark whom. An assignment to everybody leaves out those the assessor may not mark. */

export type Learner = {
  nominationId: string;
  personId: string | null;
  /** Line managers in the learner's current postings. */
  supervisors: readonly string[];
};
export type Hindrance = "is_learner" | "direct_report";

/** Why this assessor cannot be assigned to this learner; null when they can. */
export function whyNotAssign(assessorId: string, learner: Learner): Hindrance | null {
  if (learner.personId === assessorId) return "is_learner";
  return learner.supervisors.includes(assessorId) ? "direct_report" : null;
}
