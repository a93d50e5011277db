/** Reference data from content/, loaded as the owner at every start. Loaders change nothing when content has not changed. */
import { existsSync } from "node:fs";
import pg from "pg";
import { databaseUrls } from "~/platform/env.server";

export type Loader = (db: pg.Client) => Promise<void>;

const LOADERS: string[] = [
  "frameworks",
  "curricula",
  "certification",
  "assessment",
  "gap-analysis",
];

/** Runs every loader in the layer order, each in its own transaction. */
export async function loadReferenceData(): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrls.owner });
  await client.connect();
  try {
    for (const name of LOADERS) {
      if (!existsSync(new URL(`./${name}.ts`, import.meta.url))) continue;
      const { load } = (await import(
        /* @vite-ignore */ new URL(`./${name}.ts`, import.meta.url).href
      )) as { load: Loader };
      await client.query("begin");
      try {
        await load(client);
        await client.query("commit");
      } catch (error) {
        await client.query("rollback");
        throw error;
      }
    }
  } finally {
    await client.end();
  }
}
