/** BullMQ on PostgreSQL, or on Redis when REDIS_URL is set. One queue; a job is an outbox row handed to one handler. */
import { createPostgresBackend, Queue, Worker } from "bullmq";
import pg from "pg";
import { databaseUrls, env } from "~/platform/env.server";

export const QUEUE = "breakwater";

export type JobData = { outboxId: string; topic: string; payload: unknown };
export type Process = (handler: string, data: JobData) => Promise<void>;

const KEEP = { removeOnComplete: { age: 86_400, count: 2000 }, removeOnFail: { age: 14 * 86_400 } };

function backend() {
  const url = env().redisUrl;
  if (url)
    return {
      options: { connection: { url, maxRetriesPerRequest: null } },
      postgres: undefined,
    };
  return {
    options: {
      connection: { connectionString: databaseUrls.queue, schema: "queue", migrate: true } as never,
    },
    postgres: createPostgresBackend,
  };
}

/** The queue for adding to and looking at. */
export function openQueue(): Queue {
  const { options, postgres } = backend();
  const settings = {
    ...options,
    defaultJobOptions: { attempts: 8, backoff: { type: "exponential", delay: 1000 }, ...KEEP },
  };
  return postgres ? new Queue(QUEUE, settings, postgres as never) : new Queue(QUEUE, settings);
}

/**
 * A worker that survives being killed: a job whose worker died is taken up again, as often as needed, once its lock has run
 * out for `lockSeconds`.
 */
export function openWorker(
  process_: Process,
  { concurrency = 4, lockSeconds = 30 }: { concurrency?: number; lockSeconds?: number } = {},
): Worker {
  const { options, postgres } = backend();
  const settings = {
    ...options,
    concurrency,
    maxStalledCount: 100,
    stalledInterval: lockSeconds * 500,
    lockDuration: lockSeconds * 1000,
  };
  const run = async (job: { name: string; data: JobData }) => process_(job.name, job.data);
  return postgres
    ? new Worker(QUEUE, run as never, settings, postgres as never)
    : new Worker(QUEUE, run as never, settings);
}

/** A connection that is told when something enters the outbox. */
export async function listenToOutbox(onNews: () => void): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: databaseUrls.app });
  client.on("notification", onNews);
  client.on("error", () => {});
  await client.connect();
  await client.query("listen outbox");
  return () => client.end();
}
