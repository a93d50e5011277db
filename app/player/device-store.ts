/** The write-ahead store: IndexedDB with strict durability, one database per person, so that two people on one station never mix. */
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from "idb";
import {
  type DeviceStore,
  LANE_LIMIT,
  type Launch,
  launchesToForget,
  supersededBy,
  type Written,
} from "./write-ahead";

type Key = [attemptId: string, epoch: number, mark: number];

interface Device extends DBSchema {
  lines: { key: Key; value: Written };
  launches: { key: [string, number]; value: Launch };
}

/** Opens the database when it is first needed, and again after the browser has closed it. Calls reject while it cannot be opened. */
export function deviceStore(personId: string): DeviceStore {
  let opened: Promise<IDBPDatabase<Device>> | null = null;
  const database = () => {
    opened ??= open(personId, () => {
      opened = null;
    });
    return opened;
  };
  return {
    append: async (written) => append(await database(), written),
    list: async () => (await database()).getAll("lines"),
    async remove({ attemptId, epoch, mark }) {
      await (await database()).delete("lines", [attemptId, epoch, mark]);
    },
    rememberLaunch: async (launch) => rememberLaunch(await database(), launch),
    tokenOf: async (attemptId, epoch) =>
      (await (await database()).get("launches", [attemptId, epoch]))?.token ?? null,
  };
}

const VERSION = 2;

async function open(personId: string, onClosed: () => void): Promise<IDBPDatabase<Device>> {
  try {
    const db = await openDB<Device>(`breakwater-${personId}`, VERSION, {
      upgrade: (fresh, from, _to, tx) => upgrade(fresh, from, tx),
      // a later version of this page must not wait for this window
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase).close();
        onClosed();
      },
      terminated: onClosed,
    });
    return db;
  } catch (error) {
    onClosed();
    throw error;
  }
}

type Upgrade = IDBPTransaction<Device, ("lines" | "launches")[], "versionchange">;

/** Version 1 numbered lines by their sequence, which is their mark from then on. */
async function upgrade(db: IDBPDatabase<Device>, from: number, tx: Upgrade): Promise<void> {
  const lines = db.createObjectStore("lines", { keyPath: ["attemptId", "epoch", "mark"] });
  if (from < 1) {
    db.createObjectStore("launches", { keyPath: ["attemptId", "epoch"] });
    return;
  }
  const old = db as unknown as IDBPDatabase;
  const oldLines = (
    tx as unknown as IDBPTransaction<unknown, string[], "versionchange">
  ).objectStore("commits");
  for (const { sequence, ...line } of (await oldLines.getAll()) as (Written & {
    sequence: number;
  })[])
    await lines.put({ ...line, mark: sequence });
  old.deleteObjectStore("commits");
  const launches = tx.objectStore("launches");
  for (const launch of (await launches.getAll()) as (Launch & { lastSequence?: number })[])
    await launches.put({ ...launch, lastMark: launch.lastSequence ?? 0 });
}

const lane = (attemptId: string, epoch: number) =>
  IDBKeyRange.bound([attemptId, epoch], [attemptId, epoch, []]);

async function append(db: IDBPDatabase<Device>, written: Written): Promise<Written | null> {
  const { attemptId, epoch, mark, token } = written;
  const tx = db.transaction(["lines", "launches"], "readwrite", { durability: "strict" });
  const work = async () => {
    const lines = tx.objectStore("lines");
    const launches = tx.objectStore("launches");
    const launch = await launches.get([attemptId, epoch]);
    if (launch && launch.lastMark >= mark) return null;
    const range = lane(attemptId, epoch);
    const isFull = (await lines.count(range)) >= LANE_LIMIT;
    const superseded = isFull ? supersededBy(written, await lines.getAll(range)) : null;
    if (superseded) await lines.delete([attemptId, epoch, superseded.mark]);
    await launches.put({ attemptId, epoch, token, lastMark: mark });
    await lines.put(written);
    return superseded;
  };
  const [superseded] = await Promise.all([work(), tx.done]);
  return superseded;
}

async function rememberLaunch(
  db: IDBPDatabase<Device>,
  { attemptId, epoch, token }: Omit<Launch, "lastMark">,
): Promise<void> {
  const tx = db.transaction(["lines", "launches"], "readwrite", { durability: "strict" });
  const work = async () => {
    const launches = tx.objectStore("launches");
    const range = IDBKeyRange.bound([attemptId], [attemptId, []]);
    const keys = await tx.objectStore("lines").getAllKeys(range);
    const lines = keys.map((key) => ({ epoch: key[1] }));
    for (const old of launchesToForget(await launches.getAll(range), lines))
      await launches.delete([attemptId, old.epoch]);
    await launches.put({ attemptId, epoch, token, lastMark: 0 });
  };
  await Promise.all([work(), tx.done]);
}
