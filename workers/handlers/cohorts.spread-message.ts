import { z } from "zod";
import { spreadMessage } from "~/domain/cohorts/commands/tell-message.server";
import { spreadMessageJob } from "~/domain/cohorts/jobs";
import type { JobHandler } from "./handler";

const Payload = z.object({ cohortId: z.uuid(), messageId: z.uuid() });

export const handler: JobHandler = {
  job: spreadMessageJob,
  run: (outboxId, payload) => spreadMessage(outboxId, Payload.parse(payload)),
};
