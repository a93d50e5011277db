/** The write-ahead store: IndexedDB with strict durability, keyed by attempt, epoch and sequence. */
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Pending, QueueStore } from "./commit-queue";
import type { Entry } from "./messages";

type Key = [attemptId: string, epoch: number, sequence: number];
type Launch = { attemptId: string; epoch: number; token: string; lastSequence: number };

interface Device extends DBSchema {
  commits: { key: Key; value: Pending };
  launches: { key: [string, number]; value: Launch };
}

/** One database per person, so that two people on one station computer never send each other's work. */
export async function openDeviceStore(personId: string) {
  const db = await openDB<Device>(`breakwater-${personId}`, 1, {
    upgrade(fresh) {
      fresh.createObjectStore("commits", { keyPath: ["attemptId", "epoch", "sequence"] });
      fresh.createObjectStore("launches", { keyPath: ["attemptId", "epoch"] });
    },
  });
  return { ...queueStore(db), ...launchStore(db) };
}

export type DeviceStore = Awaited<ReturnType<typeof openDeviceStore>>;

const range = (attemptId: string) => IDBKeyRange.bound([attemptId], [attemptId, []]);

function queueStore(db: IDBPDatabase<Device>): QueueStore {
  return {
    async append(attemptId: string, epoch: number, token: string, entry: Entry) {
      const tx = db.transaction(["commits", "launches"], "readwrite", { durability: "strict" });
      const launches = tx.objectStore("launches");
      const launch = (await launches.get([attemptId, epoch])) ?? {
        attemptId,
        epoch,
        token,
        lastSequence: 0,
      };
      const commit: Pending = { attemptId, epoch, token, entry, sequence: launch.lastSequence + 1 };
      await launches.put({ ...launch, lastSequence: commit.sequence });
      await tx.objectStore("commits").put(commit);
      await tx.done;
      return commit;
    },
    pending: (attemptId) => db.getAll("commits", range(attemptId)),
    async remove({ attemptId, epoch, sequence }) {
      await db.delete("commits", [attemptId, epoch, sequence]);
    },
  };
}

function launchStore(db: IDBPDatabase<Device>) {
  return {
    async rememberLaunch(attemptId: string, epoch: number, token: string): Promise<void> {
      const tx = db.transaction("launches", "readwrite", { durability: "strict" });
      await tx.store.put({ attemptId, epoch, token, lastSequence: 0 });
      await tx.done;
    },
    /** The token of an earlier launch on this device, if it is known here. */
    async tokenOf(attemptId: string, epoch: number): Promise<string | null> {
      return (await db.get("launches", [attemptId, epoch]))?.token ?? null;
    },
  };
}
