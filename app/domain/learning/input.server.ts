/** Parsers for what learners and their players send. */
import { z } from "zod";
import { COMMIT_LIMITS, isObjectiveId, isObjectiveValue, isStorableText } from "./cmi";
import { LAUNCHINGS, PACKAGE_CHOICES, TIMELINE_TABLES } from "./schema";

export const RegistrationParams = z.object({ registrationId: z.uuid() });
export const EnrolInput = z.object({ curriculumVersionId: z.uuid() });
export const OpenModuleInput = z.object({ enrolmentId: z.uuid(), moduleId: z.uuid() });
export const LaunchInput = z.object({
  registrationId: z.uuid(),
  mode: z.enum(LAUNCHINGS).nullable().default(null),
  attemptId: z.uuid().nullable().default(null),
});

const whole = z.number().int().min(1);

export const LaunchTokensInput = z.object({
  launches: z
    .array(z.object({ attemptId: z.uuid(), epoch: whole.max(2_000_000_000) }))
    .min(1)
    .max(100),
});

/** What cannot be stored is refused here: an error of the database would be tried again for ever, and hold up all that comes after. */
const storable = z.string().refine(isStorableText);

export const CommitInput = z.object({
  token: z.string().length(26),
  sequence: whole.max(2_000_000_000),
  mark: whole.max(2_000_000_000).optional(),
  item: storable.min(1).max(500),
  visit: z.string().regex(/^\d{1,6}$/),
  seconds: z.number().int().min(0).max(1_000_000),
  viewed: z.boolean(),
  cmi: z.record(z.string().max(300), z.string()),
  // what an older page of ours left on a device has none of these
  sequencing: storable.max(COMMIT_LIMITS.sequencing).nullable().default(null),
  objectives: z
    .record(z.string().refine(isObjectiveId), z.string().refine(isObjectiveValue))
    .refine((objectives) => Object.keys(objectives).length <= COMMIT_LIMITS.objectives)
    .default({}),
  course: z
    .object({
      organization: storable.min(1).max(500),
      completion: z.enum(["completed", "incomplete", "unknown"]),
      success: z.enum(["passed", "failed", "unknown"]),
      scoreScaled: z.number().min(-1).max(1).nullable(),
    })
    .nullable()
    .default(null),
});

export const BranchInput = z.object({ choice: z.enum(["keep", "use"]) });

const reason = z.string().trim().min(3, "required").max(2000, "too_long");
export const AttemptReasonInput = z.object({ reason });
export const ResetInput = z.object({ registrationId: z.uuid(), reason });
export const AttemptDecisionForm = z.object({
  requestId: z.uuid(),
  decision: z.enum(["granted", "refused"], "required"),
  reason,
});

export const ModuleVersionParams = z.object({ packageId: z.uuid(), moduleId: z.uuid() });
export const PackageChangeParams = z.object({ changeId: z.uuid() });
export const PackageChangeInput = z.object({
  versionId: z.uuid("required"),
  choice: z.enum(PACKAGE_CHOICES, "required"),
  reason,
});

export const SavedQuery = z.object({ page: z.coerce.number().int().min(1).max(10_000).default(1) });
export const AttemptParams = z.object({ attemptId: z.uuid() });
export const TimelineTableParams = AttemptParams.extend({ table: z.enum(TIMELINE_TABLES) });

/** The newest version unless one is named. */
export const ItemAnalysisQuery = z.object({
  version: z.coerce.number().int().min(1).nullable().default(null),
});

export const ClaimDecisionInput = z.object({
  decision: z.enum(["accepted", "rejected"], "required"),
  reason,
});
