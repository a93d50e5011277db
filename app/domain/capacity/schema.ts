/** The ledger's terms: what a person holds in a country and profession over a range of days, and the deltas that sums are made of. */
import type { Day } from "~/domain/kernel/days";

export const ASSURANCES = ["C0", "C1", "C2", "C3"] as const;
export type Assurance = (typeof ASSURANCES)[number];
export type Scope = "full" | "core_only";

export type Holding = {
  country: string;
  branch: string;
  profession: string;
  certification: string;
  scope: Scope;
  assurance: Assurance;
  /** Held only because of a hardship extension: extended, not renewed. */
  extended: boolean;
  from: Day;
  to: Day;
  awardId: string;
};

/** `country` or `profession` "*": the region, or any profession. */
export type Delta = {
  country: string;
  profession: string;
  certification: string;
  scope: Scope;
  assurance: Assurance;
  extended: boolean;
  day: Day;
  change: 1 | -1;
};

export type PostingFact = {
  country: string;
  branch: string;
  profession: string;
  from: Day;
  to: Day | null;
};
export type AwardFact = {
  id: string;
  certification: string;
  assurance: Assurance;
  from: Day;
  to: Day;
  /** The last day of its furthest hardship extension; its own last day is `to` and stays that. */
  extendedTo: Day | null;
  revokedOn: Day | null;
  coverage: Record<string, Day>;
};
export type Standing = { postings: PostingFact[]; awards: AwardFact[]; holdings: Holding[] };

export const METHODS = [
  "payroll",
  "establishment_list",
  "gazette",
  "survey",
  "estimate",
  "model",
] as const;
export type Method = (typeof METHODS)[number];
