/** From the outbox to the queue: rows are claimed, handed to every handler of their topic, and marked done once the queue has them. */
import type { Queue } from "bullmq";
import {
  type ClaimedEvent,
  claimOutbox,
  failOutbox,
  finishOutbox,
} from "~/platform/outbox/outbox.server";
import { handlers } from "./handlers";

const BATCH = 100;

/** Hands over what waits. Answers how many rows. Two relays never hand over the same row. */
export async function relayOnce(queue: Pick<Queue, "addBulk">): Promise<number> {
  const events = await claimOutbox(BATCH);
  for (const event of events) {
    try {
      await queue.addBulk(jobsFor(event));
      await finishOutbox(event.id);
    } catch (error) {
      await failOutbox(event.id, String(error));
    }
  }
  return events.length;
}

function jobsFor(event: ClaimedEvent) {
  return handlers
    .filter((handler) => handler.job.topics.includes(event.topic))
    .map((handler) => ({
      name: handler.job.name,
      data: { outboxId: event.id, topic: event.topic, payload: event.payload },
      opts: { jobId: `${event.id}_${handler.job.name}` },
    }));
}
