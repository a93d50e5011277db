import pg from "pg";
import { expect, it } from "vitest";
import { closeClients } from "~/platform/db/client.server";
import { forgetEnvironment } from "~/platform/env.server";
import { prepareDatabase } from "~/server/prepare";
import { refuseUnsafeRoles } from "~/server/self-test";
import { ownCluster } from "../../setup/own-cluster";

/** Roles belong to a whole cluster: these tests weaken them, so they have one of their own. */
const database = await ownCluster();

it("the server starts when the roles are what they should be", async () => {
  await expect(refuseUnsafeRoles()).resolves.toBeUndefined();
});

it.each([
  "alter role breakwater_app superuser",
  "alter role breakwater_app bypassrls",
  "alter role breakwater_owner superuser",
  "alter role breakwater_owner bypassrls",
])("the server refuses to start after: %s", async (statement) => {
  // in a transaction of another session the change would be invisible: make it, look, undo it at once
  await database.sql(statement);
  try {
    await expect(refuseUnsafeRoles()).rejects.toThrow(/Refusing to start/);
  } finally {
    await database.sql(
      statement.replace("superuser", "nosuperuser").replace("bypassrls", "nobypassrls"),
    );
  }
});

it("the server refuses to start when a table about people has row-level security off", async () => {
  await database.sql("alter table posting no force row level security");
  await expect(refuseUnsafeRoles()).rejects.toThrow(/posting/);
  await database.sql("alter table posting force row level security");
});

it("a login that is no superuser can prepare and serve a database, as on managed PostgreSQL", async () => {
  const name = "managed";
  await database.sql(`create role ${name} login createrole password 'managed'`);
  await database.sql(
    `grant breakwater_owner, breakwater_definer, breakwater_app, breakwater_auth, breakwater_queue to ${name} with admin option`,
  );
  await database.sql(`create database ${name} owner ${name}`);
  const url = new URL(database.url);
  url.pathname = `/${name}`;
  url.username = name;
  url.password = "managed";
  process.env.DATABASE_URL = url.href;
  forgetEnvironment();
  await closeClients();
  try {
    const instance = await prepareDatabase({ mode: "live", demo: false });
    expect(instance).toEqual({ initialised: true, mode: "live" });
    await expect(refuseUnsafeRoles()).resolves.toBeUndefined();
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    const { rows } = await client.query(
      "select rolsuper from pg_roles where rolname = current_user",
    );
    expect(rows).toEqual([{ rolsuper: false }]);
    await client.end();
  } finally {
    process.env.DATABASE_URL = database.url;
    forgetEnvironment();
    await closeClients();
    await database.sql(`drop database ${name} with (force)`);
    await database.sql(`drop owned by ${name}; drop role ${name}`);
  }
});
