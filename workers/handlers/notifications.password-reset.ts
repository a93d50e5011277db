import { z } from "zod";
import { passwordResetRequested } from "~/domain/identity/jobs";
import { tellPasswordReset } from "~/domain/notifications/commands.server";
import type { JobHandler } from "./handler";

const Payload = z.object({ personId: z.uuid(), sealed: z.string() });

export const handler: JobHandler = {
  job: { name: "notifications.password-reset", topics: [passwordResetRequested] },
  run: (outboxId, payload) => tellPasswordReset(outboxId, Payload.parse(payload)),
};
