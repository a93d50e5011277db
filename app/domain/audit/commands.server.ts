/** The audit trail's chain: sealing what was recorded, and verifying what was sealed. */
import { withoutActor } from "~/platform/db/doors.server";

/** Links waiting events into their chains. Answers how many. */
export async function sealAudit(): Promise<number> {
  const [row] = await withoutActor(
    "sealing the audit trail",
    (db) => db.$queryRaw<{ sealed: number }[]>`select app.seal_audit() as sealed`,
  );
  return row?.sealed ?? 0;
}

export type ChainReport = {
  chain: string;
  events: number;
  unsealed: number;
  faults: number;
  head: string | null;
};

/** Checks every chain from its beginning. A fault is a changed, missing or reordered event. */
export const verifyAudit = (): Promise<ChainReport[]> =>
  withoutActor(
    "verifying the audit trail",
    (db) =>
      db.$queryRaw<
        ChainReport[]
      >`select chain, events::int, unsealed::int, faults::int, head from app.verify_audit()`,
  );
