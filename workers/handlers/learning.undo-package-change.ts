import { z } from "zod";
import { undoPackageChangeAfter } from "~/domain/learning/commands/change-package.server";
import { undoPackageChangeJob } from "~/domain/learning/jobs";
import type { JobHandler } from "./handler";

const Payload = z.object({ changeId: z.uuid() });

export const handler: JobHandler = {
  job: undoPackageChangeJob,
  run: (outboxId, payload) => undoPackageChangeAfter(outboxId, Payload.parse(payload).changeId),
};
