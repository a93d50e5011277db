import { z } from "zod";
import { releaseQuotasAfter } from "~/domain/cohorts/commands/release-quota.server";
import { releaseQuotasJob } from "~/domain/cohorts/jobs";
import type { JobHandler } from "./handler";

const Payload = z.object({ cohortId: z.uuid() });

export const handler: JobHandler = {
  job: releaseQuotasJob,
  run: (outboxId, payload) =>
    releaseQuotasAfter(outboxId, Payload.parse(payload).cohortId, new Date()),
};
