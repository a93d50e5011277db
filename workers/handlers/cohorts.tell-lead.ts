import { z } from "zod";
import { tellLead } from "~/domain/cohorts/commands/tell-lead.server";
import { tellLeadJob } from "~/domain/cohorts/jobs";
import type { JobHandler } from "./handler";

const Payload = z.object({
  cohortId: z.uuid(),
  moduleId: z.uuid(),
  practicalAssessmentId: z.uuid(),
  personId: z.uuid(),
});

export const handler: JobHandler = {
  job: tellLeadJob,
  run: (outboxId, payload) => tellLead(outboxId, Payload.parse(payload)),
};
