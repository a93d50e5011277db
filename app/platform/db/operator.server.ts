/**
 * The operator's door: the command line on the server, for what no account may do, such as making the first account.
 * It needs the login connection string, which the web process and the worker do not use.
 */
import pg from "pg";
import { databaseUrls } from "~/platform/env.server";

/** One transaction past row-level security, as the definer. */
export async function asOperator<T>(work: (db: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrls.owner });
  await client.connect();
  try {
    await client.query("begin; set local role breakwater_definer");
    const result = await work(client);
    await client.query("commit");
    return result;
  } finally {
    await client.end();
  }
}
