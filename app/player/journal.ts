/**
 * What the player page has not yet confirmed, kept synchronously: the newest entry of each SCO, in localStorage of this
 * registration's origin. Every shell has a key of its own, so that two windows never overwrite each other's lines.
 */
import type { Entry } from "./messages";

type Line = { mark: number; epoch: number; entry: Entry };

export type JournalStorage = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

export type Journal = {
  write: (mark: number, epoch: number, entry: Entry) => void;
  /** The page has kept everything up to this mark. */
  kept: (mark: number) => void;
  /** Entries left by earlier shells, oldest first. */
  entries: () => { epoch: number; entry: Entry }[];
  /** What was left under these epochs has been taken over. */
  forget: (epochs: number[]) => void;
};

export function openJournal(storage: JournalStorage, attemptId: string, shell: string): Journal {
  const prefix = `breakwater:${attemptId}:`;
  const own = prefix + shell;
  const left = leftIn(storage, prefix, own);
  let lines: Line[] = [];
  return {
    write(mark, epoch, entry) {
      const others = lines.filter(({ entry: { item, visit } }) =>
        item === entry.item ? visit !== entry.visit : true,
      );
      lines = [...others, { mark, epoch, entry }];
      persist(storage, own, lines);
    },
    kept(mark) {
      lines = lines.filter((line) => line.mark > mark);
      persist(storage, own, lines);
    },
    entries: () =>
      left
        .flatMap(({ lines: lost }) => lost)
        .sort((a, b) => a.epoch - b.epoch || a.mark - b.mark)
        .map(({ epoch, entry }) => ({ epoch, entry })),
    forget(epochs) {
      for (const { key, text, lines: lost } of left) {
        // a window that still lives has written since: what it wrote is for the next drain
        if (storage.getItem(key) !== text) continue;
        const rest = lost.filter((line) => !epochs.includes(line.epoch));
        persist(storage, key, rest);
      }
    },
  };
}

type Left = { key: string; text: string | null; lines: Line[] };

function leftIn(storage: JournalStorage, prefix: string, own: string): Left[] {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  return keys.flatMap((key) => {
    if (!key?.startsWith(prefix) || key === own) return [];
    const text = storage.getItem(key);
    return [{ key, text, lines: read(text) }];
  });
}

/** A full or forbidden storage must not stop what follows: the page's own write-ahead. */
function persist(storage: JournalStorage, key: string, lines: Line[]): void {
  try {
    if (lines.length === 0) storage.removeItem(key);
    else storage.setItem(key, JSON.stringify(lines));
  } catch {
    // the entry is on its way to the page all the same
  }
}

const isLine = (value: unknown): value is Line =>
  typeof value === "object" &&
  value !== null &&
  "mark" in value &&
  typeof value.mark === "number" &&
  "epoch" in value &&
  typeof value.epoch === "number" &&
  "entry" in value;

/** The SCO shares this storage: what it may have put there is left out, the page parses the entries. */
function read(text: string | null): Line[] {
  try {
    const parsed: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(parsed) ? parsed.filter(isLine) : [];
  } catch {
    return [];
  }
}

/**
 * localStorage, or memory where the browser denies storage to embedded sites (private windows, third-party blocking): what is
 * committed still reaches the page's write-ahead within milliseconds, only the last instant before a killed tab is not covered.
 */
export function synchronousStorage(): JournalStorage {
  try {
    return window.localStorage;
  } catch {
    return memoryStorage();
  }
}

export function memoryStorage(): JournalStorage {
  const memory = new Map<string, string>();
  return {
    getItem: (key) => memory.get(key) ?? null,
    setItem: (key, value) => void memory.set(key, value),
    removeItem: (key) => void memory.delete(key),
    key: (index) => [...memory.keys()][index] ?? null,
    get length() {
      return memory.size;
    },
  };
}
