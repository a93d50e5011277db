import { z } from "zod";
import { changePackageAfter } from "~/domain/learning/commands/change-package.server";
import { changePackageJob } from "~/domain/learning/jobs";
import type { JobHandler } from "./handler";

const Payload = z.object({ changeId: z.uuid() });

export const handler: JobHandler = {
  job: changePackageJob,
  run: (outboxId, payload) => changePackageAfter(outboxId, Payload.parse(payload).changeId),
};
