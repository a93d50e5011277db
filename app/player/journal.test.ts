import { describe, expect, it } from "vitest";
import { NO_SEQUENCING } from "~/domain/learning/schema";
import { type JournalStorage, memoryStorage, openJournal } from "./journal";
import type { Left } from "./messages";

const line = (mark: number, epoch = 1, item = "sco"): Left => ({
  attemptId: "attempt",
  epoch,
  mark,
  entry: {
    ...{ item, visit: "1", seconds: 1, viewed: false, ...NO_SEQUENCING },
    cmi: { "cmi.location": `${mark}` },
  },
});
const leftTo = (storage: JournalStorage, shell: string) =>
  openJournal(storage, shell)
    .left()
    .map(({ epoch, mark }) => `${epoch}.${mark}`);

describe("the journal", () => {
  it("gives the next shell the newest of each SCO that the page had not kept, oldest first", () => {
    const storage = memoryStorage();
    const journal = openJournal(storage, "one");
    for (const each of [line(1), line(2), line(3, 1, "other"), line(4, 1, "third")])
      journal.write(each);
    journal.kept(2);
    expect(leftTo(storage, "two")).toEqual(["1.3", "1.4"]);
  });

  it("of two windows at once loses neither's lines", () => {
    const storage = memoryStorage();
    const older = openJournal(storage, "older");
    older.write(line(1));
    const newer = openJournal(storage, "newer");
    newer.write(line(1, 2));
    older.write(line(2));
    newer.forget([line(1)]);
    expect(leftTo(storage, "third")).toEqual(["1.2", "2.1"]);
  });

  it("keeps what was not taken over, and nothing of what was", () => {
    const storage = memoryStorage();
    openJournal(storage, "one").write(line(1, 7));
    openJournal(storage, "two").forget([line(1, 6)]);
    expect(leftTo(storage, "three")).toEqual(["7.1"]);
    openJournal(storage, "four").forget([line(1, 7)]);
    expect(storage.length).toBe(0);
  });

  it("loses only the last write when that was torn", () => {
    const storage = memoryStorage();
    const journal = openJournal(storage, "one");
    journal.write(line(1));
    journal.write(line(2, 1, "other"));
    storage.setItem("breakwater:one:0", (storage.getItem("breakwater:one:0") ?? "").slice(0, 40));
    expect(leftTo(storage, "two")).toEqual(["1.1"]);
  });

  it("goes on when the content has filled the storage, or put its own things there", () => {
    const storage = memoryStorage();
    storage.setItem("breakwater:forged:0", JSON.stringify([null, 1, { mark: "x" }]));
    storage.setItem("breakwater:broken:1", "{");
    const full = { isFull: false };
    const storing: JournalStorage = {
      ...storage,
      get length() {
        return storage.length;
      },
      setItem(key, value) {
        if (full.isFull) throw new DOMException("full", "QuotaExceededError");
        storage.setItem(key, value);
      },
    };
    const journal = openJournal(storing, "one");
    expect(journal.left()).toEqual([]);
    journal.write(line(1));
    full.isFull = true;
    for (const mark of [2, 3, 4]) expect(() => journal.write(line(mark))).not.toThrow();
    expect(leftTo(storage, "two")).toEqual(["1.1"]);
    full.isFull = false;
    journal.write(line(5));
    expect(leftTo(storage, "three")).toEqual(["1.5"]);
  });
});
