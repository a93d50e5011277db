/** The gradebook of a cohort: its columns, one person's row, one module of one person. */
import type { Day } from "~/domain/kernel/days";
import type { PersonStanding } from "./standing";
import type { Missing } from "./why-no-award";

export type CellState = {
  state: "completed" | "in_progress" | "not_started" | "failed";
  /** Share of a self-paced module in percent; null: not told. */
  share: number | null;
  /** Exam in percent; null: none or not told. */
  score: number | null;
  tries: number | null;
};

export type AwardFact = { number: string; from: Day; to: Day; revoked: boolean; covered: boolean };
export type ProgressRow = {
  nominationId: string;
  fullName: string;
  country: string;
  countryName: string;
  profession: string;
  employer: string | null;
  joined: boolean;
  disclosed: boolean;
  scores: boolean;
  /** Sessions held and marked so far, and the share of their minutes attended. */
  held: number;
  missed: number;
  attendancePercent: number | null;
  lastActivityOn: Day | null;
  /** By module. */
  cells: Record<string, CellState>;
  award: AwardFact | null;
  missing: Missing[];
} & PersonStanding;

export type ModuleColumn = {
  id: string;
  title: string;
  kind: string;
  required: boolean;
  overlayCountry: string | null;
};

type Module = {
  kind: string;
  completed: boolean;
  startedAt: Date | null;
  progress: number | null;
};
type Result = { passed: boolean; failedTries: number; percent: number | null };

export function cellOf(module: Module, result?: Result): CellState {
  const share =
    module.kind === "self_paced" && module.progress !== null
      ? Math.floor(module.progress * 100)
      : null;
  const score = result?.percent ?? null;
  const tries = result ? result.failedTries + (result.passed ? 1 : 0) : null;
  if (module.completed) return { state: "completed", share, score, tries };
  if (result && !result.passed) return { state: "failed", share, score, tries };
  const begun = module.startedAt !== null || (share ?? 0) > 0;
  return { state: begun ? "in_progress" : "not_started", share, score, tries };
}
