/** Parsers for teaching: the gradebook's filter, notes, words to a cohort. */
import { z } from "zod";
import { STANDINGS } from "./standing";

const selection = z.preprocess(
  (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
  z.array(z.uuid()).max(2000),
);

export const CohortPersonParams = z.object({ cohortId: z.uuid(), nominationId: z.uuid() });
export const BulkActionParams = z.object({ cohortId: z.uuid(), bulkActionId: z.uuid() });
export const ProgressQuery = z.object({ standing: z.enum(["", ...STANDINGS]).default("") });

export const NoteInput = z.object({
  body: z.string().trim().min(1, "required").max(4000, "too_long"),
});
export const NotesInput = NoteInput.extend({ to: selection });
export type NotesInput = z.output<typeof NotesInput>;

export const TeachingSelection = z.object({
  to: selection,
  template: z.enum(["", "reminder", "next_session"]).default(""),
});
export const CohortMessageInput = z.object({
  subject: z.string().trim().min(3, "required").max(200, "too_long"),
  body: z.string().trim().min(3, "required").max(8000, "too_long"),
  to: selection,
  /** Made when the form was opened: sending the same form twice sends once. */
  messageId: z.uuid(),
});
export type CohortMessageInput = z.output<typeof CohortMessageInput>;

export const AssignmentParams = z.object({ cohortId: z.uuid(), assignmentId: z.uuid() });
/** Who is to mark whom; null for everybody with a seat, also those who come later. */
export const AssignmentBody = z.object({
  assessorIds: z.array(z.uuid()).max(100),
  nominationIds: z.array(z.uuid()).max(2000).nullable(),
});
