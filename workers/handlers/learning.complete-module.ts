import { z } from "zod";
import { completeAfterItem } from "~/domain/learning/commands.server";
import { completeModuleJob } from "~/domain/learning/jobs";
import type { JobHandler } from "./handler";

const Payload = z.object({ attemptId: z.uuid() });

export const handler: JobHandler = {
  job: completeModuleJob,
  run: (outboxId, payload) => completeAfterItem(outboxId, Payload.parse(payload).attemptId),
};
