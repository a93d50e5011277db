/**
 * Whose yes a nomination needs before it may ask for a seat: what the cohort asks, and the contact point of the country when
 * an academy puts forward somebody else's people. A contact point's own nomination has their yes. The contact point speaks for
 * the general branch only: nobody of the executive approves a judge.
 */
import type { Branch, CountryCode } from "~/domain/kernel/country";
import type { ApprovalStep, NominationSource } from "./schema";

type Asked = { approvals: readonly ApprovalStep[]; academyCountry: CountryCode | null };
type Nominated = { country: CountryCode; branch: Branch; source: NominationSource };

export function stepsNeeded(cohort: Asked, nominee: Nominated): ApprovalStep[] {
  const abroad = nominee.country !== cohort.academyCountry && nominee.source !== "self";
  const country = nominee.branch === "general" && (cohort.approvals.includes("ncpoc") || abroad);
  return [
    ...(cohort.approvals.includes("line_manager") ? (["line_manager"] as const) : []),
    ...(country ? (["ncpoc"] as const) : []),
  ];
}

export type Decision = { step: ApprovalStep; outcome: "approved" | "declined" };

/** The steps still open, given every decision in the order it was taken; a later decision stands instead of an earlier one. */
export function stepsOpen(needed: readonly ApprovalStep[], decisions: readonly Decision[]) {
  const standing = new Map(decisions.map(({ step, outcome }) => [step, outcome]));
  return needed.filter((step) => standing.get(step) !== "approved");
}
