/**
 * Makes a database ready to serve: roles, migrations, reference data, and on a new demo instance its people.
 * Idempotent and quick when there is nothing to do.
 */
import pg from "pg";
import { migrate } from "~/platform/db/migrate.server";
import { prepareRoles } from "~/platform/db/roles.server";
import { databaseUrls } from "~/platform/env.server";
import { loadReferenceData } from "../../prisma/seed/reference";

export type Preparation = { mode: "demo" | "live"; demo: boolean };

/** Returns whether the instance was initialised by this call. Throws when the stored mode differs from the one asked for. */
export async function prepareDatabase({
  mode,
  demo,
}: Preparation): Promise<{ initialised: boolean; mode: string }> {
  await prepareRoles();
  await migrate();
  await loadReferenceData();
  const instance = await initialise(mode);
  if (instance.initialised && demo) {
    const { seedDemo } = await import("../../prisma/seed/demo");
    await seedDemo();
  }
  return instance;
}

async function initialise(mode: string): Promise<{ initialised: boolean; mode: string }> {
  const client = new pg.Client({ connectionString: databaseUrls.owner });
  await client.connect();
  try {
    const inserted = await client.query(
      "insert into instance (id, mode) values (1, $1) on conflict do nothing",
      [mode],
    );
    const { rows } = await client.query<{ mode: string }>("select mode from instance");
    return { initialised: inserted.rowCount === 1, mode: rows[0]?.mode ?? mode };
  } finally {
    await client.end();
  }
}
