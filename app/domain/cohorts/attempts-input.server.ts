/** Parsers for attempts in a cohort. */
import { z } from "zod";
import { ATTEMPT_COUNTS, NEXT_ATTEMPTS } from "~/domain/curricula/schema";

export const CohortModuleParams = z.object({ cohortId: z.uuid(), moduleId: z.uuid() });
export const PersonModuleParams = CohortModuleParams.extend({ nominationId: z.uuid() });

/** `rule` says whose; the cohort's own needs the other three. An empty limit is none. */
export const AttemptPolicyForm = z
  .object({
    rule: z.enum(["curriculum", "cohort"]),
    limit: z
      .union([z.literal(""), z.coerce.number("between_1_and_100").int("between_1_and_100")])
      .default("")
      .transform((limit) => (limit === "" ? null : limit))
      .refine((limit) => limit === null || (limit >= 1 && limit <= 100), "between_1_and_100"),
    counts: z.enum(ATTEMPT_COUNTS).default("best"),
    next: z.enum(NEXT_ATTEMPTS).default("after_end"),
  })
  .transform(({ rule, ...policy }) => (rule === "cohort" ? policy : null));
