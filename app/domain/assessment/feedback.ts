/**
 * What a learner hears about an exam besides the score: which objectives to study again. Objectives with fewer than three
 * questions are told together, and never in counts, so that no answer can be worked out from the feedback.
 */

export type ObjectiveResult = { objective: string; correct: number; asked: number };
type Level = "secure" | "developing" | "study_again";
export type Feedback = { objectives: string[]; level: Level };

const FEWEST_QUESTIONS = 3;

export function feedbackFor(results: readonly ObjectiveResult[]): Feedback[] {
  const alone = results.filter((result) => result.asked >= FEWEST_QUESTIONS);
  const together = merged(results.filter((result) => result.asked < FEWEST_QUESTIONS));
  const lines = alone.map((result) => line([result.objective], result));
  return together.asked >= FEWEST_QUESTIONS
    ? [...lines, line(together.objectives, together)]
    : lines;
}

const line = (objectives: string[], result: { correct: number; asked: number }): Feedback => ({
  objectives,
  level: levelOf(result.correct / result.asked),
});

const levelOf = (share: number): Level =>
  share >= 0.8 ? "secure" : share >= 0.5 ? "developing" : "study_again";

const merged = (results: readonly ObjectiveResult[]) => ({
  objectives: results.map((result) => result.objective),
  correct: results.reduce((sum, result) => sum + result.correct, 0),
  asked: results.reduce((sum, result) => sum + result.asked, 0),
});
