import { z } from "zod";
import { withdrawAwardAfter } from "~/domain/certification/commands.server";
import { withdrawAwardJob } from "~/domain/certification/jobs";
import type { JobHandler } from "./handler";

const Payload = z.object({ practicalAssessmentId: z.uuid(), enrolmentId: z.uuid() });

export const handler: JobHandler = {
  job: withdrawAwardJob,
  run: (outboxId, payload) => withdrawAwardAfter(outboxId, Payload.parse(payload), new Date()),
};
