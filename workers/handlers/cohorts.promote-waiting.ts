import { z } from "zod";
import { promoteAfter } from "~/domain/cohorts/commands/promote-waiting.server";
import { promoteWaitingJob } from "~/domain/cohorts/jobs";
import type { JobHandler } from "./handler";

const Payload = z.object({ cohortId: z.uuid() });

export const handler: JobHandler = {
  job: promoteWaitingJob,
  run: (outboxId, payload) => promoteAfter(outboxId, Payload.parse(payload).cohortId, new Date()),
};
