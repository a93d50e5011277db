import { z } from "zod";
import { checkClaimAfter } from "~/domain/learning/commands/claims.server";
import { checkClaimJob } from "~/domain/learning/jobs";
import type { JobHandler } from "./handler";

const Payload = z.object({ attemptId: z.uuid() });

export const handler: JobHandler = {
  job: checkClaimJob,
  run: (outboxId, payload) => checkClaimAfter(outboxId, Payload.parse(payload).attemptId),
};
