/**
 * What the player page has not yet confirmed, kept synchronously: the newest entry of each visit of a SCO, in localStorage of this
 * registration's origin. Every shell has two places of its own and writes them in turn, so that two windows never overwrite each
 * other's lines and a write that was torn leaves the one before it.
 */
import type { Left } from "./messages";
import { sayTheSame } from "./write-ahead";

type Snapshot = { turn: number; lines: Left[] };

export type JournalStorage = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

export type Journal = {
  write: (line: Left) => void;
  /** The page has this line where it is safe. */
  kept: (mark: number) => void;
  /** Lines left by earlier shells of this registration, oldest first. */
  left: () => Left[];
  /** These lines have been taken over. */
  forget: (taken: Omit<Left, "entry">[]) => void;
};

const PREFIX = "breakwater:";

export function openJournal(storage: JournalStorage, shell: string): Journal {
  const own = `${PREFIX}${shell}`;
  const left = leftIn(storage, own);
  let snapshot: Snapshot = { turn: 0, lines: [] };
  const write = (lines: Left[]) => {
    snapshot = persist(storage, own, { turn: snapshot.turn, lines });
  };
  return {
    write(line) {
      const others = snapshot.lines.filter((earlier) => !sayTheSame(earlier.entry, line.entry));
      write([...others, line]);
    },
    kept(mark) {
      const rest = snapshot.lines.filter((line) => line.mark !== mark);
      if (rest.length < snapshot.lines.length) write(rest);
    },
    left: () =>
      left
        .flatMap(({ snapshot: { lines } }) => lines)
        .sort((a, b) => a.epoch - b.epoch || a.mark - b.mark),
    forget(taken) {
      for (const other of left) forgetIn(storage, other, taken);
    },
  };
}

type Other = { name: string; snapshot: Snapshot };

function leftIn(storage: JournalStorage, own: string): Other[] {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  const names = keys.flatMap((key) => {
    const name = key?.startsWith(PREFIX) ? key.replace(/:[01]$/, "") : own;
    return name === own ? [] : [name];
  });
  return [...new Set(names)].flatMap((name) => {
    const snapshot = newest(storage, name);
    if (snapshot.lines.length > 0) return [{ name, snapshot }];
    // torn at its first write, or not ours
    for (const turn of [0, 1]) storage.removeItem(placeOf(name, turn));
    return [];
  });
}

function newest(storage: JournalStorage, name: string): Snapshot {
  const snapshots = [0, 1].map((turn) => read(storage.getItem(placeOf(name, turn))));
  return snapshots.reduce((a, b) => (b.turn > a.turn ? b : a));
}

/** A window that still lives may have written since: what it wrote is for the next drain. */
function forgetIn(storage: JournalStorage, other: Other, taken: Omit<Left, "entry">[]): void {
  if (newest(storage, other.name).turn !== other.snapshot.turn) return;
  const isTaken = ({ attemptId, epoch, mark }: Left) =>
    taken.some(
      (line) => line.attemptId === attemptId && line.epoch === epoch && line.mark === mark,
    );
  const { turn, lines } = other.snapshot;
  const rest = lines.filter((line) => !isTaken(line));
  if (rest.length < lines.length)
    other.snapshot = persist(storage, other.name, { turn, lines: rest });
}

const placeOf = (name: string, turn: number) => `${name}:${turn % 2}`;

/**
 * Puts the lines where the last but one write was. A full or forbidden storage must not stop what follows, the page's own
 * write-ahead: then the last write stays, and its turn.
 */
function persist(storage: JournalStorage, name: string, { turn, lines }: Snapshot): Snapshot {
  const place = placeOf(name, turn + 1);
  try {
    if (lines.length === 0)
      for (const each of [turn, turn + 1]) storage.removeItem(placeOf(name, each));
    else setItem(storage, place, JSON.stringify({ turn: turn + 1, lines }));
    return { turn: turn + 1, lines };
  } catch {
    return { turn, lines };
  }
}

function setItem(storage: JournalStorage, place: string, text: string): void {
  try {
    storage.setItem(place, text);
  } catch {
    // what lies there is older than the last write, and makes room
    storage.removeItem(place);
    storage.setItem(place, text);
  }
}

const isLine = (value: unknown): value is Left =>
  typeof value === "object" &&
  value !== null &&
  "attemptId" in value &&
  "mark" in value &&
  typeof value.mark === "number" &&
  "epoch" in value &&
  typeof value.epoch === "number" &&
  "entry" in value;

const NOTHING: Snapshot = { turn: 0, lines: [] };

/** The SCO shares this storage: what it may have put there is left out, the page parses the entries. */
function read(text: string | null): Snapshot {
  try {
    const parsed: { turn?: unknown; lines?: unknown } | null = JSON.parse(text ?? "null");
    if (typeof parsed?.turn !== "number" || !Array.isArray(parsed.lines)) return NOTHING;
    return { turn: parsed.turn, lines: parsed.lines.filter(isLine) };
  } catch {
    return NOTHING;
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
