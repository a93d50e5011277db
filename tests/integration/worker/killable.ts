/** A worker process to be killed: it notes every job it begins, and with HANG=1 never finishes one. */
import { appendFileSync } from "node:fs";
import { openWorker } from "~/platform/queue/queue.server";

const notes = process.env.NOTES ?? "";

const worker = openWorker(
  async (name) => {
    appendFileSync(notes, `begun ${name}\n`);
    if (process.env.HANG === "1") await new Promise(() => {});
    appendFileSync(notes, `done ${name}\n`);
  },
  { lockSeconds: 2 },
);
worker.on("error", (error) => console.error(error.message));
await worker.waitUntilReady();
process.send?.("ready");
