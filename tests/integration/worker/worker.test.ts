import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { retryJob } from "~/domain/operations/commands.server";
import { getJobs } from "~/domain/operations/queries.server";
import { enqueue, withActor } from "~/platform/db/doors.server";
import { closeQueue } from "~/platform/queue/inspect.server";
import { openQueue, openWorker } from "~/platform/queue/queue.server";
import { readiness } from "~/server/health";
import { relayOnce } from "../../../workers/relay";
import { createPerson } from "../../factories/identity";
import { testDatabase } from "../../setup";
import { end, start, until } from "./children";

const database = await testDatabase();
const person = await createPerson(database);
const admin = await createPerson(database, { grants: [{ role: "system_admin" }] });
// a clone does not inherit what was granted on its template
await database.sql(`grant create on database ${database.name} to breakwater_queue`);
const queue = openQueue();
await queue.waitUntilReady();

afterAll(async () => {
  await queue.close();
  await closeQueue();
});

const TOPIC = "identity.posting-changed";

const leave = (personId: string) =>
  withActor(person, (db) =>
    enqueue(db, { topic: TOPIC, payload: { personId }, country: "LC", personId }),
  );

const notesFile = () => join(mkdtempSync(join(tmpdir(), "breakwater-notes-")), "notes");
const read = (file: string) => (existsSync(file) ? readFileSync(file, "utf8") : "");

test("three relays at once hand every event over exactly once", async () => {
  const ids = await Promise.all(Array.from({ length: 250 }, () => leave(person.personId)));
  const added: string[] = [];
  const collecting = {
    addBulk: async (jobs: { opts?: { jobId?: string } }[]) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      added.push(...jobs.map((job) => job.opts?.jobId ?? ""));
      return [];
    },
  } as unknown as Parameters<typeof relayOnce>[0];
  const drain = async () => {
    while ((await relayOnce(collecting)) > 0);
  };
  await Promise.all([drain(), drain(), drain()]);
  const mine = added.filter((job) => ids.some((id) => job.startsWith(id)));
  expect(mine.length).toBeGreaterThanOrEqual(250);
  expect(new Set(mine).size).toBe(mine.length);
});

test("an event whose relay died between handing over and noting it becomes one job, not two", async () => {
  const id = await leave(person.personId);
  await relayOnce(queue);
  await database.sql("update outbox set done_at = null, claimed_at = null where id = $1", [id]);
  expect(await relayOnce(queue)).toBe(1);
  const jobs = await queue.getJobs(["waiting", "prioritized"]);
  const mine = jobs.filter((job) => job.data.outboxId === id).map((job) => job.name);
  expect(mine.length).toBeGreaterThan(0);
  expect(new Set(mine).size).toBe(mine.length);
  await queue.drain(true);
});

test("an event the queue refuses stays in the outbox with its reason and is offered again", async () => {
  const id = await leave(person.personId);
  const broken = {
    addBulk: () => Promise.reject(new Error("the queue is away")),
  } as unknown as Parameters<typeof relayOnce>[0];
  await relayOnce(broken);
  const { outbox } = await getJobs(admin);
  expect(outbox.failing).toMatchObject([{ id, lastError: "Error: the queue is away" }]);
  await database.sql("update outbox set claimed_at = now() - interval '6 minutes' where id = $1", [
    id,
  ]);
  expect(await relayOnce(queue)).toBe(1);
  expect((await getJobs(admin)).outbox.failing).toEqual([]);
  await queue.drain(true);
});

test("a job whose worker is killed in the middle is done by the next worker", async () => {
  const notes = notesFile();
  await queue.add("test.kill", { outboxId: "x", topic: "x", payload: {} });
  const first = await start("tests/integration/worker/killable.ts", { NOTES: notes, HANG: "1" });
  await until("the job begins", async () => read(notes).includes("begun test.kill"));
  await end(first, "SIGKILL");
  const second = await start("tests/integration/worker/killable.ts", { NOTES: notes });
  await until("the job is done", async () => read(notes).includes("done test.kill"), 30);
  expect(read(notes)).toBe("begun test.kill\nbegun test.kill\ndone test.kill\n");
  await end(second, "SIGKILL");
});

test("a job that keeps failing is shown with its reason and can be put back by an administrator", async () => {
  let broken = true;
  const worker = openWorker(
    async () => {
      if (broken) throw new Error("no such award");
    },
    { lockSeconds: 2 },
  );
  const job = await queue.add(
    "test.fail",
    { outboxId: "x", topic: "test", payload: {} },
    { attempts: 1 },
  );
  const id = job.id ?? "";
  const [failed] = await until("the job fails", async () => {
    const found = (await getJobs(admin)).failed;
    return found.length > 0 && found;
  });
  expect(failed).toMatchObject({ id, name: "test.fail", reason: "no such award", attempts: 1 });
  await expect(getJobs(person)).rejects.toThrow("not_operator");
  await expect(retryJob(person, id)).rejects.toThrow("not_operator");
  broken = false;
  await retryJob(admin, id);
  await until("the job is done", async () => (await queue.getJob(id))?.isCompleted());
  expect((await getJobs(admin)).failed).toEqual([]);
  await expect(retryJob(admin, id)).rejects.toThrow("not_failed");
  await worker.close();
});

test("the worker process does a job within two seconds of its event, and drains on SIGTERM", async () => {
  const worker = await start("workers/main.ts");
  const begun = Date.now();
  const id = await leave(person.personId);
  await until("the event is handed over", async () => {
    const [row] = await database.sql("select 1 from outbox where id = $1 and done_at is not null", [
      id,
    ]);
    return row;
  });
  await until("the job is done", async () => {
    const jobs = await queue.getJobs(["completed"]);
    return jobs.some((job) => job.data.outboxId === id);
  });
  expect(Date.now() - begun).toBeLessThan(2000);
  expect(await end(worker, "SIGTERM")).toBe(0);
});

test("readiness names what fails", async () => {
  expect(await readiness()).toEqual({
    ready: true,
    checks: { database: "ok", migrations: "ok", queue: "ok", storage: "ok" },
  });
  await database.sql(
    "update _prisma_migrations set rolled_back_at = now() where migration_name = '0090_api_tokens'",
  );
  expect(await readiness()).toMatchObject({ ready: false, checks: { migrations: "failed" } });
});
