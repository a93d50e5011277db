import { z } from "zod";
import { tellMessage } from "~/domain/cohorts/commands/tell-message.server";
import { tellMessageJob } from "~/domain/cohorts/jobs";
import type { JobHandler } from "./handler";

const Payload = z.object({ messageId: z.uuid(), nominationId: z.uuid() });

export const handler: JobHandler = {
  job: tellMessageJob,
  run: (outboxId, payload) => tellMessage(outboxId, Payload.parse(payload)),
};
