/** One module of one person, as a matrix shows it. */
export type CellState = {
  state: "completed" | "in_progress" | "not_started" | "failed";
  /** Share of a self-paced module in percent; null: not told. */
  share: number | null;
  /** Exam in percent; null: none or not told. */
  score: number | null;
  tries: number | null;
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
