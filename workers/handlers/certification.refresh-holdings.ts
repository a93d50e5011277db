import { z } from "zod";
import { refreshHoldingsAfter } from "~/domain/certification/commands.server";
import { refreshHoldingsJob } from "~/domain/certification/jobs";
import type { JobHandler } from "./handler";

const Payload = z.object({ personId: z.uuid() });

export const handler: JobHandler = {
  job: refreshHoldingsJob,
  run: (outboxId, payload) => refreshHoldingsAfter(outboxId, Payload.parse(payload).personId),
};
