import { z } from "zod";

export const JobParams = z.object({ jobId: z.string().regex(/^[\w.:-]{1,200}$/) });
