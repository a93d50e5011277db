import { z } from "zod";
import { HARDSHIP_KINDS, MOST_MONTHS } from "./schema";

export const HardshipCountryParams = z.object({ iso2: z.string().regex(/^[A-Z]{2}$/) });
export const HardshipParams = HardshipCountryParams.extend({ eventId: z.uuid() });

/** A hardship event as a form or the API states it. */
export const DeclareHardshipInput = z.object({
  kind: z.enum(HARDSHIP_KINDS, "required"),
  name: z.string().trim().min(3, "required").max(120),
  fromOn: z.iso.date("not_a_day"),
  expectedToOn: z.iso.date("not_a_day"),
  months: z.coerce
    .number("required")
    .int("months_range")
    .min(1, "months_range")
    .max(MOST_MONTHS, "months_range"),
  reason: z.string().trim().min(10, "reason_short").max(2000),
});
export type DeclareHardshipInput = z.infer<typeof DeclareHardshipInput>;

/** The last day of an event; ignored where it has not begun, since then it is called off. */
export const EndHardshipInput = z.object({
  endedOn: z.iso.date("not_a_day"),
  reason: z.string().trim().min(10, "reason_short").max(2000),
});
export type EndHardshipInput = z.infer<typeof EndHardshipInput>;
