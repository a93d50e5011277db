import { z } from "zod";
import { invitationCreated } from "~/domain/identity/jobs";
import { tellInvitation } from "~/domain/notifications/commands.server";
import type { JobHandler } from "./handler";

const Payload = z.object({ invitationId: z.uuid(), sealed: z.string() });

export const handler: JobHandler = {
  job: { name: "notifications.invitation", topics: [invitationCreated] },
  run: (outboxId, payload) => tellInvitation(outboxId, Payload.parse(payload)),
};
