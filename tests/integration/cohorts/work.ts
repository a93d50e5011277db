/** Runs what the outbox holds, as the worker would, every job twice as after a kill. */
import { handlers } from "../../../workers/handlers";
import type { TestDatabase } from "../../setup";

export async function work(database: TestDatabase): Promise<void> {
  for (;;) {
    const events = await database.sql<{ id: string; topic: string; payload: unknown }>(
      "select id, topic, payload from outbox where done_at is null order by created_at, id",
    );
    if (events.length === 0) return;
    for (const { id, topic, payload } of events) {
      for (const { run } of handlers.filter(({ job }) => job.topics.includes(topic))) {
        await run(id, payload);
        await run(id, payload);
      }
      await database.sql("update outbox set done_at = now() where id = $1", [id]);
    }
  }
}
