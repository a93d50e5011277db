/** Marks as a form carries them, so that what was typed comes back on every page until it is signed. */
import type { CriterionMark, Outcome, Rubric } from "~/domain/assessment/schema";

export type Signed = {
  id: string;
  assessor: string | null;
  outcome: Outcome;
  observedOn: string;
  signedAt: Date;
  correctionReason: string | null;
  corrected: boolean;
  marks: CriterionMark[];
};
export type Practical = {
  enrolmentId: string;
  moduleId: string;
  fullName: string;
  title: string;
  curriculum: string;
  zone: string;
  missing: number;
  today: string;
  mayMark: boolean;
  rubric: Rubric;
  standing: Signed | null;
  history: Signed[];
  assessmentId: string;
};
export type Judgement = {
  outcome: Outcome;
  points: number;
  outOf: number;
  missedMustPass: string[];
};
export type TypedMarks = Record<string, string>;

type Marking = {
  assessmentId: string;
  observedOn: string;
  correctsId: string | null;
  reason: string;
  marks: { criterion: string; mark: number; note: string }[];
};

export function typedMarks(marking: Marking): TypedMarks {
  const typed: TypedMarks = {
    assessmentId: marking.assessmentId,
    observedOn: marking.observedOn,
    correctsId: marking.correctsId ?? "",
    reason: marking.reason,
  };
  for (const { criterion, mark, note } of marking.marks) {
    typed[`mark.${criterion}`] = String(mark);
    typed[`note.${criterion}`] = note;
  }
  return typed;
}

/** What a refused form carried, without repeated names. */
export const typedFrom = (values: Record<string, string | string[]>): TypedMarks =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      Array.isArray(value) ? (value[0] ?? "") : value,
    ]),
  );
