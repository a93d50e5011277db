import { z } from "zod";
import { considerAwardAfter } from "~/domain/certification/commands.server";
import { considerAwardJob } from "~/domain/certification/jobs";
import type { JobHandler } from "./handler";

const Payload = z.object({ enrolmentId: z.uuid() });

export const handler: JobHandler = {
  job: considerAwardJob,
  run: (outboxId, payload) =>
    considerAwardAfter(outboxId, Payload.parse(payload).enrolmentId, new Date()),
};
