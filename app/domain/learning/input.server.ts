/** Parsers for what learners and their players send. */
import { z } from "zod";
import { COMMIT_LIMITS, isObjectiveId, isObjectiveValue } from "./cmi";

export const RegistrationParams = z.object({ registrationId: z.uuid() });
export const EnrolInput = z.object({ curriculumVersionId: z.uuid() });
export const OpenModuleInput = z.object({ enrolmentId: z.uuid(), moduleId: z.uuid() });
export const LaunchInput = z.object({ registrationId: z.uuid() });

export const CommitInput = z.object({
  token: z.string().length(26),
  sequence: z.number().int().min(1).max(1_000_000),
  item: z.string().min(1).max(500),
  visit: z.string().regex(/^\d{1,6}$/),
  seconds: z.number().int().min(0).max(1_000_000),
  viewed: z.boolean(),
  cmi: z.record(z.string().max(300), z.string()),
  // what an older page of ours left on a device has none of these
  sequencing: z.string().max(COMMIT_LIMITS.sequencing).nullable().default(null),
  objectives: z
    .record(z.string().refine(isObjectiveId), z.string().refine(isObjectiveValue))
    .refine((objectives) => Object.keys(objectives).length <= COMMIT_LIMITS.objectives)
    .default({}),
  course: z
    .object({
      organization: z.string().min(1).max(500),
      completion: z.enum(["completed", "incomplete", "unknown"]),
      success: z.enum(["passed", "failed", "unknown"]),
      scoreScaled: z.number().min(-1).max(1).nullable(),
    })
    .nullable()
    .default(null),
});

export const BranchInput = z.object({ choice: z.enum(["keep", "use"]) });
