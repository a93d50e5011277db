import { z } from "zod";

export const AwardParams = z.object({ awardId: z.uuid() });
export const RevokeInput = z.object({
  effectiveOn: z.iso.date("not_a_day"),
  reason: z.string().trim().min(5, "required").max(500),
  confirmed: z.literal("yes", "not_confirmed"),
});
/** Codes may be typed with spaces, dashes and capitals. */
export const VerifyInput = z.object({
  code: z
    .string()
    .max(100)
    .transform((text) => text.toLowerCase().replace(/[^a-z2-7]/g, "")),
});
