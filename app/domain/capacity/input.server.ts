import { z } from "zod";
import { METHODS } from "./schema";

const count = z.coerce
  .number("required")
  .int("invalid_value")
  .min(0, "invalid_value")
  .max(10_000_000, "invalid_value");
const optionalCount = z.preprocess(
  (value) => (value === "" || value === undefined ? undefined : value),
  count.optional(),
);

/** A workforce count as a form or the API sends it; bounds left out follow from the method. */
export const WorkforceCountInput = z.object({
  populationKey: z.string().min(1, "required").max(60),
  asOfOn: z.iso.date("not_a_day"),
  value: z.preprocess((value) => (value === "" ? undefined : value), count),
  low: optionalCount,
  high: optionalCount,
  method: z.enum(METHODS, "required"),
  source: z.string().trim().min(3, "required").max(300),
  note: z
    .string()
    .trim()
    .max(1000)
    .optional()
    .transform((text) => text || null),
});
export type WorkforceCountInput = z.infer<typeof WorkforceCountInput>;
