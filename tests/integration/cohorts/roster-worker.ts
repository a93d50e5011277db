/** A worker process to be killed: it applies rosters, with the product's own handler, and leaves every other job alone. */
import { openWorker } from "~/platform/queue/queue.server";
import { handler } from "../../../workers/handlers/cohorts.apply-roster";

const worker = openWorker(
  async (name, data) => {
    if (name === handler.job.name) await handler.run(data.outboxId, data.payload);
  },
  { lockSeconds: 2 },
);
worker.on("error", (error) => console.error(error.message));
await worker.waitUntilReady();
process.send?.("ready");
