import { z } from "zod";
import { inviteToSessionsAfter } from "~/domain/cohorts/commands/tell-of-sessions.server";
import { inviteToSessionsJob } from "~/domain/cohorts/jobs";
import type { JobHandler } from "./handler";

/** A nominee who has joined has a seat, and no status changed. */
const Payload = z.object({
  cohortId: z.uuid(),
  nominationId: z.uuid(),
  status: z.string().default("booked"),
  before: z.string().default("booked"),
});

export const handler: JobHandler = {
  job: inviteToSessionsJob,
  run: async (outboxId, payload) => {
    const { status, before, ...settled } = Payload.parse(payload);
    if (status !== "booked" && before !== "booked") return;
    await inviteToSessionsAfter(outboxId, settled, status === "booked", new Date());
  },
};
