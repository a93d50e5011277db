/** Rebuilding the ledger in memory and comparing: what was appended over time must equal what awards and postings say today. */
import type pg from "pg";
import { asOperator } from "~/platform/db/operator.server";
import { computeHoldings, deltasOf } from "../holdings";
import type { Delta, Holding, Standing } from "../schema";

export type LedgerReport = {
  people: number;
  deltas: number;
  /** People whose stored holdings differ from their awards and postings. */
  staleHoldings: string[];
  /** Sums of the ledger that differ from the rebuilt ones, first hundred. */
  differences: { series: string; ledger: number; rebuilt: number }[];
};

/** Reads everybody, past row-level security: for operators only. Changes nothing. */
export function verifyLedger(onPerson: (done: number, of: number) => void): Promise<LedgerReport> {
  return asOperator(async (db) => {
    await db.query("set transaction isolation level repeatable read");
    const { rows } = await db.query<{ id: string }>("select id from person order by id");
    const rebuilt = new Map<string, number>();
    const staleHoldings: string[] = [];
    for (const [index, { id }] of rows.entries()) {
      const after = await rebuild(db, id);
      if (after.stale) staleHoldings.push(id);
      for (const delta of deltasOf(after.holdings)) add(rebuilt, delta);
      onPerson(index + 1, rows.length);
    }
    const ledger = await readLedger(db);
    return {
      people: rows.length,
      deltas: ledger.deltas,
      staleHoldings,
      differences: compare(ledger.sums, rebuilt),
    };
  });
}

async function rebuild(db: pg.Client, personId: string) {
  const { rows } = await db.query<{ standing: Standing }>(
    "select app.person_standing($1) as standing",
    [personId],
  );
  const standing = rows[0]?.standing ?? { postings: [], awards: [], holdings: [] };
  const holdings = computeHoldings(standing.postings, standing.awards);
  return { holdings, stale: fingerprint(holdings) !== fingerprint(standing.holdings) };
}

const fingerprint = (holdings: Holding[]): string =>
  holdings
    .map((h) =>
      [h.country, h.profession, h.certification, h.scope, h.assurance, h.extended, h.from, h.to]
        .concat(h.awardId)
        .join(" "),
    )
    .sort()
    .join("\n");

const seriesOf = (delta: Omit<Delta, "change">): string =>
  [
    delta.country,
    delta.profession,
    delta.certification,
    delta.scope,
    delta.assurance,
    delta.extended ? "extended" : "",
    delta.day,
  ].join(" ");

const add = (sums: Map<string, number>, delta: Delta) =>
  sums.set(seriesOf(delta), (sums.get(seriesOf(delta)) ?? 0) + delta.change);

async function readLedger(db: pg.Client) {
  const { rows } = await db.query<Omit<Delta, "change"> & { sum: number; count: number }>(
    `select country, profession_key as profession, certification_key as certification, scope, assurance, extended, day::text as day,
       sum(change)::int as sum, count(*)::int as count from capacity_delta group by 1, 2, 3, 4, 5, 6, 7`,
  );
  return {
    sums: new Map(rows.map((row) => [seriesOf(row), row.sum])),
    deltas: rows.reduce((all, row) => all + row.count, 0),
  };
}

function compare(ledger: Map<string, number>, rebuilt: Map<string, number>) {
  return [...new Set([...ledger.keys(), ...rebuilt.keys()])]
    .map((series) => ({
      series,
      ledger: ledger.get(series) ?? 0,
      rebuilt: rebuilt.get(series) ?? 0,
    }))
    .filter((sum) => sum.ledger !== sum.rebuilt)
    .slice(0, 100);
}
