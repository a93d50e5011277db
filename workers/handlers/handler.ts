/** The shape of a job's handler. */
export type JobHandler = {
  job: { name: string; topics: readonly string[] };
  run: (outboxId: string, payload: unknown) => Promise<void>;
};
