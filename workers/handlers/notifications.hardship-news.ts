import { z } from "zod";
import { hardshipNews } from "~/domain/certification/jobs";
import { tellHardship } from "~/domain/notifications/commands/tell-hardship.server";
import type { JobHandler } from "./handler";

const Payload = z.object({
  eventId: z.uuid(),
  change: z.enum(["declared", "ended"]),
  officer: z.boolean(),
});

export const handler: JobHandler = {
  job: { name: "notifications.hardship-news", topics: [hardshipNews] },
  run: (outboxId, payload) => tellHardship(outboxId, Payload.parse(payload)),
};
