/** The worker: relays the outbox, runs jobs, keeps the schedule. One process; SIGTERM lets running jobs finish, and so does the end of the process that started it. */
import { closeClients } from "~/platform/db/client.server";
import { type JobData, listenToOutbox, openQueue, openWorker } from "~/platform/queue/queue.server";
import { handlers } from "./handlers";
import { relayOnce } from "./relay";
import { type Recurring, SCHEDULE } from "./schedule";

const queue = openQueue();
await queue.waitUntilReady();

const worker = openWorker(async (name: string, data: JobData) => {
  const handler = handlers.find((candidate) => candidate.job.name === name);
  if (!handler) throw new Error(`There is no handler named ${name}.`);
  await handler.run(data.outboxId, data.payload);
});
worker.on("failed", (job, error) => console.error(`${job?.name} failed: ${error.message}`));
worker.on("error", (error) => console.error(`worker: ${error.message}`));

let relaying: Promise<void> | null = null;
let again = false;

/** Relays until nothing waits; news that arrives meanwhile is not lost. */
function relay(): Promise<void> {
  again = true;
  relaying ??= (async () => {
    while (again) {
      again = false;
      while ((await relayOnce(queue)) > 0);
    }
  })()
    .catch((error) => console.error(`outbox relay: ${error.message}`))
    .finally(() => {
      relaying = null;
    });
  return relaying;
}

let draining = false;

const once = ({ name, run }: Recurring): Promise<unknown> =>
  run().catch((error) => console.error(`${name}: ${error.message}`));
const timers = SCHEDULE.map((work) => setInterval(() => void once(work), work.everySeconds * 1000));

/** What may be due since the last process ended, one after the other, so that events do not wait behind all of it at once. */
async function catchUp(): Promise<void> {
  for (const work of SCHEDULE) {
    if (draining) return;
    await once(work);
  }
}
timers.push(setInterval(relay, 5000));
const stopListening = await listenToOutbox(() => void relay());
await relay();
process.send?.("ready");
void catchUp();

async function drain(): Promise<void> {
  if (draining) return;
  draining = true;
  for (const timer of timers) clearInterval(timer);
  await stopListening();
  await relaying;
  await worker.close();
  await queue.close();
  await closeClients();
  process.exit(0);
}
for (const event of ["SIGTERM", "SIGINT", "disconnect"] as const)
  process.once(event, () => void drain());
