import { z } from "zod";
import { tellLineManager } from "~/domain/cohorts/commands/tell-nomination.server";
import { tellLineManagerJob } from "~/domain/cohorts/jobs";
import type { JobHandler } from "./handler";

const Payload = z.object({ approvalRequestId: z.uuid(), sealed: z.string() });

export const handler: JobHandler = {
  job: tellLineManagerJob,
  run: (outboxId, payload) => tellLineManager(outboxId, Payload.parse(payload)),
};
