import { z } from "zod";
import { applyRosterAfter } from "~/domain/cohorts/commands/apply-roster.server";
import { applyRosterJob } from "~/domain/cohorts/jobs";
import type { JobHandler } from "./handler";

const Payload = z.object({ importId: z.uuid(), personId: z.uuid() });

export const handler: JobHandler = {
  job: applyRosterJob,
  run: (_outboxId, payload) => applyRosterAfter(Payload.parse(payload)),
};
