import { describe, expect, it } from "vitest";
import { NO_SEQUENCING } from "~/domain/learning/schema";
import { type JournalStorage, memoryStorage, openJournal } from "./journal";
import type { Entry } from "./messages";

const entry = (location: string, item = "sco"): Entry => ({
  item,
  visit: "1",
  seconds: 1,
  viewed: false,
  cmi: { "cmi.location": location },
  ...NO_SEQUENCING,
});

describe("the journal", () => {
  it("gives the next shell the newest of each SCO that the page had not kept, oldest first", () => {
    const storage = memoryStorage();
    const journal = openJournal(storage, "a", "one");
    journal.write(1, 1, entry("1"));
    journal.write(2, 1, entry("2"));
    journal.write(3, 1, entry("3", "other"));
    journal.write(4, 1, entry("4", "third"));
    journal.kept(2);
    const left = openJournal(storage, "a", "two").entries();
    expect(left.map((line) => line.entry.cmi["cmi.location"])).toEqual(["3", "4"]);
  });

  it("of two windows at once loses neither's lines", () => {
    const storage = memoryStorage();
    const older = openJournal(storage, "a", "older");
    older.write(1, 1, entry("older"));
    const newer = openJournal(storage, "a", "newer");
    newer.write(1, 2, entry("newer"));
    older.write(2, 1, entry("older again"));
    newer.forget([1]);
    const left = openJournal(storage, "a", "third").entries();
    expect(left.map((line) => line.entry.cmi["cmi.location"])).toEqual(["older again", "newer"]);
  });

  it("keeps what belongs to a launch that the page does not know", () => {
    const storage = memoryStorage();
    openJournal(storage, "a", "one").write(1, 7, entry("7"));
    openJournal(storage, "a", "two").forget([6]);
    expect(openJournal(storage, "a", "three").entries()).toHaveLength(1);
    const last = openJournal(storage, "a", "four");
    last.forget([7]);
    expect(openJournal(storage, "a", "five").entries()).toEqual([]);
  });

  it("goes on when the content has filled the storage, or put its own things there", () => {
    const storage = memoryStorage();
    storage.setItem("breakwater:a:forged", JSON.stringify([null, 1, { mark: "x" }]));
    storage.setItem("breakwater:a:broken", "{");
    const full: JournalStorage = {
      ...storage,
      length: storage.length,
      setItem: () => {
        throw new DOMException("full", "QuotaExceededError");
      },
    };
    const journal = openJournal(full, "a", "one");
    expect(journal.entries()).toEqual([]);
    expect(() => journal.write(1, 1, entry("1"))).not.toThrow();
  });
});
