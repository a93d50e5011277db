import { z } from "zod";
import { awardWithdrawn } from "~/domain/certification/jobs";
import { tellAward } from "~/domain/notifications/commands.server";
import type { JobHandler } from "./handler";

const Payload = z.object({ personId: z.uuid(), certification: z.string(), number: z.string() });

export const handler: JobHandler = {
  job: { name: "notifications.award-withdrawn", topics: [awardWithdrawn] },
  run: (outboxId, payload) => tellAward(outboxId, Payload.parse(payload), "award-withdrawn"),
};
