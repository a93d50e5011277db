import { z } from "zod";
import { spreadHardshipNews } from "~/domain/certification/commands/spread-hardship.server";
import { tellOfEndingJob } from "~/domain/certification/jobs";
import type { JobHandler } from "./handler";

const Payload = z.object({ eventId: z.uuid() });

export const handler: JobHandler = {
  job: tellOfEndingJob,
  run: (outboxId, payload) => spreadHardshipNews(outboxId, Payload.parse(payload), "ended"),
};
