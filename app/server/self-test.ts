/** The server refuses to start when row-level security could not protect anybody (DESIGN §4.1). */
import pg from "pg";
import { databaseUrls } from "~/platform/env.server";

/**
 * Throws when the owner or a login role of ours is superuser or may bypass row-level security, owns a table as the app role,
 * or when the app role, acting as nobody, sees a row about a person.
 */
export async function refuseUnsafeRoles(): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrls.app });
  await client.connect();
  try {
    await refusePowerfulRoles(client);
    await refuseOpenTables(client);
  } finally {
    await client.end();
  }
}

async function refusePowerfulRoles(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ rolname: string }>(
    `select rolname from pg_roles where (rolsuper or rolbypassrls)
     and (rolname = current_user or rolname in ('breakwater_owner', 'breakwater_app', 'breakwater_auth', 'breakwater_queue', 'breakwater_definer'))`,
  );
  if (rows.length > 0) {
    const names = rows.map((row) => row.rolname).join(", ");
    throw new Error(
      `Refusing to start: ${names} may bypass row-level security. Give it neither SUPERUSER nor BYPASSRLS.`,
    );
  }
  const owned = await client.query(
    "select tablename from pg_tables where tableowner = current_user",
  );
  if (owned.rows.length > 0) {
    throw new Error(
      "Refusing to start: the application's role owns tables. Run migrations as breakwater_owner.",
    );
  }
}

async function refuseOpenTables(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attname = 'person_id' and not a.attisdropped
     where n.nspname = 'public' and c.relkind = 'r' and not (c.relrowsecurity and c.relforcerowsecurity)`,
  );
  if (rows.length > 0) {
    throw new Error(
      `Refusing to start: row-level security is off on ${rows.map((row) => row.name).join(", ")}.`,
    );
  }
  const seen = await client.query("select 1 from person limit 1");
  if (seen.rows.length > 0)
    throw new Error("Refusing to start: the application's role, acting as nobody, sees a person.");
}
