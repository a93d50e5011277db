/** The region's matrix at a thousand and at a million awards: the page's own query as the app role, in buffers and in time. */
import pg from "pg";
import { rollUpCapacity } from "~/domain/capacity/commands.server";
import { getMatrix } from "~/domain/gap-analysis/queries.server";
import type { Actor } from "~/domain/kernel/actor";
import { newId } from "~/domain/kernel/ids";
import { withActor } from "~/platform/db/doors.server";
import { withPlatform } from "./platform";

const SIZES = [1_000, 1_000_000];
const READS = 15;
const TAIL = 200;

/**
 * Awards of two years spread over countries, schemes and the last five years, written as the ledger has them: a holding, and deltas in the
 * four series. Every combination occurs at either size, so that only the number of awards differs.
 */
const FILL = `
  with n as (select generate_series($1::int, $2::int) as i),
  award as (
    select i, (select array_agg(iso2 order by iso2) from country where caricom_status = 'full_member') [1 + i % 15] as country,
      (array['JUD-CORE', 'PRO-CORE', 'FR-CORE', 'INV-CORE', 'IT-CORE']) [1 + (i / 15) % 5] as certification,
      (array['judge_superior', 'prosecutor', 'le_first_responder', 'investigator', 'gov_it_staff']) [1 + (i / 15) % 5] as profession,
      current_date - ((i::bigint * 7919) % 1825)::int as starts
    from n),
  held as (
    insert into capacity_holding (person_id, country, branch, profession_key, certification_key, scope, assurance, from_on, to_on, award_id)
    select gen_random_uuid(), country, 'general', profession, certification, 'full', 'C3', starts, starts + 730, gen_random_uuid() from award)
  insert into capacity_delta (country, profession_key, certification_key, scope, assurance, day, change, cause)
  select s.country, s.profession, certification, 'full', 'C3', d.day, d.change, 'bench' from award
    cross join lateral (values (award.country, award.profession), (award.country, '*'), ('*', award.profession), ('*', '*')) s (country, profession)
    cross join lateral (values (starts, 1), (starts + 731, -1)) d (day, change)`;

async function chair(client: pg.Client): Promise<Actor> {
  const id = newId();
  await client.query(
    "insert into person (id, full_name, sort_name, email, country, branch) values ($1, 'Bench', 'Bench', 'bench@example.test', 'TT', 'general')",
    [id],
  );
  await client.query("insert into role_grant (id, person_id, role) values ($1, $2, 'rcc_chair')", [
    newId(),
    id,
  ]);
  return withActor({ personId: id }, async (_db, actor) => actor);
}

async function fill(client: pg.Client, from: number, to: number, rolled: boolean): Promise<void> {
  await client.query("set session_replication_role = replica");
  for (let start = from; start <= to; start += 100_000) {
    await client.query(FILL, [start, Math.min(to, start + 99_999)]);
    if (rolled) await rollUpCapacity();
  }
  await client.query("set session_replication_role = origin");
}

/** What the database read, all connections, once every idle connection has reported. */
async function buffers(client: pg.Client): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 11_000));
  await client.query("select pg_stat_force_next_flush()");
  await client.query("select pg_stat_clear_snapshot()");
  const { rows } = await client.query<{ read: string }>(
    "select blks_hit + blks_read as read from pg_stat_database where datname = current_database()",
  );
  return Number(rows[0]?.read ?? 0);
}

async function measure(client: pg.Client, actor: Actor) {
  for (let i = 0; i < 3; i++) await getMatrix(actor);
  const before = await buffers(client);
  const times: number[] = [];
  for (let i = 0; i < READS; i++) {
    const begun = performance.now();
    await getMatrix(actor);
    times.push(performance.now() - begun);
  }
  const idle = await buffers(client);
  const noise = (await buffers(client)) - idle;
  const read = (idle - before - noise) / READS;
  return { read, ms: times.sort((a, b) => a - b)[Math.floor(READS / 2)] ?? 0 };
}

export const run = (): Promise<void> =>
  withPlatform(async ({ url }) => {
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => {}); // the server ends first
    await client.connect();
    const actor = await chair(client);
    const results: { read: number; ms: number }[] = [];
    let have = 0;
    for (const size of SIZES) {
      const begun = performance.now();
      await fill(client, have + 1, size - TAIL, true);
      await fill(client, size - TAIL + 1, size, false);
      have = size;
      await client.query("vacuum analyze");
      const result = await measure(client, actor);
      results.push(result);
      console.log(
        `  ${size.toLocaleString("en-GB")} awards, the last ${TAIL} not rolled up: ${result.read.toFixed(0)} buffers, ${result.ms.toFixed(1)} ms (median of ${READS}; prepared in ${((performance.now() - begun) / 1000).toFixed(0)} s)`,
      );
    }
    const [small, large] = results;
    if (small && large)
      console.log(
        `  ratio: ${(large.read / small.read).toFixed(2)} in buffers, ${(large.ms / small.ms).toFixed(2)} in time`,
      );
    await client.end();
  });
