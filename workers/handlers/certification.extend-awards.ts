import { z } from "zod";
import { extendAwardsAfter } from "~/domain/certification/commands/extend-awards.server";
import { extendAwardsJob } from "~/domain/certification/jobs";
import type { JobHandler } from "./handler";

const Payload = z.object({ eventId: z.uuid() });

export const handler: JobHandler = {
  job: extendAwardsJob,
  run: (outboxId, payload) => extendAwardsAfter(outboxId, Payload.parse(payload)),
};
