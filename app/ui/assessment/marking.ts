/** Marks as a form carries them, so that what was typed comes back on every page until it is signed. */
import type {
  CriterionMark,
  Obstacle,
  Outcome,
  Part,
  PracticalState,
  Rubric,
} from "~/domain/assessment/schema";

export type Evidence = {
  id: string;
  name: string;
  mediaType: string;
  bytes: number;
  note: string;
};
export type Signed = {
  id: string;
  part: Part;
  round: number;
  assessor: string | null;
  outcome: Outcome;
  observedOn: string;
  signedAt: Date;
  correctionReason: string | null;
  waiverReason: string | null;
  moderationReason: string | null;
  corrected: boolean;
  /** Signed by whoever looks. */
  isOwn: boolean;
  marks: CriterionMark[];
  evidence: Evidence[];
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
  state: PracticalState;
  part: Part | null;
  obstacle: Obstacle | null;
  signers: { part: Part; assessor: string | null; signedAt: Date }[];
  isEvaluator: boolean;
  correctable: string | null;
  standing: Signed | null;
  history: Signed[];
  assessmentId: string;
  draft: Evidence[];
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
  part?: Part;
  waiver?: string;
  marks: { criterion: string; mark: number; note: string }[];
};

export const practicalPath = ({
  enrolmentId,
  moduleId,
}: Pick<Practical, "enrolmentId" | "moduleId">) => `/academy/practicals/${enrolmentId}/${moduleId}`;

export function typedMarks(marking: Marking): TypedMarks {
  const typed: TypedMarks = {
    assessmentId: marking.assessmentId,
    observedOn: marking.observedOn,
    correctsId: marking.correctsId ?? "",
    reason: marking.reason,
    part: marking.part ?? "",
    waiver: marking.waiver ?? "",
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
