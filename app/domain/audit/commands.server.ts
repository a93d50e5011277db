/** The audit trail's chain: sealing what was recorded, keeping its heads, and verifying what was sealed. */
import { withoutActor } from "~/platform/db/doors.server";
import { type Head, keepHeads, readHeads } from "./heads.server";
import type { ChainReport } from "./schema";

/** Links waiting events into their chains. Answers how many. */
export async function sealAudit(): Promise<number> {
  const [row] = await withoutActor(
    "sealing the audit trail",
    (db) => db.$queryRaw<{ sealed: number }[]>`select app.seal_audit() as sealed`,
  );
  return row?.sealed ?? 0;
}

/** Keeps the chains' heads outside the database, once a day. Answers whether this call kept them. */
export async function exportAuditHeads(now = new Date()): Promise<boolean> {
  const heads = await withoutActor(
    "keeping the heads of the audit trail",
    (db) =>
      db.$queryRaw<Head[]>`select chain, sequence::float8 as sequence, hash from app.audit_heads()`,
  );
  return heads.length > 0 && keepHeads(now.toISOString().slice(0, 10), heads);
}

/** Checks every chain from its beginning, and against every head kept outside the database. */
export async function verifyAudit(): Promise<ChainReport[]> {
  const kept = JSON.stringify(await readHeads());
  return withoutActor("verifying the audit trail", async (db) => {
    const chains = await db.$queryRaw<Omit<ChainReport, "lostHeads">[]>`
      select chain, events::int, unsealed::int, faults::int, head from app.verify_audit()`;
    const lost = await db.$queryRaw<{ chain: string; lost: number }[]>`
      select chain, count(*)::int as lost from app.lost_audit_heads(${kept}::jsonb) group by chain`;
    const known = new Map(chains.map((chain) => [chain.chain, { ...chain, lostHeads: 0 }]));
    for (const { chain, lost: lostHeads } of lost)
      known.set(chain, { ...(known.get(chain) ?? gone(chain)), lostHeads });
    return [...known.values()];
  });
}

const gone = (chain: string) => ({ chain, events: 0, unsealed: 0, faults: 0, head: null });
