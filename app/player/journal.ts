/** What the player page has not yet confirmed, kept synchronously: the newest entry of each SCO, in localStorage of this registration's origin. */
import type { Entry } from "./messages";

type Line = { mark: number; epoch: number; entry: Entry };

export type Journal = {
  write: (mark: number, epoch: number, entry: Entry) => void;
  /** The page has kept everything up to this mark. */
  kept: (mark: number) => void;
  /** Entries left by earlier shells, oldest first. */
  entries: () => { epoch: number; entry: Entry }[];
  /** Everything that was left has been taken over. */
  forget: () => void;
};

export function openJournal(
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem">,
  attemptId: string,
): Journal {
  const key = `breakwater:${attemptId}`;
  const left = read(storage.getItem(key));
  let lines: Line[] = [];
  const persist = () => {
    const all = [...left, ...lines];
    if (all.length === 0) storage.removeItem(key);
    else storage.setItem(key, JSON.stringify(all));
  };
  return {
    write(mark, epoch, entry) {
      lines = [
        ...lines.filter(
          (line) => line.entry.item !== entry.item || line.entry.visit !== entry.visit,
        ),
        { mark, epoch, entry },
      ];
      persist();
    },
    kept(mark) {
      lines = lines.filter((line) => line.mark > mark);
      persist();
    },
    entries: () => left.map(({ epoch, entry }) => ({ epoch, entry })),
    forget() {
      left.length = 0;
      persist();
    },
  };
}

function read(text: string | null): Line[] {
  if (!text) return [];
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}

/**
 * localStorage, or memory where the browser denies storage to embedded sites (private windows, third-party blocking): what is
 * committed still reaches the page's write-ahead within milliseconds, only the last instant before a killed tab is not covered.
 */
export function synchronousStorage(): Pick<Storage, "getItem" | "setItem" | "removeItem"> {
  try {
    return window.localStorage;
  } catch {
    const memory = new Map<string, string>();
    return {
      getItem: (key) => memory.get(key) ?? null,
      setItem: (key, value) => void memory.set(key, value),
      removeItem: (key) => void memory.delete(key),
    };
  }
}
