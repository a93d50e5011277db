import { z } from "zod";

export const CountryParams = z.object({ iso2: z.string().regex(/^[A-Z]{2}$/) });
export const StandardParams = CountryParams.extend({ standardKey: z.string().regex(/^MS-\d{3}$/) });

export const MatrixQuery = z.object({
  area: z.string().max(2).default(""),
  members: z.enum(["full_member", "all"]).default("full_member"),
  cell: z
    .string()
    .regex(/^[A-Z]{2}\.MS-\d{3}$/)
    .optional(),
});
export type MatrixQuery = z.infer<typeof MatrixQuery>;

const url = z
  .union([z.literal(""), z.url({ protocol: /^https?$/, error: "not_a_link" })])
  .optional()
  .transform((text) => text || null);

export const MilestoneInput = z.object({
  milestoneKey: z.string().min(1, "required").max(60),
  state: z.string().min(1, "required").max(40),
  reachedOn: z.iso.date("not_a_day"),
  evidence: z.string().trim().min(5, "required").max(500),
  evidenceUrl: url,
});
export type MilestoneInput = z.infer<typeof MilestoneInput>;

export const IndicatorInput = z.object({
  indicatorKey: z.string().min(1, "required").max(60),
  value: z.preprocess(
    (text) => (text === "" ? undefined : text),
    z.coerce.number("invalid_value").min(0).max(1_000_000).optional(),
  ),
  happenedOn: z
    .union([z.literal(""), z.iso.date("not_a_day")])
    .optional()
    .transform((text) => text || undefined),
  asOfOn: z.iso.date("not_a_day"),
  evidence: z.string().trim().min(5, "required").max(500),
  evidenceUrl: url,
});
export type IndicatorInput = z.infer<typeof IndicatorInput>;

const words = z
  .string()
  .trim()
  .max(500)
  .optional()
  .transform((text) => text || null);

export const RulingInput = z.object({
  applies: z.enum(["yes", "no"], "required"),
  reason: z.string().trim().min(5, "required").max(500),
  targetOn: z
    .union([z.literal(""), z.iso.date("not_a_day")])
    .optional()
    .transform((text) => text || null),
  waiver: words,
});
export type RulingInput = z.infer<typeof RulingInput>;
