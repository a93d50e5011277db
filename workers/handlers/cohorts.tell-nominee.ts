import { z } from "zod";
import { tellNominee } from "~/domain/cohorts/commands/tell-nomination.server";
import { tellNomineeJob } from "~/domain/cohorts/jobs";
import { NOMINATION_STATUSES } from "~/domain/cohorts/schema";
import type { JobHandler } from "./handler";

const Payload = z.object({
  nominationId: z.uuid(),
  status: z.enum(NOMINATION_STATUSES),
  before: z.enum(NOMINATION_STATUSES),
  reason: z.string(),
});

export const handler: JobHandler = {
  job: tellNomineeJob,
  run: (outboxId, payload) => tellNominee(outboxId, Payload.parse(payload)),
};
