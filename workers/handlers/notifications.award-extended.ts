import { z } from "zod";
import { awardExtended } from "~/domain/certification/jobs";
import { tellExtension } from "~/domain/notifications/commands.server";
import type { JobHandler } from "./handler";

const Payload = z.object({
  personId: z.uuid(),
  certification: z.string(),
  number: z.string(),
  event: z.string(),
  validTo: z.iso.date(),
  extendedTo: z.iso.date(),
});

export const handler: JobHandler = {
  job: { name: "notifications.award-extended", topics: [awardExtended] },
  run: (outboxId, payload) => tellExtension(outboxId, Payload.parse(payload)),
};
