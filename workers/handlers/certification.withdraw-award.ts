import { z } from "zod";
import { withdrawAwardAfter } from "~/domain/certification/commands/withdraw-award.server";
import { withdrawAwardJob } from "~/domain/certification/jobs";
import type { JobHandler } from "./handler";

const Payload = z.union([
  z.object({ practicalAssessmentId: z.uuid(), enrolmentId: z.uuid() }),
  z.object({ attendanceId: z.uuid(), enrolmentId: z.uuid(), moduleId: z.uuid() }),
  z.object({ attemptId: z.uuid(), enrolmentId: z.uuid(), moduleId: z.uuid() }),
]);

export const handler: JobHandler = {
  job: withdrawAwardJob,
  run: (outboxId, payload) => withdrawAwardAfter(outboxId, Payload.parse(payload), new Date()),
};
