/** What was acknowledged is there, whatever is killed: the process that saves, fifty times, and PostgreSQL stopped at once. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import pg from "pg";
import { expect, it } from "vitest";
import { launch } from "~/domain/learning/commands.server";
import { closeClients } from "~/platform/db/client.server";
import { startEmbeddedPostgres } from "~/platform/db/embedded.server";
import { forgetEnvironment } from "~/platform/env.server";
import { createPerson } from "../../factories/identity";
import { openLesson } from "../../factories/learning";
import { bundled } from "../../setup/bundle";
import { ownCluster } from "../../setup/own-cluster";

const KILLS = 50;
const saverScript = await bundled("tests/integration/learning/saver.ts");
const cluster = await ownCluster({ durable: true });
const database = { name: "own", url: cluster.url, sql: cluster.sql } as never;

type Saver = { process: ChildProcess; acknowledged: number[]; ended: Promise<void> };

function startSaver(personId: string, token: string, from: number): Saver {
  const child = spawn(process.execPath, [saverScript, personId, token, String(from)], {
    env: process.env,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const acknowledged: number[] = [];
  let rest = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const match = /^(applied|duplicate) (\d+)$/.exec(line);
      if (match) acknowledged.push(Number(match[2]));
    }
  });
  return {
    process: child,
    acknowledged,
    ended: new Promise((resolve) => child.once("close", () => resolve())),
  };
}

async function someAcknowledged(saver: Saver, count: number): Promise<void> {
  while (saver.acknowledged.length < count) await new Promise((resolve) => setTimeout(resolve, 2));
}

const stored = async (attemptId: string) =>
  new Set(
    (
      await cluster.sql("select sequence from commit_record where attempt_id = $1", [attemptId])
    ).map((row) => Number(row.sequence)),
  );

it(`${KILLS} kills of the saving process lose no acknowledged commit`, {
  timeout: 240_000,
}, async () => {
  const actor = await createPerson(database, { country: "LC" });
  const { registrationId } = await openLesson(database, actor);
  const ticket = await launch(actor, registrationId);
  const waits = fc.sample(fc.integer({ min: 0, max: 25 }), { numRuns: KILLS, seed: 20261123 });
  let acknowledged: number[] = [];
  for (const wait of waits) {
    const next = (await stored(ticket.attemptId)).size + 1;
    const saver = startSaver(actor.personId, ticket.token, next);
    await someAcknowledged(saver, 1);
    await new Promise((resolve) => setTimeout(resolve, wait));
    saver.process.kill("SIGKILL");
    await saver.ended;
    acknowledged = [...acknowledged, ...saver.acknowledged];
  }
  const present = await stored(ticket.attemptId);
  console.log(
    `${KILLS} kills, ${acknowledged.length} commits acknowledged, ${present.size} stored`,
  );
  expect(acknowledged.filter((sequence) => !present.has(sequence))).toEqual([]);
  expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS);
});

it("PostgreSQL stopped at once loses no acknowledged commit", { timeout: 120_000 }, async () => {
  const actor = await createPerson(database, { country: "LC" });
  const { registrationId } = await openLesson(database, actor);
  const ticket = await launch(actor, registrationId);
  const saver = startSaver(actor.personId, ticket.token, 1);
  await someAcknowledged(saver, 40);
  const directory = join(cluster.directory, "postgres");
  const pid = Number(readFileSync(join(directory, "postmaster.pid"), "utf8").split("\n")[0]);
  process.kill(pid, "SIGQUIT"); // pg_ctl stop -m immediate
  await saver.ended;
  while (existsSync(`/proc/${pid}`)) await new Promise((resolve) => setTimeout(resolve, 20));
  await closeClients().catch(() => {});
  const restarted = await startEmbeddedPostgres(directory);
  process.env.DATABASE_URL = restarted.url;
  forgetEnvironment();
  const client = new pg.Client({ connectionString: restarted.url });
  await client.connect();
  const { rows } = await client.query("select sequence from commit_record where attempt_id = $1", [
    ticket.attemptId,
  ]);
  await client.end();
  await restarted.stop();
  const present = new Set(rows.map((row) => Number(row.sequence)));
  console.log(`immediate stop: ${saver.acknowledged.length} acknowledged, ${present.size} stored`);
  expect(saver.acknowledged.filter((sequence) => !present.has(sequence))).toEqual([]);
});
