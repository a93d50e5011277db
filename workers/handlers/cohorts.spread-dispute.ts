import { z } from "zod";
import { spreadDispute } from "~/domain/cohorts/commands/tell-lead.server";
import { spreadDisputeJob } from "~/domain/cohorts/jobs";
import type { JobHandler } from "./handler";

const Payload = z.object({
  enrolmentId: z.uuid(),
  moduleId: z.uuid(),
  practicalAssessmentId: z.uuid(),
});

export const handler: JobHandler = {
  job: spreadDisputeJob,
  run: (outboxId, payload) => spreadDispute(outboxId, Payload.parse(payload)),
};
