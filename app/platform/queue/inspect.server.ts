/**
 * Looking into the queue from the web process and the command line, over one connection that stays open. The queue's library is
 * loaded at the first look: a web process that was killed is back sooner without it.
 */
import type { Job, Queue } from "bullmq";
import type { JobData } from "./queue.server";

export type FailedJob = {
  id: string;
  name: string;
  topic: string;
  reason: string;
  attempts: number;
  failedAt: Date | null;
};

let opened: Promise<Queue> | undefined;

async function open(): Promise<Queue> {
  opened ??= import("./queue.server").then(({ openQueue }) => openQueue());
  const queue = await opened;
  await queue.waitUntilReady();
  return queue;
}

/** How many jobs are in each state. */
export async function countJobs(): Promise<Record<string, number>> {
  return (await open()).getJobCounts("waiting", "active", "delayed", "completed", "failed");
}

/** The jobs that gave up, newest first. What they carry is not shown. */
export async function listFailedJobs(most = 100): Promise<FailedJob[]> {
  const jobs: Job<JobData>[] = await (await open()).getJobs(["failed"], 0, most - 1);
  return jobs.filter(Boolean).map((job) => ({
    id: job.id ?? "",
    name: job.name,
    topic: job.data.topic,
    reason: job.failedReason ?? "",
    attempts: job.attemptsMade,
    failedAt: job.finishedOn ? new Date(job.finishedOn) : null,
  }));
}

/** Puts a failed job back. Answers false when it is not there, or no longer failed. */
export async function retryFailedJob(id: string): Promise<boolean> {
  const job: Job | undefined = await (await open()).getJob(id);
  if (!job || !(await job.isFailed())) return false;
  await job.retry("failed", { resetAttemptsMade: true });
  return true;
}

/** Throws when the queue does not answer; for /readyz. */
export async function checkQueue(): Promise<void> {
  await (await open()).getJobCounts("waiting");
}

/** Closes the connection; for the end of a process and of a test file. */
export async function closeQueue(): Promise<void> {
  const queue = await opened;
  opened = undefined;
  await queue?.close();
}
