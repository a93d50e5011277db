import { z } from "zod";
import { inviteToSessionsAfter } from "~/domain/cohorts/commands/tell-of-sessions.server";
import { COHORT_CANCELLED, inviteToSessionsJob } from "~/domain/cohorts/jobs";
import type { JobHandler } from "./handler";

/** A nominee who has joined has a seat, and no status changed. Of a cancelled cohort the sessions themselves are cancelled, and that is told. */
const Payload = z.object({
  cohortId: z.uuid(),
  nominationId: z.uuid(),
  status: z.string().default("booked"),
  before: z.string().default("booked"),
  reason: z.string().default(""),
});

export const handler: JobHandler = {
  job: inviteToSessionsJob,
  run: async (outboxId, payload) => {
    const { status, before, reason, ...settled } = Payload.parse(payload);
    if ((status !== "booked" && before !== "booked") || reason === COHORT_CANCELLED) return;
    await inviteToSessionsAfter(outboxId, settled, status === "booked", new Date());
  },
};
