import { z } from "zod";
import { tellAssessor } from "~/domain/cohorts/commands/tell-assessor.server";
import { tellAssessorJob } from "~/domain/cohorts/jobs";
import type { JobHandler } from "./handler";

const Payload = z.object({
  cohortId: z.uuid(),
  assessorId: z.uuid(),
  assignmentIds: z.array(z.uuid()),
  ended: z.boolean(),
});

export const handler: JobHandler = {
  job: tellAssessorJob,
  run: (outboxId, payload) => tellAssessor(outboxId, Payload.parse(payload)),
};
