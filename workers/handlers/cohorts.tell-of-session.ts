import { z } from "zod";
import { tellOfSessionAfter } from "~/domain/cohorts/commands/tell-of-sessions.server";
import { tellOfSessionJob } from "~/domain/cohorts/jobs";
import type { JobHandler } from "./handler";

const Payload = z.object({
  cohortId: z.uuid(),
  sessionId: z.uuid(),
  nominationId: z.uuid().nullable(),
  personId: z.uuid().nullable(),
  change: z.enum(["scheduled", "changed", "moved", "cancelled"]),
  revision: z.number().int(),
});

export const handler: JobHandler = {
  job: tellOfSessionJob,
  run: (outboxId, payload) => tellOfSessionAfter(outboxId, Payload.parse(payload)),
};
