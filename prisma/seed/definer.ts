/** Rows that no command writes, for the demonstration and for tests. */
import type pg from "pg";

/** As the definer, in a transaction of its own. */
export async function asDefiner<Row extends pg.QueryResultRow>(
  owner: pg.Client,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  await owner.query("begin; set local role breakwater_definer");
  const { rows } = await owner.query<Row>(text, values);
  await owner.query("commit");
  return rows;
}
