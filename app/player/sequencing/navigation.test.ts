import { describe, expect, it } from "vitest";
import { cluster, condition, rule, sco, tree } from "../../../tests/factories/sequencing";
import type { NavigationRequest } from "../run-time";
import { contentsOf, controlsOf, isValid } from "./look-ahead";
import { navigate } from "./overall";
import { arrangeAll } from "./selection";
import type { ActivitySettings, Field } from "./settings";
import { record } from "./tracking";
import type { Tree } from "./tree";

/** What each request delivers, one after the other; the word of what came instead of a delivery. */
function walk(settings: ActivitySettings, ...requests: (NavigationRequest | string)[]): string[] {
  const planted = tree(settings);
  return requests.map((request) => go(planted, request));
}

function go(planted: Tree, request: NavigationRequest | string): string {
  const result = navigate(
    planted,
    typeof request === "string" ? { type: "choice", target: request } : request,
  );
  if (result.kind === "deliver") return result.activity.identifier;
  return result.kind === "refused" || result.kind === "nothing"
    ? `${result.kind} ${result.code}`
    : result.kind;
}

const FIELDS: Field[] = ["satisfied"];
const START: NavigationRequest = { type: "start" };
const NEXT: NavigationRequest = { type: "continue" };
const BACK: NavigationRequest = { type: "previous" };
const EXIT: NavigationRequest = { type: "exit" };

describe("flow", () => {
  const course = cluster("root", [cluster("one", [sco("a"), sco("b")]), sco("c")]);

  it("goes through the tree and ends the session after the last activity", () => {
    expect(walk(course, START, NEXT, NEXT, NEXT)).toEqual(["a", "b", "c", "ended"]);
  });

  it("goes back, and not before the first", () => {
    expect(walk(course, START, NEXT, BACK, BACK)).toEqual(["a", "b", "a", "nothing SB.2.1-3"]);
  });

  it("does not start where the root does not flow", () => {
    const flat = cluster("root", [sco("a")], { control: { flow: false } });
    expect(walk(flat, START, "a")).toEqual(["nothing SB.2.2-1", "a"]);
  });

  it("enters a cluster that only goes forward at its beginning, from behind too", () => {
    const forward = cluster("one", [sco("a"), sco("b")], { control: { forwardOnly: true } });
    const steps = walk(cluster("root", [forward, sco("c")]), START, NEXT, NEXT, BACK, NEXT, BACK);
    expect(steps).toEqual(["a", "b", "c", "a", "b", "refused NB.2.1-5"]);
  });

  it("passes by what is skipped and stops at what is disabled", () => {
    const skipped = sco("b", { preRules: [rule("skip", condition("always"))] });
    const disabled = sco("c", { preRules: [rule("disabled", condition("always"))] });
    expect(walk(cluster("root", [sco("a"), skipped, sco("d")]), START, NEXT)).toEqual(["a", "d"]);
    expect(walk(cluster("root", [sco("a"), disabled]), START, NEXT)).toEqual([
      "a",
      "nothing SB.2.2-2",
    ]);
  });
});

describe("choice", () => {
  const course = (one = {}, two = {}) =>
    cluster("root", [
      cluster("one", [sco("a"), sco("b")], one),
      cluster("two", [sco("c"), sco("d")], two),
      cluster("three", [sco("e")]),
    ]);

  it("goes anywhere by default, and into a cluster at its beginning", () => {
    expect(walk(course(), START, "d", "one", "e")).toEqual(["a", "d", "a", "e"]);
  });

  it("does not leave a cluster that must not be left", () => {
    const kept = course({ control: { choiceExit: false } });
    expect(walk(kept, START, "c", "b")).toEqual(["a", "refused NB.2.1-8", "b"]);
  });

  it("does not reach into a cluster without choice", () => {
    const closed = course({}, { control: { choice: false } });
    expect(walk(closed, START, "d", "two")).toEqual(["a", "refused NB.2.1-10", "c"]);
  });

  it("does not activate a cluster that prevents it", () => {
    const prevented = course({}, { control: { preventActivation: true } });
    expect(walk(prevented, START, "c")).toEqual(["a", "nothing SB.2.9-6"]);
  });

  it("from a constrained cluster goes only next door", () => {
    const constrained = course({ control: { constrainChoice: true } });
    expect(walk(constrained, START, "e")).toEqual(["a", "nothing SB.2.9-8"]);
    expect(walk(constrained, START, "d")).toEqual(["a", "d"]);
  });

  it("does not pass an activity that stops forward traversal", () => {
    const stop = { preRules: [rule("stopForwardTraversal" as const, condition("always"))] };
    const siblings = cluster("root", [sco("a", stop), sco("b")]);
    expect(walk(siblings, START, "b")).toEqual(["a", "nothing SB.2.4-1"]);
  });

  it("does not find what is hidden from it", () => {
    const hidden = { preRules: [rule("hiddenFromChoice" as const, condition("always"))] };
    expect(walk(cluster("root", [sco("a"), sco("b", hidden)]), START, "b")).toEqual([
      "a",
      "nothing SB.2.9-3",
    ]);
  });

  it("a jump asks for none of this", () => {
    const closed = course({ control: { choiceExit: false } }, { control: { choice: false } });
    expect(walk(closed, START, { type: "jump", target: "d" })).toEqual(["a", "d"]);
  });
});

describe("what an activity's end brings", () => {
  it("exits its parents, and repeats them", () => {
    const parent = cluster(
      "one",
      [sco("a", { postRules: [rule("exitParent", condition("always"))] }), sco("b")],
      { postRules: [rule("continue", condition("attempted"))] },
    );
    expect(walk(cluster("root", [parent, sco("c")]), START, EXIT)).toEqual(["a", "c"]);
  });

  it("tries again until it is satisfied", () => {
    const retried = sco("a", {
      delivery: { objectiveSetByContent: true },
      postRules: [rule("retry", condition("!objectiveStatusKnown"))],
    });
    const planted = tree(cluster("root", [retried, sco("b")]));
    expect([go(planted, START), go(planted, NEXT)]).toEqual(["a", "a"]);
    const leaf = planted.activities.get("a");
    if (leaf) record(planted, leaf, 0, "satisfied", false);
    expect(go(planted, NEXT)).toBe("b");
  });

  it("ends everything, or starts it anew", () => {
    const all = (action: "exitAll" | "retryAll") =>
      cluster("root", [sco("a"), sco("b", { postRules: [rule(action, condition("always"))] })]);
    expect(walk(all("exitAll"), START, NEXT, BACK)).toEqual(["a", "b", "ended"]);
    expect(walk(all("retryAll"), START, NEXT, BACK)).toEqual(["a", "b", "a"]);
  });

  it("an exit rule of a cluster takes the learner out of it", () => {
    const exited = cluster("one", [sco("a"), sco("b")], {
      exitRules: [rule("exit", condition("attempted"))],
    });
    expect(walk(cluster("root", [exited, sco("c")]), START, NEXT)).toEqual(["a", "c"]);
  });

  it("an attempt limit keeps from another attempt and not from resuming", () => {
    const limited = cluster("root", [sco("a", { attemptLimit: 1 }), sco("b")]);
    expect(walk(limited, START, "b", "a")).toEqual(["a", "b", "nothing DB.1.1-3"]);
    const resumed = walk(limited, START, { type: "suspendAll" }, { type: "resumeAll" });
    expect(resumed).toEqual(["a", "ended", "a"]);
  });
});

describe("what the learner is shown", () => {
  const lines = (planted: Tree) =>
    Object.fromEntries(
      contentsOf(planted, planted.current?.identifier ?? null).map((line) => [
        line.activity,
        line.reason,
      ]),
    );

  it("says of every activity why it cannot be chosen", () => {
    const planted = tree(
      cluster("root", [
        sco("a"),
        sco("disabled", { preRules: [rule("disabled", condition("always"))] }),
        sco("done", { attemptLimit: 0 }),
        cluster("closed", [sco("b")], { control: { choice: false } }),
        cluster("still", [sco("c")], { control: { flow: false } }),
      ]),
    );
    navigate(planted, START);
    expect(lines(planted)).toEqual({
      root: null,
      a: null,
      disabled: "disabled",
      done: "attempt_limit",
      closed: null,
      b: "choice_off",
      still: "nothing_inside",
      c: null,
    });
  });

  it("leaves out what is hidden from choice with all that is inside, and one line that is not visible", () => {
    const hidden = { preRules: [rule("hiddenFromChoice" as const, condition("always"))] };
    const planted = tree(
      cluster("root", [
        sco("a"),
        cluster("hidden", [sco("b")], hidden),
        cluster("unseen", [sco("c")], { isVisible: false }),
      ]),
    );
    expect(Object.keys(lines(planted))).toEqual(["root", "a", "c"]);
  });

  it("judges by what would be if the activity ended now", () => {
    const shared = (read: boolean) => ({
      id: "shared",
      satisfiedByMeasure: false,
      minimumMeasure: 1,
      maps: [{ target: "g", read: read ? FIELDS : [], write: read ? [] : FIELDS }],
    });
    const gate = [rule("disabled" as const, condition("!objectiveStatusKnown"))];
    const gated = sco("b", { preRules: gate, objectives: [shared(true)] });
    const planted = tree(cluster("root", [sco("a", { objectives: [shared(false)] }), gated]));
    navigate(planted, START);
    expect(isValid(planted, NEXT)).toBe(true);
    expect(lines(planted)).toMatchObject({ a: null, b: null });
    expect(planted.globals.size).toBe(0);
  });

  it("hides the controls that the content brings itself", () => {
    const planted = tree(cluster("root", [sco("a", { hidden: ["continue"] }), sco("b")]));
    navigate(planted, START);
    const controls = controlsOf(planted, ["continue"]);
    expect(controls).toMatchObject({ continue: "hidden", previous: "unavailable", exit: "usable" });
  });
});

describe("selection and randomization", () => {
  const picked = (selectCount: number) =>
    cluster("root", [sco("a"), sco("b"), sco("c")], {
      selection: { selectTiming: "once", selectCount, randomizeTiming: "never" },
    });

  it("offers so many children in the author's order, and leaves the rest out", () => {
    const planted = tree(picked(2), () => 0.99);
    arrangeAll(planted);
    expect(planted.root.available.map(({ identifier }) => identifier)).toEqual(["a", "b"]);
    navigate(planted, START);
    expect(go(planted, "c")).toBe("nothing SB.2.9-2");
  });

  it("orders children by chance once, and keeps that order", () => {
    const shuffled = cluster("root", [sco("a"), sco("b"), sco("c")], {
      selection: { randomizeTiming: "once", reorderChildren: true },
    });
    const planted = tree(shuffled, () => 0);
    arrangeAll(planted);
    const order = planted.root.available.map(({ identifier }) => identifier);
    expect(order).toEqual(["b", "c", "a"]);
    navigate(planted, START);
    arrangeAll(planted);
    expect(planted.root.available.map(({ identifier }) => identifier)).toEqual(order);
  });
});
