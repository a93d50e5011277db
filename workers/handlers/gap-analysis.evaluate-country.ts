import { z } from "zod";
import { evaluateCountryAfter } from "~/domain/gap-analysis/commands/evaluate-countries.server";
import { evaluateCountryJob } from "~/domain/gap-analysis/jobs";
import type { JobHandler } from "./handler";

const Payload = z.object({ country: z.string().length(2), on: z.iso.date() });

export const handler: JobHandler = {
  job: evaluateCountryJob,
  run: (outboxId, payload) => evaluateCountryAfter(outboxId, Payload.parse(payload)),
};
