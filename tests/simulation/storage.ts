/** A device's two storages in memory: what survives a crash, and how they fail. */
import type { JournalStorage } from "~/player/journal";
import {
  type DeviceStore,
  keyOf,
  LANE_LIMIT,
  type Launch,
  laneOf,
  launchesToForget,
  supersededBy,
  type Written,
} from "~/player/write-ahead";
import type { Life, World } from "./world";

export type Fault = "full" | "closed" | "silent";

/** IndexedDB of one person on one device: each call is one transaction, there or not. */
export class Disk {
  fault: Fault | null = null;
  lines = new Map<string, Written>();
  private launches = new Map<string, Launch>();
  /** What the oracle wants to know: lines that reached the disk. */
  onWritten: (written: Written) => void = () => {};

  constructor(
    private readonly world: World,
    private readonly name: string,
  ) {}

  wipe(): void {
    this.lines.clear();
    this.launches.clear();
  }

  /** As one window sees it. */
  open(life: Life): DeviceStore {
    const call = <T>(effect: () => T, writes = true): Promise<T> => {
      if (this.fault === "silent") return new Promise<T>(() => {});
      return this.world.task(this.name, life, () => {
        if (this.fault === "closed") throw new Error("the database cannot be opened");
        if (this.fault === "full" && writes)
          throw Object.assign(new Error("full"), { name: "QuotaExceededError" });
        return effect();
      });
    };
    return {
      append: (written) => call(() => this.append(written)),
      list: () => call(() => [...this.lines.values()], false),
      remove: (written) => call(() => void this.lines.delete(keyOf(written)), false),
      rememberLaunch: (launch) => call(() => this.remember(launch)),
      tokenOf: (attemptId, epoch) =>
        call(() => this.launches.get(laneOf({ attemptId, epoch }))?.token ?? null, false),
    };
  }

  private append(written: Written): Written | null {
    const { attemptId, epoch, token, mark } = written;
    const launch = this.launches.get(laneOf(written));
    if (launch && launch.lastMark >= mark) return null;
    const lane = [...this.lines.values()].filter((line) => laneOf(line) === laneOf(written));
    const superseded = lane.length >= LANE_LIMIT ? supersededBy(written, lane) : null;
    if (superseded) this.lines.delete(keyOf(superseded));
    this.launches.set(laneOf(written), { attemptId, epoch, token, lastMark: mark });
    this.lines.set(keyOf(written), written);
    this.onWritten(written);
    return superseded;
  }

  private remember({ attemptId, epoch, token }: Omit<Launch, "lastMark">): void {
    const known = [...this.launches.values()].filter((launch) => launch.attemptId === attemptId);
    const lines = [...this.lines.values()].filter((line) => line.attemptId === attemptId);
    for (const old of launchesToForget(known, lines)) this.launches.delete(laneOf(old));
    this.launches.set(laneOf({ attemptId, epoch }), { attemptId, epoch, token, lastMark: 0 });
  }
}

/** localStorage of one registration on one device. */
export class Shelf implements JournalStorage {
  fault: "full" | "denied" | null = null;
  /** Writes that took place, and the key of the last change when it was a write. */
  writes = 0;
  lastKey: string | null = null;
  readonly values = new Map<string, string>();

  get length(): number {
    return this.values.size;
  }

  getItem = (key: string): string | null => this.values.get(key) ?? null;
  key = (index: number): string | null => [...this.values.keys()][index] ?? null;

  removeItem(key: string): void {
    if (this.values.delete(key)) this.lastKey = null;
  }

  setItem(key: string, value: string): void {
    if (this.fault === "full") throw Object.assign(new Error(), { name: "QuotaExceededError" });
    this.writes += 1;
    this.lastKey = key;
    this.values.set(key, value);
  }

  /** The machine lost its power during the last write. */
  tear(): void {
    const text = this.lastKey && this.values.get(this.lastKey);
    if (text) this.values.set(this.lastKey ?? "", text.slice(0, text.length / 2));
  }
}
