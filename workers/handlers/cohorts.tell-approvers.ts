import { z } from "zod";
import { tellApprovers } from "~/domain/cohorts/commands/tell-nomination.server";
import { tellApproversJob } from "~/domain/cohorts/jobs";
import type { JobHandler } from "./handler";

const Payload = z.object({ nominationId: z.uuid() });

export const handler: JobHandler = {
  job: tellApproversJob,
  run: (outboxId, payload) => tellApprovers(outboxId, Payload.parse(payload).nominationId),
};
