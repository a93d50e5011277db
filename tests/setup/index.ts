/** A database of one's own for a test file: a clone of the migrated template, with the doors pointing at it. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, inject } from "vitest";
import { newCapability } from "~/domain/kernel/ids";
import { closeClients } from "~/platform/db/client.server";
import { forgetEnvironment } from "~/platform/env.server";
import { TEST_SECRET } from "./postgres";

export type TestDatabase = {
  name: string;
  url: string;
  /** Runs SQL as the superuser, past every policy: for arranging and for looking, never for the behaviour under test. */
  sql: <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>;
  /** Runs SQL as one of the product's own roles. */
  sqlAs: <Row extends pg.QueryResultRow>(
    role: "app" | "owner" | "auth" | "definer",
    text: string,
    values?: unknown[],
  ) => Promise<Row[]>;
  /** Runs one statement as the app role acting as this person, then rolls back; answers how many rows it touched. */
  rowsAsPerson: (personId: string, text: string) => Promise<number>;
};

/** Call at the top of a test file, before the doors are first used. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = new URL(inject("postgresUrl"));
  const name = `test_${newCapability()}`;
  await clone(server, name);
  const url = new URL(server);
  url.pathname = `/${name}`;
  process.env.NODE_ENV = "test";
  process.env.BREAKWATER_SECRET = TEST_SECRET;
  process.env.DATABASE_URL = url.href;
  process.env.DATA_DIR = mkdtempSync(join(tmpdir(), "breakwater-data-"));
  forgetEnvironment();
  const pool = new pg.Pool({ connectionString: url.href, max: 4 });
  pool.on("error", () => {});
  afterAll(async () => {
    await closeClients();
    await pool.end();
    await drop(server, name);
  });
  return {
    name,
    url: url.href,
    sql: async (text, values) => (await pool.query(text, values)).rows,
    sqlAs: async (role, text, values) => asRole(pool, role, text, values),
    rowsAsPerson: (personId, text) => asPerson(pool, personId, text),
  };
}

async function asRole<Row extends pg.QueryResultRow>(
  pool: pg.Pool,
  role: string,
  text: string,
  values?: unknown[],
): Promise<Row[]> {
  const client = await pool.connect();
  try {
    await client.query(`begin; set local role breakwater_${role}`);
    const { rows } = await client.query<Row>(text, values);
    await client.query("commit");
    return rows;
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}

async function asPerson(pool: pg.Pool, personId: string, text: string): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query("begin; set local role breakwater_app");
    await client.query("select app.begin_actor($1)", [personId]);
    return (await client.query(text)).rowCount ?? 0;
  } finally {
    await client.query("rollback");
    client.release();
  }
}

async function clone(server: URL, name: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await admin(server, `create database ${name} template breakwater`);
    } catch (error) {
      if (attempt === 20) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

const drop = (server: URL, name: string) =>
  admin(server, `drop database if exists ${name} with (force)`);

async function admin(server: URL, statement: string): Promise<void> {
  const url = new URL(server);
  url.pathname = "/postgres";
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
