/** Minimum standards as rules, what they are evaluated against, and what comes out. */
import type { Assurance, Scope } from "~/domain/capacity/schema";
import type { Day } from "~/domain/kernel/days";

export type Rule =
  | { op: "coverage"; certification: string; population: string; atLeast: number }
  | { op: "count"; certification: string; atLeast: number }
  | { op: "milestone"; key: string; atLeast: string }
  | { op: "age"; key: string; atMostMonths: number }
  | { op: "stage" | "value"; key: string; atLeast: number }
  | { op: "all" | "any"; of: Rule[] };

export type Standard = {
  key: string;
  priorityArea: string;
  specificArea: string;
  title: string;
  kind: string;
  rule: Rule;
  ruleHash: string;
  evidence: string;
  coreOnlyCounts: boolean;
};

export type Status = "met" | "not_met" | "unknown" | "not_applicable";
export type Flag =
  | "DEN_MISSING"
  | "DEN_STALE"
  | "DEN_ESTIMATE"
  | "DEN_LT_NUM"
  | "EVIDENCE_MISSING"
  | "EVIDENCE_STALE"
  | "SMALL_N"
  | "WILL_LAPSE"
  | "EXTENDED";

export type CertifiedCount = {
  certification: string;
  profession: string;
  scope: Scope;
  assurance: Assurance;
  extended: boolean;
  now: number;
  in90: number;
  in180: number;
};
export type Workforce = { value: number; low: number; high: number; method: string; asOfOn: Day };

/** Everything a country's evaluation follows from, on one day. */
export type Facts = {
  on: Day;
  certified: CertifiedCount[];
  lapsed: { certification: string; profession: string; lapsed: number }[];
  /** Professions counted in each population. */
  professions: Map<string, string[]>;
  minimumAssurance: Map<string, Assurance>;
  workforce: Map<string, Workforce>;
  /** Position on its ladder of the state recorded for a milestone, and of every state it may have. */
  milestones: Map<string, { state: string; ladder: string[] }>;
  indicators: Map<string, { value: number | null; happenedOn: Day | null; asOfOn: Day }>;
  /** What has been ruled about a standard in this country. */
  rulings: Map<string, Ruling>;
};

/** Whether a standard applies to a country, by when it is to be met, and a waiver, which never changes the outcome. */
export type Ruling = {
  applicable: boolean;
  reason: string;
  targetOn: Day | null;
  waiver: string | null;
};

/** One cell of the matrix, exact. */
export type Cell = {
  status: Status;
  likely: boolean;
  numerator: number | null;
  denominator: { value: number; low: number; high: number } | null;
  required: number | null;
  shortfall: number | null;
  expiring90: number;
  expiring180: number;
  lapsed: number;
  /** How many of the numerator only a hardship extension holds: counted, and said. */
  extended: number;
  flags: Flag[];
  ruleHash: string;
  ruling?: Ruling;
};

/** A cell as another country or the public may see it: a status, a band, never a count that moves with one person. */
export type DisclosedCell = {
  status: Status;
  likely: boolean;
  band: string | null;
  flags: Flag[];
  exact: Cell | null;
};

export type Viewer = { countries: readonly string[]; regional: boolean } | null;
