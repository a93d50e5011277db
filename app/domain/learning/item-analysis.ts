/**
 * Item analysis of the questions inside a package, from SCORM interactions: one person, one answer, the first one given in the first attempt
 * that was begun, so that practice does not count. Difficulty is the share of right answers; discrimination is the point-biserial correlation
 * between a right answer and the share of right answers to the other questions (corrected: the question itself is left out). A figure from
 * too few people is unknown, and a count of one to four people is never shown by itself. Pure.
 */
import { withholdSmall } from "~/domain/kernel/small-counts";
import type { Interaction, ItemFigures } from "./schema";

/** Fewer people than this say nothing about how hard a question is. */
export const ENOUGH_FOR_DIFFICULTY = 10;
/** Fewer people than this make a correlation a coin toss. */
export const ENOUGH_FOR_DISCRIMINATION = 20;

export type Respondent = { interactions: readonly Interaction[] };
type Answer = Interaction & { rest: number | null };

/** Questions by identifier. Answers that the content did not judge count for time and choices, not for difficulty. */
export function analyseItems(respondents: readonly Respondent[]): ItemFigures[] {
  const answers = new Map<string, Answer[]>();
  for (const { interactions } of respondents) {
    const first = firstAnswers(interactions);
    for (const answer of first.values())
      answers.set(answer.id, [
        ...(answers.get(answer.id) ?? []),
        { ...answer, rest: restScore(first, answer.id) },
      ]);
  }
  return [...answers]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([id, given]) => figuresOf(id, given));
}

/** A journalling package records every try under the same identifier: the first judged one, else the first. */
function firstAnswers(interactions: readonly Interaction[]): Map<string, Interaction> {
  const first = new Map<string, Interaction>();
  for (const one of interactions) {
    const before = first.get(one.id);
    if (!before || (before.result === null && one.result !== null)) first.set(one.id, one);
  }
  return first;
}

function restScore(answers: ReadonlyMap<string, Interaction>, without: string): number | null {
  const others = [...answers.values()].filter(
    ({ id, result }) => id !== without && result !== null,
  );
  return others.length === 0
    ? null
    : others.filter(({ result }) => result === "correct").length / others.length;
}

function figuresOf(id: string, answers: Answer[]): ItemFigures {
  const judged = answers.filter(({ result }) => result !== null);
  const times = answers.flatMap(({ seconds }) => seconds ?? []);
  const isEnough = answers.length >= ENOUGH_FOR_DIFFICULTY;
  return {
    ...{ id, type: answers[0]?.type ?? "", people: withholdSmall([answers.length])?.[0] ?? null },
    difficulty:
      judged.length >= ENOUGH_FOR_DIFFICULTY && isTelling(judged) ? shareRight(judged) : null,
    discrimination: judged.length >= ENOUGH_FOR_DISCRIMINATION ? pointBiserial(judged) : null,
    medianSeconds: times.length >= ENOUGH_FOR_DIFFICULTY ? median(times) : null,
    choices: isEnough ? choicesOf(answers) : [],
  };
}

const isRight = ({ result }: Interaction) => result === "correct";
const shareRight = (answers: readonly Interaction[]): number =>
  answers.filter(isRight).length / answers.length;

/** A share is shown only where it does not give away a count of one to four, on either side. */
const isTelling = (judged: readonly Interaction[]): boolean => {
  const right = judged.filter(isRight).length;
  return withholdSmall([right, judged.length - right])?.every((count) => count !== null) ?? false;
};

/** Null where everybody, or nobody, was right, or all are alike in the rest: then nothing discriminates. */
export function pointBiserial(
  answers: readonly { result: Interaction["result"]; rest: number | null }[],
): number | null {
  const known = answers.flatMap(({ result, rest }) =>
    rest === null ? [] : [{ x: result === "correct" ? 1 : 0, y: rest }],
  );
  if (known.length < ENOUGH_FOR_DISCRIMINATION) return null;
  const mean = (of: "x" | "y") => known.reduce((sum, one) => sum + one[of], 0) / known.length;
  const [mx, my] = [mean("x"), mean("y")];
  const sum = (term: (dx: number, dy: number) => number) =>
    known.reduce((total, { x, y }) => total + term(x - mx, y - my), 0);
  const spread = Math.sqrt(sum((dx) => dx * dx) * sum((_, dy) => dy * dy));
  return spread < 1e-9 ? null : Math.max(-1, Math.min(1, sum((dx, dy) => dx * dy) / spread));
}

function median(values: number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  const at = (index: number) => sorted[index] ?? 0;
  return sorted.length % 2 === 1 ? at(Math.floor(middle)) : (at(middle - 1) + at(middle)) / 2;
}

/** What was answered, most chosen first; null counts are one to four, or protect one that is. Rare texts are not shown at all. */
function choicesOf(answers: readonly Interaction[]): ItemFigures["choices"] {
  const counts = new Map<string, number>();
  for (const { response } of answers)
    if (response !== null) counts.set(response, (counts.get(response) ?? 0) + 1);
  const patterns = new Set(answers.flatMap(({ correct }) => correct));
  const right = new Set(answers.filter(isRight).flatMap(({ response }) => response ?? []));
  const sorted = [...counts].sort(([a, one], [b, other]) => other - one || a.localeCompare(b));
  const shown = withholdSmall(sorted.map(([, count]) => count));
  const isClosed = CLOSED.has(answers[0]?.type ?? "");
  return sorted.flatMap(([response], at) => {
    const people = shown?.[at] ?? null;
    // what few people typed in their own words could name them
    if (people === null && !isClosed) return [];
    return [{ response, people, isRight: patterns.has(response) || right.has(response) }];
  });
}

/** Kinds whose answers are the author's words, not the learner's. */
const CLOSED = new Set(["choice", "true-false", "matching", "sequencing", "likert"]);
