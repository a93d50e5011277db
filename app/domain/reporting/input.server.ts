/** Parsers for counts: a country and a period. */
import { z } from "zod";
import { day } from "~/domain/kernel/days";

const maybeDay = z.preprocess(
  (value) => (value === "" ? undefined : value),
  z
    .string()
    .refine((text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)))
    .transform(day)
    .optional(),
);

export const CountryParams = z.object({ iso2: z.string().regex(/^[A-Z]{2}$/) });
export const PeriodQuery = z.object({ from: maybeDay, to: maybeDay });
export type PeriodQuery = z.output<typeof PeriodQuery>;
