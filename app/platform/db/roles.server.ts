/**
 * The five database roles (DESIGN §4.1). Made by the login role before migrations; it needs CREATEROLE, not superuser.
 * Nobody who serves a request owns a table or may bypass row-level security.
 */
import pg from "pg";
import { databaseUrls, deriveSecret } from "~/platform/env.server";

const LOGIN_ROLES = ["app", "auth", "queue"] as const;
const PLAIN_ROLES = ["owner", "definer"] as const;

/** Creates missing roles, sets their passwords, and hands the database's schemas to their owners. Idempotent. */
export async function prepareRoles(): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrls.login });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(72177)");
    for (const name of [...PLAIN_ROLES, ...LOGIN_ROLES]) await ensureRole(client, name);
    for (const name of LOGIN_ROLES) await setPassword(client, name);
    await grantMemberships(client);
    await prepareSchemas(client);
  } finally {
    await client.end();
  }
}

async function ensureRole(client: pg.Client, name: string): Promise<void> {
  const role = `breakwater_${name}`;
  const found = await client.query("select 1 from pg_roles where rolname = $1", [role]);
  if (found.rowCount === 0) await client.query(`create role ${role} nologin`);
}

async function setPassword(client: pg.Client, name: string): Promise<void> {
  const password = deriveSecret(`role:${name}`);
  await client.query(
    `alter role breakwater_${name} with login password ${client.escapeLiteral(password)}`,
  );
}

async function grantMemberships(client: pg.Client): Promise<void> {
  await client.query("grant breakwater_owner to current_user with inherit true, set true");
  await client.query("grant breakwater_definer to current_user with inherit true, set true");
  await client.query("grant breakwater_definer to breakwater_owner with inherit false, set true");
  await client.query(
    "grant breakwater_auth, breakwater_queue to current_user with inherit true, set true",
  );
}

async function prepareSchemas(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>("select current_database() as name");
  const database = client.escapeIdentifier(rows[0]?.name ?? "");
  await client.query(`grant connect, create on database ${database} to breakwater_owner`);
  await client.query(
    `grant connect on database ${database} to breakwater_app, breakwater_auth, breakwater_queue`,
  );
  // BullMQ says "create schema if not exists", which asks for this right even when the schema exists
  await client.query(`grant create on database ${database} to breakwater_queue`);
  await client.query("revoke create on schema public from public");
  await client.query("grant create, usage on schema public to breakwater_owner with grant option");
  await client.query("create schema if not exists auth authorization breakwater_owner");
  await client.query("create schema if not exists queue authorization breakwater_queue");
}
