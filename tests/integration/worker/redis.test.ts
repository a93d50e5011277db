import { spawn } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { freePort } from "~/platform/db/embedded.server";
import { forgetEnvironment } from "~/platform/env.server";
import { closeQueue, countJobs, listFailedJobs } from "~/platform/queue/inspect.server";
import { openQueue, openWorker } from "~/platform/queue/queue.server";
import { until } from "./children";

const SERVER = ["/usr/bin/redis-server", "/usr/local/bin/redis-server"].find(existsSync);
if (!SERVER) console.warn("Skipped: no redis-server found; the queue on Redis is not tested here.");

const port = await freePort();
const redis =
  SERVER &&
  spawn(SERVER, ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder()], {
    stdio: "ignore",
  });

function folder(): string {
  return mkdtempSync(join(tmpdir(), "breakwater-redis-"));
}

afterAll(async () => {
  await closeQueue();
  if (redis) redis.kill();
  delete process.env.REDIS_URL;
  forgetEnvironment();
});

test.skipIf(!SERVER)("with REDIS_URL the same queue runs on Redis", async () => {
  process.env.REDIS_URL = `redis://127.0.0.1:${port}`;
  forgetEnvironment();
  const queue = openQueue();
  await queue.waitUntilReady();
  const done: string[] = [];
  const worker = openWorker(async (name) => {
    if (name === "test.fail") throw new Error("refused");
    done.push(name);
  });
  const data = { outboxId: "x", topic: "test", payload: {} };
  await queue.add("test.once", data, { jobId: "a_test.once" });
  await queue.add("test.once", data, { jobId: "a_test.once" });
  await queue.add("test.fail", data, { attempts: 1 });
  await until("both jobs end", async () => {
    const counts = await countJobs();
    return counts.completed === 1 && counts.failed === 1;
  });
  expect(done).toEqual(["test.once"]);
  expect(await listFailedJobs()).toMatchObject([{ name: "test.fail", reason: "refused" }]);
  await worker.close();
  await queue.close();
});
