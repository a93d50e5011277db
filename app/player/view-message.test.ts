import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFromShell } from "./messages";

const controls = {
  ...{ continue: "usable", previous: "hidden", exit: "usable", exitAll: "usable" },
  ...{ suspendAll: "usable", abandon: "hidden", abandonAll: "hidden" },
};
const line = {
  ...{ activity: "a", title: "A", depth: 1, isLaunchable: true, isCurrent: true },
  ...{ completion: "completed", success: "passed", reason: null },
};
const view = {
  ...{ type: "view", visit: 3, stands: "delivered", suspended: false, activity: "a" },
  ...{ contents: [line], controls },
};

describe("where the session stands", () => {
  it("arrives as it was said", () => {
    expect(parseFromShell(view)).toEqual(view);
  });

  it("is nothing when it is not such a word", () => {
    for (const change of [{ visit: "3" }, { stands: "on fire" }, { contents: {} }, { controls: 7 }])
      expect(parseFromShell({ ...view, ...change })).toBeNull();
  });

  it("leaves out lines that are none, and what a line may not say", () => {
    const lines = [{ ...line, depth: 1e9, completion: "x", reason: {} }, { activity: 1 }, null];
    expect(parseFromShell({ ...view, contents: lines })).toMatchObject({
      contents: [{ ...line, depth: 50, completion: "unknown", reason: null }],
    });
  });

  it("whatever content forges, is a known shape or nothing", () => {
    const forged = fc.record(
      {
        ...{ visit: fc.anything(), stands: fc.anything(), suspended: fc.anything() },
        ...{ activity: fc.anything(), contents: fc.array(fc.anything()), controls: fc.anything() },
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(forged, (given) => {
        const message = parseFromShell({ ...view, ...given });
        if (message?.type !== "view") return;
        expect(Object.keys(message).sort()).toEqual(Object.keys(view).sort());
        for (const { title, depth } of message.contents)
          expect([typeof title, Number.isInteger(depth)]).toEqual(["string", true]);
      }),
    );
  });
});
