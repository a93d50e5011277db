/** What is known of one chain of the audit trail: a chain per country, and one for the region. */
export type ChainReport = {
  chain: string;
  events: number;
  /** Recorded but not linked yet: for these few seconds a change would not show. */
  unsealed: number;
  /** Sealed events that were changed, removed or put in another order. */
  faults: number;
  /** Heads kept outside the database that the chain no longer has: it was cut off or rewritten. */
  lostHeads: number;
  head: string | null;
};

export const isSound = (chain: ChainReport): boolean => chain.faults === 0 && chain.lostHeads === 0;
