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

/**
 * What a signature is for. One assessor signs as `sole`; of two, the first signs the `evaluation` and another person the
 * `final` mark, each without the other's; `moderation` decides where they differ.
 */
export const PARTS = ["sole", "evaluation", "final", "moderation"] as const;
export type Part = (typeof PARTS)[number];

/** `waiting`: one of two has signed. `disputed`: they differ and nobody has moderated. */
export type PracticalState = "unsigned" | "waiting" | "disputed" | Outcome;

/** A practical in the academy's list. */
export type RowState = "to_mark" | "not_ready" | "second_mark" | "disputed" | Outcome;

/** The practicals that wait for somebody's mark: how many, and the first of them. */
export type PracticalsWaiting = {
  count: number;
  next: {
    enrolmentId: string;
    moduleId: string;
    fullName: string;
    curriculum: string;
    title: string;
    state: RowState;
  }[];
};

/** The lists an academy works through. */
export const FILTERS = ["to_mark", "second_mark", "disputed", "signed"] as const;
export type Filter = (typeof FILTERS)[number];

const SHOWN: Record<Filter, readonly RowState[]> = {
  to_mark: ["to_mark", "failed"],
  second_mark: ["second_mark"],
  disputed: ["disputed"],
  signed: ["passed", "failed"],
};

/** Does a list show practicals of this state? No filter shows all. */
export const isShown = (state: RowState, filter: Filter | null | undefined): boolean =>
  !filter || SHOWN[filter].includes(state);

/** Why somebody may not sign. */
export type Obstacle =
  | "may_not_mark"
  | "direct_report"
  | "not_assigned"
  | "moderator_signed"
  | "not_your_signature";

export const EVIDENCE_FILES = 10;
export const EVIDENCE_BYTES = 10 * 1024 * 1024;
export const EVIDENCE_TYPES = ["image/jpeg", "image/png", "image/webp", "application/pdf"] as const;
export type EvidenceType = (typeof EVIDENCE_TYPES)[number];

/** The person a row of this area is about, as every personal row carries it. */
export type Subject = { personId: string; country: CountryCode; branch: Branch };
