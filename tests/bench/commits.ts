/** Durable commits per second through the player's own door, against the same rows written by plain SQL. */
import pg from "pg";
import { hashCapability, newId } from "~/domain/kernel/ids";
import { NO_SEQUENCING } from "~/domain/learning/schema";
import { applyCommit, closeCommitPool } from "~/platform/db/commits.server";
import { withPlatform } from "./platform";

const LEARNERS = 64;
const EACH = 20;
const ROUNDS = 4;

type Learner = { personId: string; attemptId: string; token: string };

const STATE = {
  completion: "incomplete",
  success: "unknown",
  suspendData: "x".repeat(800),
  location: "page-7",
};

async function arrange(pool: pg.Pool): Promise<Learner[]> {
  const client = await pool.connect();
  await client.query("set session_replication_role = replica");
  const learners: Learner[] = [];
  for (let i = 0; i < LEARNERS; i++) {
    const learner = { personId: newId(), attemptId: newId(), token: `token-${i}` };
    await client.query(
      "insert into person (id, full_name, sort_name, email, country, branch) values ($1, 'Bench', 'Bench', $2, 'LC', 'general')",
      [learner.personId, `bench-${i}@example.test`],
    );
    await client.query(
      "insert into attempt (id, registration_id, person_id, country, branch, number, epoch) values ($1, $2, $3, 'LC', 'general', 1, 1)",
      [learner.attemptId, newId(), learner.personId],
    );
    await client.query(
      "insert into launch (id, attempt_id, person_id, country, branch, epoch, token_hash) values ($1, $2, $3, 'LC', 'general', 1, $4)",
      [newId(), learner.attemptId, learner.personId, hashCapability(learner.token)],
    );
    learners.push(learner);
  }
  client.release();
  return learners;
}

/** Every learner in turn, all learners at once. Answers commits per second. */
async function measure(
  learners: Learner[],
  round: number,
  write: (learner: Learner, sequence: number) => Promise<unknown>,
): Promise<number> {
  const begun = performance.now();
  await Promise.all(
    learners.map(async (learner) => {
      for (let i = 1; i <= EACH; i++) await write(learner, round * EACH + i);
    }),
  );
  return (LEARNERS * EACH * 1000) / (performance.now() - begun);
}

async function throughDoor(learner: Learner, sequence: number): Promise<void> {
  const answer = await applyCommit({
    personId: learner.personId,
    tokenHash: hashCapability(learner.token),
    sequence,
    mark: sequence,
    item: "item-1",
    visit: "1",
    seconds: sequence,
    itemState: STATE,
    ...NO_SEQUENCING,
  });
  if (answer.outcome !== "applied")
    throw new Error(`The commit was not applied: ${answer.outcome}`);
}

/** One autocommit statement that writes the same two rows, without any rule. */
const plain = (pool: pg.Pool) => (learner: Learner, sequence: number) =>
  pool.query({
    name: "plain",
    text: `with written as (insert into commit_record (attempt_id, epoch, sequence, mark, arrival, person_id, country, branch, item, visit, seconds, item_state, set_aside)
        values ($1, 0, $2, $2, $2, $3, 'LC', 'general', 'item-1', '1', $2, $4, false))
      update attempt set state = jsonb_build_object('items', jsonb_build_object('item-1', $4::jsonb)), updated_at = clock_timestamp() where id = $1`,
    values: [learner.attemptId, sequence, learner.personId, JSON.stringify(STATE)],
  });

/**
 * Statements and round trips of one commit, counted where the driver writes to its socket: what is sent after the server was ready
 * again is one more trip.
 */
async function countOne(
  learner: Learner,
  sequence: number,
): Promise<{ statements: number; trips: number }> {
  const connection = pg.Connection.prototype as unknown as {
    execute: (...of: unknown[]) => unknown;
    query: (...of: unknown[]) => unknown;
    sync: (...of: unknown[]) => unknown;
  };
  const { execute, query, sync } = connection;
  const counted = { statements: 0, trips: 0 };
  const counting = (key: "statements" | "trips", call: (...of: unknown[]) => unknown) =>
    function counted_(this: unknown, ...of: unknown[]) {
      counted[key] += 1;
      return call.apply(this, of);
    };
  Object.assign(connection, {
    execute: counting("statements", execute),
    query: counting("statements", counting("trips", query)),
    sync: counting("trips", sync),
  });
  await throughDoor(learner, sequence);
  Object.assign(connection, { execute, query, sync });
  return counted;
}

const mean = (numbers: number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

export const run = (): Promise<void> =>
  withPlatform(async ({ url }) => {
    const pool = new pg.Pool({ connectionString: url, max: 8 });
    pool.on("error", () => {}); // the server ends before the last idle connection notices
    try {
      const learners = await arrange(pool);
      await Promise.all(learners.slice(0, 8).map((learner) => plain(pool)(learner, 100_000)));
      const doors: number[] = [];
      const raws: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        doors.push(await measure(learners, round, throughDoor));
        raws.push(await measure(learners, round, plain(pool)));
      }
      const [door, raw] = [mean(doors), mean(raws)];
      console.log(
        `${LEARNERS} learners × ${EACH * ROUNDS} commits of ${JSON.stringify(STATE).length} bytes, 8 connections, synchronous_commit on`,
      );
      console.log(`  through app.apply_commit  ${door.toFixed(0)} commits/s`);
      console.log(`  plain SQL, same rows      ${raw.toFixed(0)} commits/s`);
      const [first] = learners;
      const { statements, trips } = first
        ? await countOne(first, EACH * ROUNDS + 1)
        : { statements: 0, trips: 0 };
      console.log(`  per commit                ${statements} statement, ${trips} round trip`);
      console.log(`  ratio                     ${(door / raw).toFixed(2)}`);
    } finally {
      await pool.end();
      await closeCommitPool();
    }
  });
