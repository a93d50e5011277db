import { z } from "zod";
import { linkAfter } from "~/domain/cohorts/commands/link-nominations.server";
import { linkNominationsJob } from "~/domain/cohorts/jobs";
import type { JobHandler } from "./handler";

const Payload = z.object({ personId: z.uuid() });

export const handler: JobHandler = {
  job: linkNominationsJob,
  run: (outboxId, payload) => linkAfter(outboxId, Payload.parse(payload).personId, new Date()),
};
