/**
 * What is written ahead on this device, as the commit client sees it: one line per state that a launch said, named by launch and
 * mark. Pure rules here; device-store.ts keeps them in IndexedDB.
 */
import type { Entry } from "./messages";

/** One state of one SCO. Marks grow within a launch, so attempt, epoch and mark name it here and on the server. */
export type Written = {
  attemptId: string;
  epoch: number;
  token: string;
  mark: number;
  entry: Entry;
};

export type Launch = { attemptId: string; epoch: number; token: string; lastMark: number };

/** Each call resolves when what it says is on the disk, and rejects when this device cannot keep it. */
export type DeviceStore = {
  /**
   * Keeps one more line. Lines of a launch come in the order of their marks: one at or before the last kept is here already or
   * was sent. Answers the line that the new one supersedes, when the launch has too many.
   */
  append: (written: Written) => Promise<Written | null>;
  /** Everything this person has not sent yet from this device, of whatever attempt. */
  list: () => Promise<Written[]>;
  remove: (written: Written) => Promise<void>;
  rememberLaunch: (launch: Omit<Launch, "lastMark">) => Promise<void>;
  tokenOf: (attemptId: string, epoch: number) => Promise<string | null>;
};

/** So many unsent lines of one launch keep their history; then a newer state of a SCO takes the place of an older one. */
export const LANE_LIMIT = 50;

export const keyOf = ({ attemptId, epoch, mark }: Pick<Written, "attemptId" | "epoch" | "mark">) =>
  `${attemptId} ${epoch} ${mark}`;

export const laneOf = ({ attemptId, epoch }: Pick<Written, "attemptId" | "epoch">) =>
  `${attemptId} ${epoch}`;

/** The line of a full lane that says nothing which `newer` does not say: every entry is the whole state of its SCO. */
export function supersededBy<T extends Pick<Written, "mark" | "entry">>(
  newer: Pick<Written, "entry">,
  lane: T[],
): T | null {
  if (lane.length < LANE_LIMIT) return null;
  const same = lane.filter((line) => sayTheSame(line.entry, newer.entry));
  return same.reduce<T | null>((last, line) => (last && last.mark > line.mark ? last : line), null);
}

/** Whether the later of two entries leaves nothing of the earlier one that would be missed. */
export const sayTheSame = (earlier: Entry, later: Entry): boolean =>
  earlier.item === later.item &&
  earlier.visit === later.visit &&
  (earlier.sequencing === null || later.sequencing !== null) &&
  (earlier.course === null || later.course !== null);

/** Launches worth remembering: those that still have lines here, and the newest. */
export function launchesToForget(launches: Launch[], lines: Pick<Written, "epoch">[]): Launch[] {
  const withLines = new Set(lines.map(({ epoch }) => epoch));
  const old = [...launches].sort((a, b) => b.epoch - a.epoch).slice(LAUNCHES_KEPT);
  return old.filter(({ epoch }) => !withLines.has(epoch));
}

export const LAUNCHES_KEPT = 20;

export type DeviceProblem = "device_full" | "device_closed";

/** Full, or for some other reason not to be used: browsers differ in everything but the name of this one error. */
export const problemOf = (error: unknown): DeviceProblem =>
  error instanceof Error && error.name === "QuotaExceededError" ? "device_full" : "device_closed";

/** The same store for callers who cannot wait for ever: a call that takes longer counts as failed, though it may still come true. */
export function withPatience(
  store: DeviceStore,
  schedule: (work: () => void, ms: number) => void,
): DeviceStore {
  const soon = <T>(work: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      work.then(resolve, reject);
      schedule(() => reject(new Error("the device does not answer")), PATIENCE_MS);
    });
  return {
    append: (written) => soon(store.append(written)),
    list: () => soon(store.list()),
    remove: (written) => soon(store.remove(written)),
    rememberLaunch: (launch) => soon(store.rememberLaunch(launch)),
    tokenOf: (attemptId, epoch) => soon(store.tokenOf(attemptId, epoch)),
  };
}

const PATIENCE_MS = 5000;
