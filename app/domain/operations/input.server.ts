import { z } from "zod";

export const JobParams = z.object({ jobId: z.string().regex(/^[\w.:-]{1,200}$/) });

const count = z.number().int().min(0).max(1_000_000_000);
const word = z.string().regex(/^[a-z_]{1,40}$/);

/** What a player says about trouble: kinds, counts and times, and nothing of the content's or the learner's. */
export const TroubleInput = z.object({
  code: z.string().regex(/^[A-Z2-7]{8}$/),
  attemptId: z.uuid().nullable(),
  ...{ kind: word, status: word, reason: z.string().regex(/^[a-z_]{0,60}$/) },
  ...{ waiting: count, notKept: count, afterSeconds: count },
});

/** A support code as people read it out: in any case, with or without its hyphen. */
export const TroubleQuery = z.object({
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  code: z
    .string()
    .max(40)
    .default("")
    .transform((code) => code.toUpperCase().replace(/[^A-Z2-7]/g, "")),
});
