import { z } from "zod";
import { tellModerator } from "~/domain/assessment/commands/tell-moderator.server";
import { tellModeratorJob } from "~/domain/assessment/jobs";
import type { JobHandler } from "./handler";

const Payload = z.object({ personId: z.uuid(), enrolmentId: z.uuid(), moduleId: z.uuid() });

export const handler: JobHandler = {
  job: tellModeratorJob,
  run: (outboxId, payload) => tellModerator(outboxId, Payload.parse(payload)),
};
