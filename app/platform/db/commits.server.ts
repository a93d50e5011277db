/** The door of durable writes: one autocommit statement on its own pool, answered only after COMMIT reached the disk. */
import pg from "pg";
import { unavailable } from "~/domain/kernel/errors";
import { databaseUrls } from "~/platform/env.server";

export type CommitStatement = {
  personId: string;
  tokenHash: string;
  sequence: number;
  /** Names the commit within its launch, whatever its sequence. */
  mark: number;
  item: string;
  visit: string;
  seconds: number;
  itemState: Record<string, unknown>;
  /** Null leaves what the attempt has. */
  sequencing: string | null;
  objectives: Record<string, string>;
  course: Record<string, unknown> | null;
};

export type CommitOutcome =
  | { outcome: "applied"; sequence: number; attemptId: string; finished: boolean }
  | { outcome: "duplicate"; sequence: number }
  | { outcome: "gap"; expected: number }
  | { outcome: "set_aside"; sequence: number }
  | { outcome: "unknown_launch" };

let pool: pg.Pool | undefined;

function commitPool(): pg.Pool {
  if (pool) return pool;
  pool = new pg.Pool({
    connectionString: databaseUrls.app,
    max: 8,
    application_name: "breakwater-commits",
    options: "-c synchronous_commit=on -c statement_timeout=10000",
  });
  pool.on("error", () => {});
  return pool;
}

/**
 * Applies one commit (DESIGN §5). The token must belong to a launch of this person. Throws unavailable/server_full when the database
 * has no room: nothing is stored then, and the browser keeps it.
 */
export async function applyCommit(commit: CommitStatement): Promise<CommitOutcome> {
  try {
    return await query(commit);
  } catch (error) {
    if ((error as { code?: string }).code === DISK_FULL) throw unavailable("server_full");
    throw error;
  }
}

/** PostgreSQL's class 53: disk_full. */
const DISK_FULL = "53100";

async function query(commit: CommitStatement): Promise<CommitOutcome> {
  const { rows } = await commitPool().query<{ answer: CommitOutcome }>({
    name: "apply-commit",
    text: "select app.apply_commit($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) as answer",
    values: [
      commit.personId,
      commit.tokenHash,
      commit.sequence,
      commit.mark,
      commit.item,
      commit.visit,
      commit.seconds,
      JSON.stringify(commit.itemState),
      commit.sequencing,
      JSON.stringify(commit.objectives),
      commit.course && JSON.stringify(commit.course),
    ],
  });
  return rows[0]?.answer ?? { outcome: "unknown_launch" };
}

export async function closeCommitPool(): Promise<void> {
  await pool?.end();
  pool = undefined;
}
