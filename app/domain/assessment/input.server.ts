/** Parsers for everything about exams and practicals that comes from a browser. */
import { z } from "zod";
import { type CriterionMark, FILTERS, MARKS, type Mark, PARTS } from "./schema";

export const ExamParams = z.object({ moduleId: z.uuid() });
export const SittingParams = z.object({ sittingId: z.uuid() });
export const QuestionParams = SittingParams.extend({
  position: z.coerce.number().int().min(1).max(500),
});
export const PracticalParams = z.object({ enrolmentId: z.uuid(), moduleId: z.uuid() });
/** Which signed assessment the marking page is asked to correct. */
export const PracticalQuery = z.object({
  correct: z.string().optional(),
  /** The evaluator wants to sign the final mark as well. */
  alone: z.string().optional(),
});
export const EvidenceParams = z.object({ evidenceId: z.uuid() });
/** Files attached to a signature, drafted or signed; every other field belongs to the marking form. */
export const EvidenceForm = z.looseObject({
  assessmentId: z.uuid(),
  evidenceNote: z.string().trim().max(2000, "too_long").default(""),
});
export const EvidenceQuery = z.object({ of: z.string().optional() });
/** What the draft's button asks: files chosen come in, `remove` goes out. */
export const DraftForm = z.looseObject({ assessmentId: z.uuid(), remove: z.uuid().optional() });
export const PracticalFilter = z.object({
  show: z.enum(FILTERS).optional().catch(undefined),
});
export const OwnPracticalParams = z.object({ moduleId: z.uuid() });

/** A form without fields: the button is the message. */
export const NoFields = z.object({});

const choice = z
  .union([z.literal(""), z.coerce.number().int().min(1).max(8)])
  .optional()
  .transform((value) => (value === "" ? undefined : value));
const ticked = z
  .string()
  .optional()
  .transform((value) => value === "yes");

/**
 * A question's form. `shown` and `seen` say which choice the page was drawn with and as of which answer, so that a page left
 * open elsewhere cannot undo a newer choice by being walked past. `next` is where the learner goes from here.
 */
export const AnswerForm = z.object({
  choice,
  shown: choice,
  seen: z.coerce.number().int().min(0).default(0),
  flagged: ticked,
  wasFlagged: ticked,
  next: z.union([z.literal("overview"), z.coerce.number().int().min(1).max(500)]).optional(),
});
export const AnswerInput = AnswerForm.omit({ next: true }).extend({
  sittingId: z.uuid(),
  position: z.number().int(),
});
export type AnswerInput = z.infer<typeof AnswerInput>;

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "not_a_day");
const signed = {
  /** Made with the page, so that the same form sent twice signs once. */
  assessmentId: z.uuid(),
  observedOn: day,
  correctsId: z
    .union([z.literal(""), z.uuid()])
    .optional()
    .transform((value) => value || null),
  reason: z.string().trim().max(2000, "too_long").default(""),
  /** The part the page was made for, so that a window left open does not sign another one. */
  part: z
    .union([z.literal(""), z.enum(PARTS)])
    .optional()
    .transform((value) => value || undefined),
  /** Why the evaluator signs the final mark too. */
  waiver: z.string().trim().max(2000, "too_long").optional(),
};

/** Marks come as mark.<criterion> and note.<criterion>; which criteria there are is the rubric's business. */
export const MarkingForm = z.looseObject(signed).transform(withMarks);
export type MarkingForm = z.output<typeof MarkingForm>;

export const SignatureForm = z
  .looseObject({ ...signed, confirmed: ticked })
  .transform((form) => ({ ...withMarks(form), confirmed: form.confirmed }));

const MarkInput = z.object({
  criterion: z.string().min(1).max(200),
  mark: z.literal(MARKS),
  note: z.string().trim().max(2000, "too_long").default(""),
});
/** As the forms, for programs: `assessmentId` is made by the caller, so that the same call again signs once. */
export const MarkingBody = z.object({ ...signed, marks: z.array(MarkInput).max(100) });
/** Nobody signs without saying that they watched. */
export const SignatureBody = MarkingBody.extend({ confirmed: z.literal(true, "not_confirmed") });
export const EvidenceFields = z.object({
  assessmentId: z.uuid(),
  note: z.string().trim().max(2000, "too_long").default(""),
});

type Signed = z.output<z.ZodObject<typeof signed>>;

function withMarks(form: Signed & Record<string, unknown>) {
  const { assessmentId, observedOn, correctsId, reason, part, waiver } = form;
  return { assessmentId, observedOn, correctsId, reason, part, waiver, marks: marksOf(form) };
}

function marksOf(form: Record<string, unknown>): CriterionMark[] {
  return Object.entries(form).flatMap(([name, value]) => {
    const criterion = name.startsWith("mark.") ? name.slice("mark.".length) : null;
    const mark = toMark(value);
    if (!criterion || mark === null) return [];
    const note = form[`note.${criterion}`];
    return [{ criterion, mark, note: typeof note === "string" ? note.trim().slice(0, 2000) : "" }];
  });
}

const toMark = (value: unknown): Mark | null =>
  MARKS.find((mark) => String(mark) === value) ?? null;
