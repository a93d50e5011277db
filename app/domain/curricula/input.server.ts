/** Parsers for curriculum files, and for what staff send about curricula. */
import { z } from "zod";
import { ATTEMPT_COUNTS, NEXT_ATTEMPTS } from "./schema";

const key = z.string().regex(/^[a-z0-9][a-z0-9._-]*$/i);

const AttemptPolicyFile = z.strictObject({
  limit: z.number().int().min(1).max(100).nullable(),
  counts: z.enum(ATTEMPT_COUNTS),
  next: z.enum(NEXT_ATTEMPTS),
});

export const CurriculumFile = z.strictObject({
  key,
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  title: z.string().min(3),
  audience: z.string().min(3),
  summary: z.string().min(3),
  coreMinutes: z.number().int().positive(),
  overlayMinutes: z.number().int().min(0),
  selfEnrolment: z.boolean(),
  passPercent: z.number().int().min(1).max(100),
  validityMonths: z.number().int().positive(),
  objectives: z
    .array(z.strictObject({ key, text: z.string(), competencies: z.array(z.string()).min(1) }))
    .min(1),
  slots: z.array(z.strictObject({ key, title: z.string(), mandatory: z.boolean() })),
  modules: z
    .array(
      z.strictObject({
        key,
        title: z.string(),
        kind: z.enum(["self_paced", "exam", "practical", "workshop"]),
        minutes: z.number().int().positive(),
        objectives: z.array(key).min(1),
        tags: z.array(z.string()).default([]),
        lesson: z.string().optional(),
        package: z.literal("uploaded").optional(),
        attendancePercent: z.number().int().min(1).max(100).optional(),
        attempts: AttemptPolicyFile.optional(),
      }),
    )
    .min(1),
});

export const OverlayFile = z.strictObject({
  curriculum: key,
  country: z.string().length(2),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  lawAsAt: z.iso.date(),
  reviewedOn: z.iso.date().nullable(),
  modules: z.array(
    z.strictObject({
      key,
      title: z.string(),
      minutes: z.number().int().positive(),
      lesson: z.string(),
    }),
  ),
  slots: z.record(z.string(), z.string().min(1)),
});

export const CurriculumParams = z.object({ curriculumKey: z.string().max(40) });
export const ModuleParams = z.object({ moduleId: z.uuid() });
export const AssignPackageInput = z.object({
  packageVersionId: z.uuid("required"),
  /** Only asked for where no trial saw the package report. */
  completion: z.enum(["reported", "viewed", "instructor"]).optional(),
  reason: z.string().trim().max(1000).optional(),
});
