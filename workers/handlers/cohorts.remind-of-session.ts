import { z } from "zod";
import { remindOfSession } from "~/domain/cohorts/commands/remind-of-sessions.server";
import { remindOfSessionJob } from "~/domain/cohorts/jobs";
import type { JobHandler } from "./handler";

const Payload = z.object({
  cohortId: z.uuid(),
  sessionId: z.uuid(),
  nominationId: z.uuid().nullable(),
  personId: z.uuid().nullable(),
  on: z.iso.date(),
});

export const handler: JobHandler = {
  job: remindOfSessionJob,
  run: (outboxId, payload) => remindOfSession(outboxId, Payload.parse(payload)),
};
