import { z } from "zod";
import { settleAttendanceAfter } from "~/domain/cohorts/commands/settle-attendance.server";
import { settleAttendanceJob } from "~/domain/cohorts/jobs";
import type { JobHandler } from "./handler";

const Payload = z.object({
  cohortId: z.uuid(),
  nominationId: z.uuid(),
  correctionId: z.uuid().nullish(),
});

export const handler: JobHandler = {
  job: settleAttendanceJob,
  run: (outboxId, payload) => settleAttendanceAfter(outboxId, Payload.parse(payload), new Date()),
};
