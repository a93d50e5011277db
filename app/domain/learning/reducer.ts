/**
 * Attempt state as the replay of accepted commits. app.apply_commit does the same in SQL, one commit at a time;
 * the integration test holds the two together.
 */
import type { AttemptState, ItemState } from "./schema";

export type AcceptedCommit = {
  epoch: number;
  sequence: number;
  item: string;
  visit: string;
  seconds: number;
  itemState: ItemState;
};

export const EMPTY: AttemptState = { items: {} };

/** The state after one more accepted commit. */
export function applyAccepted(state: AttemptState, commit: AcceptedCommit): AttemptState {
  const time = {
    ...state.items[commit.item]?.time,
    [`${commit.epoch}.${commit.visit}`]: commit.seconds,
  };
  return {
    items: { ...state.items, [commit.item]: { ...commit.itemState, time } },
    current: commit.item,
  };
}

export const replay = (commits: AcceptedCommit[]): AttemptState =>
  commits.reduce(applyAccepted, EMPTY);

export type Arrival = { epoch: number; sequence: number };
export type Acceptance = "applied" | "duplicate" | "gap" | "set_aside";

/** What happens to a commit that arrives, given all that were stored before (DESIGN §5). */
export function accept(stored: (Arrival & { setAside: boolean })[], arriving: Arrival): Acceptance {
  const last = Math.max(
    0,
    ...stored.filter((commit) => commit.epoch === arriving.epoch).map((commit) => commit.sequence),
  );
  if (arriving.sequence <= last) return "duplicate";
  if (arriving.sequence > last + 1) return "gap";
  return stored.some((commit) => commit.epoch > arriving.epoch && !commit.setAside)
    ? "set_aside"
    : "applied";
}

/** Seconds spent in an attempt. */
export function totalSeconds(state: AttemptState): number {
  return Object.values(state.items).reduce(
    (sum, item) => sum + Object.values(item.time ?? {}).reduce((a, b) => a + b, 0),
    0,
  );
}
