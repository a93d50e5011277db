import { z } from "zod";
import { tellCohortChanged } from "~/domain/cohorts/commands/tell-cohort-changed.server";
import { tellCohortChangedJob } from "~/domain/cohorts/jobs";
import type { JobHandler } from "./handler";

const Payload = z.object({ nominationId: z.uuid(), what: z.array(z.enum(["dates", "place"])) });

export const handler: JobHandler = {
  job: tellCohortChangedJob,
  run: (outboxId, payload) => tellCohortChanged(outboxId, Payload.parse(payload)),
};
