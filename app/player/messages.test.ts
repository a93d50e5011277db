import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CommitInput } from "~/domain/learning/input.server";
import { parseFromShell } from "./messages";

const entry = { item: "sco", visit: "1", seconds: 1, viewed: false, cmi: { "cmi.location": "1" } };
const state = (change: object) =>
  parseFromShell({ type: "state", mark: 1, entry: { ...entry, ...change } });

describe("a message of the shell", () => {
  it("that is not one is nothing", () => {
    for (const value of [null, 1, "ready", [], {}, { type: "state" }, { type: "state", mark: 1 }])
      expect(parseFromShell(value)).toBeNull();
    expect(state({ item: "" })).toBeNull();
    expect(state({ visit: "__proto__" })).toBeNull();
    expect(state({ cmi: null })).toBeNull();
  });

  it("after the clock jumped is counted within bounds", () => {
    expect(state({ seconds: -5 })).toMatchObject({ entry: { seconds: 0 } });
    expect(state({ seconds: 9e12 })).toMatchObject({ entry: { seconds: 1_000_000 } });
    expect(state({ seconds: Number.NaN })).toMatchObject({ entry: { seconds: 0 } });
  });

  it("loses elements that may not be stored, and nothing else", () => {
    const cmi = {
      "cmi.core.student_id": "someone",
      __proto__x: "x",
      "cmi.suspend_data": "x".repeat(64_001),
      "cmi.location": "7",
    };
    expect(state({ cmi })).toMatchObject({ entry: { cmi: { "cmi.location": "7" } } });
  });

  it("loses sequencing, objectives and standing that may not be stored, and nothing else", () => {
    const good = { organization: "org", completion: "completed", success: "passed" };
    const kept = {
      sequencing: "{}",
      objectives: { "urn:a": "1" },
      course: { ...good, scoreScaled: 1 },
    };
    expect(state(kept)).toMatchObject({ entry: kept });
    const objectives = {
      "": "1",
      "urn:\0": "1",
      ["x".repeat(2001)]: "1",
      a: 1,
      b: "\ud800",
      c: "1",
    };
    const bad = {
      sequencing: "x".repeat(500_001),
      objectives,
      course: { ...good, completion: "x" },
    };
    expect(state(bad)).toMatchObject({
      entry: { sequencing: null, objectives: { c: "1" }, course: null, cmi: entry.cmi },
    });
    expect(state({ course: { ...good, scoreScaled: 7 } })).toMatchObject({
      entry: { course: { scoreScaled: null } },
    });
  });

  it("whatever it holds, leaves nothing in the queue that the server would call unreadable", () => {
    const element = fc.constantFrom(
      "cmi.location",
      "cmi.exit",
      "cmi.x",
      "constructor",
      "__proto__",
    );
    const course = fc.record({
      organization: fc.string(),
      completion: fc.constantFrom("completed", "unknown", "x"),
      success: fc.constantFrom("passed", "unknown", "x"),
      scoreScaled: fc.oneof(fc.double(), fc.constant(null)),
    });
    const anything = fc.record({
      item: fc.oneof(fc.string(), fc.anything()),
      visit: fc.oneof(fc.string(), fc.nat().map(String)),
      seconds: fc.oneof(fc.double(), fc.integer()),
      viewed: fc.boolean(),
      cmi: fc.dictionary(element, fc.oneof(fc.string(), fc.anything())),
      sequencing: fc.oneof(fc.string(), fc.anything()),
      objectives: fc.dictionary(
        fc.string({ unit: "binary" }),
        fc.oneof(fc.string(), fc.anything()),
      ),
      course: fc.oneof(fc.anything(), course),
    });
    fc.assert(
      fc.property(anything, (given) => {
        const message = parseFromShell({ type: "state", mark: 1, entry: given });
        if (message?.type !== "state") return;
        const body = { token: "a".repeat(26), sequence: 1, ...message.entry };
        expect(CommitInput.safeParse(body).success).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
