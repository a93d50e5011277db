import { z } from "zod";
import { importUpload } from "~/domain/packages/commands/import-upload.server";
import { importUploadJob } from "~/domain/packages/jobs";
import type { JobHandler } from "./handler";

const Payload = z.object({ uploadId: z.uuid(), personId: z.uuid() });

export const handler: JobHandler = {
  job: importUploadJob,
  run: (_outboxId, payload) => importUpload(Payload.parse(payload)),
};
