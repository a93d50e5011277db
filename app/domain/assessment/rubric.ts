/**
 * The outcome of a practical, from its marks alone: enough of the total, and every must-pass criterion at its mark.
 * A scene that is searched well and then loses its chain of custody has not passed.
 */
import { invalid } from "~/domain/kernel/errors";
import type { CriterionMark, Outcome, Rubric } from "./schema";

export type Judgement = {
  outcome: Outcome;
  points: number;
  outOf: number;
  /** Titles of must-pass criteria that were not reached. */
  missedMustPass: string[];
};

const HIGHEST = 3;

export function judge(rubric: Rubric, marks: readonly CriterionMark[]): Judgement {
  const byKey = new Map(marks.map(({ criterion, mark }) => [criterion, mark]));
  const markOf = (key: string) => byKey.get(key) ?? 0;
  const points = rubric.criteria.reduce((sum, criterion) => sum + markOf(criterion.key), 0);
  const outOf = rubric.criteria.length * HIGHEST;
  const missedMustPass = rubric.criteria
    .filter((criterion) => criterion.mustPass && markOf(criterion.key) < rubric.mustPassMark)
    .map((criterion) => criterion.title);
  const enough = points * 100 >= rubric.passPercent * outOf;
  const outcome = enough && missedMustPass.length === 0 ? "passed" : "failed";
  return { outcome, points, outOf, missedMustPass };
}

/** Every criterion once and nothing else. A mark of 0 or 1 needs a note: the learner must hear why. */
export function assertMarked(rubric: Rubric, marks: readonly CriterionMark[]): void {
  for (const { key } of rubric.criteria) {
    const given = marks.filter((mark) => mark.criterion === key);
    if (given.length !== 1) throw invalid("mark_missing", { field: `mark.${key}` });
    const [only] = given;
    if (only && only.mark < 2 && !only.note.trim()) {
      throw invalid("note_missing", { field: `note.${key}` });
    }
  }
  if (marks.length !== rubric.criteria.length) throw invalid("unknown_criterion");
}
