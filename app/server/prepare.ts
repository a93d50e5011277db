/**
 * Makes a database ready to serve: roles, migrations, reference data, and on a new demo instance its people.
 * Idempotent and quick when there is nothing to do. The instance is recorded last: a demonstration that was interrupted while
 * its people were made has none, and is begun again.
 */
import pg from "pg";
import { migrate } from "~/platform/db/migrate.server";
import { prepareRoles } from "~/platform/db/roles.server";
import { databaseUrls } from "~/platform/env.server";
import { loadReferenceData } from "../../prisma/seed/reference";

export type Preparation = {
  mode: "demo" | "live";
  demo: boolean;
  /** Whether an unfinished demonstration may be thrown away: true where the database is ours alone. */
  mayStartOver?: boolean;
};

/** Returns the stored mode, and whether the instance was initialised by this call. Throws on an unfinished demonstration that is not ours. */
export async function prepareDatabase({
  mode,
  demo,
  mayStartOver = false,
}: Preparation): Promise<{ initialised: boolean; mode: string }> {
  if (await isUnfinished()) {
    if (!mayStartOver) throw new Error(UNFINISHED);
    await startOver();
  }
  await prepareRoles();
  await migrate();
  await loadReferenceData();
  const stored = await storedMode();
  if (stored) return { initialised: false, mode: stored };
  if (demo) {
    const { seedDemo } = await import("../../prisma/seed/demo");
    await seedDemo();
  }
  await withClient(databaseUrls.owner, (client) =>
    client.query("insert into instance (id, mode) values (1, $1) on conflict do nothing", [mode]),
  );
  return { initialised: true, mode: (await storedMode()) ?? mode };
}

const UNFINISHED =
  "The first start on this database was interrupted while its fictional people were made. Nobody has used it yet: drop it, create it again and start.";

const storedMode = () =>
  withClient(databaseUrls.owner, async (client) => {
    const { rows } = await client.query<{ mode: string }>("select mode from instance");
    return rows[0]?.mode;
  });

/** People but no instance: the first start ended before it was done. */
async function isUnfinished(): Promise<boolean> {
  const peopled = await withClient(databaseUrls.login, async (client) => {
    const { rows } = await client.query<{ migrated: boolean }>(
      "select to_regclass('public.person') is not null and to_regclass('public.instance') is not null as migrated",
    );
    if (!rows[0]?.migrated) return false;
    await client.query("set role breakwater_definer");
    return (await client.query("select 1 from person limit 1")).rowCount === 1;
  });
  return peopled && (await storedMode()) === undefined;
}

async function startOver(): Promise<void> {
  console.log("The first start was interrupted. Beginning again with an empty database.");
  const url = new URL(databaseUrls.login);
  const name = url.pathname.slice(1);
  url.pathname = "/postgres";
  await withClient(url.href, async (client) => {
    await client.query(`drop database ${client.escapeIdentifier(name)} with (force)`);
    await client.query(`create database ${client.escapeIdentifier(name)}`);
  });
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
