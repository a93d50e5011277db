import { describe, expect, it } from "vitest";
import { NO_SEQUENCING } from "~/domain/learning/schema";
import { Keeping } from "./keeping";
import type { Entry } from "./messages";

const entry = (changes: Partial<Entry> = {}): Entry => ({
  ...{ item: "a", visit: "1", seconds: 1, viewed: false, cmi: { "cmi.location": "1" } },
  ...NO_SEQUENCING,
  ...changes,
});
const stored = (cmi: Record<string, string>, completion: "completed" | "incomplete") =>
  ({ cmi, completion, success: "unknown", scoreScaled: null }) as const;

describe("what a session keeps", () => {
  it("is told once, and again when it or the sequencing changes", () => {
    const told: Entry[] = [];
    const keeping = new Keeping({}, (each) => told.push(each));
    expect(keeping.keep(entry())).toBe(true);
    expect(keeping.keep(entry({ seconds: 9 }))).toBe(false);
    expect(keeping.keep(entry({ sequencing: "{}" }))).toBe(true);
    expect(keeping.keep(entry({ sequencing: "{}", seconds: 20 }), true)).toBe(true);
    expect(told.map(({ seconds }) => seconds)).toEqual([1, 1, 20]);
  });

  it("of a SCO that says nothing is what was known of it", () => {
    const done = { "cmi.completion_status": "completed" };
    const items = {
      spoke: stored(done, "completed"),
      seen: stored({}, "completed"),
      left: stored({}, "incomplete"),
    };
    const keeping = new Keeping(items, () => {});
    expect(keeping.of("spoke")).toEqual({ cmi: done, viewed: false });
    expect(keeping.of("seen")).toEqual({ cmi: {}, viewed: true });
    expect(["spoke", "seen", "left", "never"].map((item) => keeping.isNew(item))).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});
