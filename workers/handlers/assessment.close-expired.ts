/** Grades sittings whose time ran out and whose learner did not come back. Running twice closes nothing twice. */
import { closeExpiredSittings } from "~/domain/assessment/commands/close-expired.server";
import { closeExpired } from "~/domain/assessment/jobs";

export const handler = {
  job: closeExpired,
  run: async (): Promise<void> => {
    await closeExpiredSittings();
  },
};
