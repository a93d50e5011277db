import { z } from "zod";
import { cancelSessionsAfter } from "~/domain/cohorts/commands/cancel-sessions.server";
import { cancelSessionsJob } from "~/domain/cohorts/jobs";
import type { JobHandler } from "./handler";

const Payload = z.object({ cohortId: z.uuid() });

export const handler: JobHandler = {
  job: cancelSessionsJob,
  run: (outboxId, payload) =>
    cancelSessionsAfter(outboxId, Payload.parse(payload).cohortId, new Date()),
};
