import { promoteStruck } from "~/domain/cohorts/commands/promote-waiting.server";
import { promoteStruckJob } from "~/domain/cohorts/jobs";
import type { JobHandler } from "./handler";

export const handler: JobHandler = {
  job: promoteStruckJob,
  run: (outboxId) => promoteStruck(outboxId),
};
