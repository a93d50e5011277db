/**
 * Exams graded on the server and practicals signed by an assessor. The rule to know: the key to an item never leaves the
 * database; grading happens in app.grade_sitting, and nobody outside a learner's own circle sees a score.
 */
import type { Branch, CountryCode } from "~/domain/kernel/country";

/** How an exam is drawn and what it asks of a learner. `attempts` tries, then `waitDays` before the next ones. */
export type Blueprint = {
  minutes: number;
  passPercent: number;
  attempts: number;
  waitDays: number;
  draw: { objective: string; items: number }[];
};

/** Why a sitting ended: the learner handed it in, or its time ran out. */
export type Closing = "submitted" | "expired";

/** A criterion of a rubric: marked 0 to 3, described per mark; a must-pass criterion decides on its own. */
export type Criterion = {
  key: string;
  title: string;
  guidance: string;
  levels: [string, string, string, string];
  mustPass: boolean;
};
export type Rubric = {
  title: string;
  brief: string;
  criteria: Criterion[];
  passPercent: number;
  mustPassMark: Mark;
  /** How many assessors mark the practical independently of each other. */
  assessors: 1 | 2;
};

export const MARKS = [0, 1, 2, 3] as const;
export type Mark = (typeof MARKS)[number];
export type CriterionMark = { criterion: string; mark: Mark; note: string };

export type Outcome = "passed" | "failed";

/** The person a row of this area is about, as every personal row carries it. */
export type Subject = { personId: string; country: CountryCode; branch: Branch };
