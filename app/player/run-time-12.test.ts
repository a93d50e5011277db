/** A SCORM 1.2 session through the run-time's door: what is open, what a SCO finds, and what is concluded when it ends. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asks12, course12, item12, learner12, manifest12 } from "../../tests/factories/course-12";
import { LESSON_STATUSES } from "./prerequisites";

const STATUS = "cmi.core.lesson_status";
const passed = { [STATUS]: "passed" };
const NEXT = { type: "continue" } as const;
const choose = (target: string) => ({ type: "choice", target }) as const;

const begun = (items: string, mode?: "review" | "browse") => {
  const learner = learner12({ manifest: course12(items), ...(mode && { mode }) });
  learner.launch();
  return learner;
};

describe("prerequisites in a session", () => {
  it("close a lesson until what it asks for is done, and say what that is", () => {
    const learner = begun(item12("a") + item12("b") + item12("c", asks12("a & b")) + item12("d"));
    expect(learner.lines().c).toMatchObject({ reason: "prerequisites", detail: "Part a, Part b" });
    expect(learner.go(choose("c"))).toBe("disabled");
    learner.finish(passed);
    expect(learner.lines().c).toMatchObject({ reason: "prerequisites", detail: "Part b" });
    expect(learner.go(NEXT)).toBe("b");
    // c is passed over
    expect(learner.go(NEXT)).toBe("d");
    expect(learner.runTime().controls()).toMatchObject({
      continue: "unavailable",
      previous: "usable",
    });
    expect(learner.go({ type: "previous" })).toBe("b");
    learner.finish({ [STATUS]: "completed" });
    expect(learner.lines().c).toMatchObject({ reason: null });
    expect(learner.go(NEXT)).toBe("c");
  });

  it("let a session begin at the first lesson that is open", () => {
    const learner = learner12({
      manifest: course12(item12("a", asks12("b")) + item12("b") + item12("c", asks12("a"))),
    });
    expect(learner.launch()).toBe("b");
    learner.finish(passed);
    expect(learner.launch()).toBe("a");
    learner.finish(passed);
    expect(learner.launch()).toBe("c");
  });

  it("of a block hold for all that is inside, and a block is done when all of it is", () => {
    const block = `<item identifier="k"><title>Block</title>${asks12("a")}${item12("b")}${item12("c")}</item>`;
    const learner = begun(item12("a") + block + item12("d", asks12("k")));
    expect(learner.lines()).toMatchObject({
      b: { reason: "prerequisites", detail: "Part a", depth: 1 },
      k: { reason: "nothing_inside", isLaunchable: false },
      d: { reason: "prerequisites", detail: "Block" },
    });
    learner.finish(passed);
    learner.go(NEXT);
    learner.finish({ [STATUS]: "completed" });
    expect(learner.go(choose("d"))).toBe("disabled");
    learner.go(NEXT);
    learner.finish(passed);
    expect(learner.go(NEXT)).toBe("d");
  });

  it.each([
    ["cannot be read", item12("a", asks12("b &")) + item12("b")],
    ["names what is not there", item12("a", asks12("nobody")) + item12("b")],
    ["names itself", item12("a", asks12("a")) + item12("b")],
    ["is one of a circle", item12("a", asks12("b")) + item12("b", asks12("a"))],
    [
      "asks for a hidden lesson",
      item12("a", asks12("b")) + item12("b", "", 'isvisible="false" identifierref="r-b"'),
    ],
    ["asks for more than there are", item12("a", asks12("3*{b, c}")) + item12("b") + item12("c")],
  ])("that nobody could meet keep nobody out: a script that %s", (_what, items) => {
    const learner = learner12({ manifest: course12(items) });
    expect(learner.launch()).toBe("a");
  });

  it("that ask for a failure are for those who failed", () => {
    const learner = begun(item12("a") + item12("b", asks12("a=failed")));
    expect(learner.lines().b).toMatchObject({ reason: "not_needed", detail: "Part a" });
    learner.finish({ [STATUS]: "failed" });
    expect(learner.lines().b).toMatchObject({ reason: null });
    expect(learner.runTime().standing().completion).toBe("incomplete");
    const other = begun(item12("a") + item12("b", asks12("a=failed")));
    other.finish(passed);
    expect(other.runTime().standing().completion).toBe("completed");
  });

  it("let every lesson of any package be opened by somebody who does everything that is open", () => {
    const name = fc.constantFrom("a", "b", "c", "d");
    const part = fc.oneof(
      name,
      fc.tuple(name, name).map(([x, y]) => `${x} & ${y}`),
      fc.tuple(name, name).map(([x, y]) => `(${x} | ${y})`),
      fc.tuple(fc.nat(4), name, name).map(([n, x, y]) => `${n}*{${x}, ${y}}`),
      fc.constantFrom("", "&", "nobody", "a="),
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 4, maxLength: 4 }), (scripts) => {
        const items = ["a", "b", "c", "d"].map((id, n) => item12(id, asks12(scripts[n] ?? "")));
        const learner = learner12({ manifest: course12(items.join("")) });
        const seen = new Set<string>();
        for (let turn = 0; turn < 4; turn++) {
          seen.add(learner.launch());
          learner.finish(passed);
        }
        expect([...seen].sort()).toEqual(["a", "b", "c", "d"]);
        expect(learner.runTime().standing().completion).toBe("completed");
      }),
      { numRuns: 60 },
    );
  });

  it("never leave a session without a lesson, whatever they say and however things stand", () => {
    const script = fc
      .array(fc.constantFrom("a", "b", "&", "|", "~", "=f", "<>p", "(", ")"), { maxLength: 7 })
      .map((signs) => signs.join(""));
    fc.assert(
      fc.property(script, script, fc.constantFrom(...LESSON_STATUSES), (first, second, status) => {
        const items = item12("a", asks12(first)) + item12("b", asks12(second)) + item12("c");
        const learner = learner12({ manifest: course12(items) });
        expect(["a", "b", "c"]).toContain(learner.launch());
        learner.finish({ [STATUS]: status });
        expect(["a", "b", "c"]).toContain(learner.launch());
      }),
      { numRuns: 60 },
    );
  });
});

describe("what a SCO finds", () => {
  it("of the manifest: launch data, mastery score and time limit", () => {
    const facts = `<adlcp:maxtimeallowed>0000:30:00</adlcp:maxtimeallowed>
      <adlcp:timelimitaction>exit,message</adlcp:timelimitaction>
      <adlcp:datafromlms>level=2</adlcp:datafromlms><adlcp:masteryscore>70</adlcp:masteryscore>`;
    const learner = begun(item12("a", facts));
    learner.api().LMSInitialize("");
    expect(learner.api().LMSGetValue("cmi.launch_data")).toBe("level=2");
    expect(learner.api().LMSGetValue("cmi.student_data.mastery_score")).toBe("70");
    expect(learner.runTime().timeLimit()).toEqual({
      ...{ seconds: 1800, spent: 0, exits: true, tells: true },
    });
  });

  it("when the manifest asks for the impossible: nothing of it, and it starts", () => {
    const learner = begun(
      item12(
        "a",
        `<adlcp:maxtimeallowed>an hour</adlcp:maxtimeallowed><adlcp:masteryscore>150</adlcp:masteryscore>
         <adlcp:timelimitaction>stop</adlcp:timelimitaction>`,
      ),
    );
    expect(learner.api().LMSInitialize("")).toBe("true");
    expect(learner.api().LMSGetValue("cmi.student_data.mastery_score")).toBe("");
    expect(learner.api().LMSGetValue("cmi.student_data.max_time_allowed")).toBe("");
    learner.api().LMSSetValue("cmi.core.score.raw", "80");
    learner.api().LMSFinish("");
    expect(learner.stored("a")[STATUS]).toBe("completed");
  });

  it.each([
    ["suspended", { "cmi.core.exit": "suspend" }, "resume"],
    ["ended without a word", {}, ""],
    ["logged out", { "cmi.core.exit": "logout" }, ""],
    ["ran out of time", { "cmi.core.exit": "time-out" }, ""],
  ])("of a session before that %s", (_how, values, entry) => {
    const learner = begun(item12("a"));
    const left = { [STATUS]: "incomplete", "cmi.suspend_data": "s", "cmi.comments": "hm" };
    learner.finish({
      ...left,
      "cmi.core.lesson_location": "3",
      "cmi.student_preference.audio": "40",
      ...values,
    });
    learner.measure("a", 3725);
    learner.launch();
    const api = learner.api();
    api.LMSInitialize("");
    expect(api.LMSGetValue("cmi.core.entry")).toBe(entry);
    expect(api.LMSGetValue(STATUS)).toBe("incomplete");
    expect(api.LMSGetValue("cmi.suspend_data")).toBe("s");
    expect(api.LMSGetValue("cmi.comments")).toBe("hm");
    expect(api.LMSGetValue("cmi.core.lesson_location")).toBe("3");
    expect(api.LMSGetValue("cmi.student_preference.audio")).toBe("40");
    expect(api.LMSGetValue("cmi.core.total_time")).toBe("01:02:05");
  });

  it("of a tab that was closed: it goes on", () => {
    const learner = begun(item12("a"));
    learner.api().LMSInitialize("");
    learner.api().LMSSetValue("cmi.suspend_data", "half");
    learner.api().LMSCommit("");
    learner.launch();
    learner.api().LMSInitialize("");
    expect(learner.api().LMSGetValue("cmi.core.entry")).toBe("resume");
    expect(learner.api().LMSGetValue("cmi.suspend_data")).toBe("half");
  });

  it("of the time in this session, when it comes back to a lesson", () => {
    const learner = begun(item12("a") + item12("b"));
    learner.finish({ "cmi.core.session_time": "00:10:00" });
    learner.go(NEXT);
    learner.go({ type: "previous" });
    learner.api().LMSInitialize("");
    expect(learner.api().LMSGetValue("cmi.core.total_time")).toBe("00:10:00");
  });

  it("of objectives and interactions: all of them, in the next session too", () => {
    const learner = begun(item12("a"));
    learner.finish({
      "cmi.objectives.0.id": "o1",
      "cmi.objectives.0.score.raw": "80",
      "cmi.objectives.0.status": "passed",
      "cmi.interactions.0.id": "q1",
      "cmi.interactions.0.type": "choice",
      "cmi.interactions.0.weighting": "250",
      "cmi.interactions.0.student_response": "two\nlines",
      "cmi.interactions.0.result": "incorrect",
      "cmi.interactions.0.objectives.0.id": "o1",
      "cmi.interactions.0.correct_responses.0.pattern": "a",
      "cmi.core.exit": "suspend",
    });
    expect(learner.stored("a")).toMatchObject({
      "cmi.interactions.0.weighting": "250",
      "cmi.interactions.0.student_response": "two\nlines",
      "cmi.interactions.0.result": "wrong",
      "cmi.interactions.0.correct_responses.0.pattern": "a",
    });
    learner.launch();
    learner.api().LMSInitialize("");
    expect(learner.api().LMSGetValue("cmi.objectives._count")).toBe("1");
    expect(learner.api().LMSGetValue("cmi.objectives.0.status")).toBe("passed");
    expect(learner.api().LMSGetValue("cmi.interactions._count")).toBe("1");
    expect(learner.api().LMSGetValue("cmi.interactions.0.objectives._count")).toBe("1");
  });
});

describe("when a SCO ends its session", () => {
  const mastery = "<adlcp:masteryscore>70</adlcp:masteryscore>";
  const raw = (score: string) => ({ "cmi.core.score.raw": score });
  it.each([
    ["said nothing", "", {}, "completed"],
    ["said nothing and suspends", "", { "cmi.core.exit": "suspend" }, "incomplete"],
    ["said how it went", "", { [STATUS]: "incomplete" }, "incomplete"],
    ["has a score and no mastery score", "", { ...raw("10"), ...passed }, "passed"],
    ["is above its mastery score", mastery, raw("70"), "passed"],
    ["is below its mastery score", mastery, { ...raw("69.9"), ...passed }, "failed"],
    ["has a mastery score and no score", mastery, { [STATUS]: "completed" }, "completed"],
    ["was browsed", "", { [STATUS]: "browsed" }, "browsed"],
  ])("the status of one that %s", (_what, facts, values, status) => {
    const learner = begun(item12("a", facts));
    learner.finish(values);
    expect(learner.stored("a")[STATUS]).toBe(status);
  });

  it.each([
    ["browse", {}, "browsed"],
    ["browse", { ...raw("10"), ...passed }, "passed"],
    ["review", {}, "not attempted"],
    ["review", { ...raw("10"), ...passed }, "passed"],
  ] as const)("in %s the mastery score decides nothing: %j", (mode, values, status) => {
    const learner = begun(item12("a", mastery), mode);
    learner.finish(values);
    expect(learner.runTime().values()[STATUS]).toBe(status);
    const other = begun(item12("a"), mode);
    other.api().LMSInitialize("");
    expect(other.api().LMSGetValue("cmi.core.lesson_mode")).toBe(mode);
    expect(other.api().LMSGetValue("cmi.core.credit")).toBe("no-credit");
  });
});

describe("the shape of a package", () => {
  it("hidden lessons are neither listed nor asked for", () => {
    const hidden = item12("b", "", 'isvisible="false" identifierref="r-b"');
    const learner = begun(item12("a") + hidden + item12("c"));
    expect(Object.keys(learner.lines())).toEqual(["a", "c"]);
    expect(learner.go(choose("b"))).toBe("nothing_there");
    learner.finish(passed);
    expect(learner.go(NEXT)).toBe("c");
    learner.finish(passed);
    expect(learner.runTime().standing().completion).toBe("completed");
  });

  it("items without a resource are headings, and one with both is a lesson around others", () => {
    const inner = item12("b", item12("c"));
    const learner = begun(`<item identifier="k"><title>Block</title>${item12("a")}${inner}</item>`);
    expect(learner.lines()).toMatchObject({
      k: { depth: 0, isLaunchable: false, reason: "nothing_inside" },
      a: { depth: 1, isLaunchable: true },
      b: { depth: 1, isLaunchable: true },
      c: { depth: 2, isLaunchable: true },
    });
    expect(learner.go(NEXT)).toBe("b");
    expect(learner.go(NEXT)).toBe("c");
  });

  it("an asset has no API and is done when it was looked at", () => {
    const learner = begun(item12("z") + item12("a", asks12("z")));
    expect(learner.runTime().api()).toBeNull();
    expect(learner.go(choose("a"))).toBe("disabled");
    learner.view();
    expect(learner.go(NEXT)).toBe("a");
    expect(learner.lines().z?.completion).toBe("completed");
    learner.launch();
    expect(learner.lines().z?.completion).toBe("completed");
  });

  it("two items of one resource are two lessons, each with its parameters and its own values", () => {
    const shared = (id: string) => item12(id, "", `identifierref="r-a" parameters="?part=${id}"`);
    const manifest = course12(shared("one") + shared("two"));
    expect(manifest.organizations[0]?.activities.map(({ href }) => href)).toEqual([
      "a.html?part=one",
      "a.html?part=two",
    ]);
    const learner = learner12({ manifest });
    learner.launch();
    learner.finish({ "cmi.suspend_data": "of one" });
    expect(learner.go(NEXT)).toBe("two");
    learner.api().LMSInitialize("");
    expect(learner.api().LMSGetValue("cmi.suspend_data")).toBe("");
    expect(learner.api().LMSGetValue("cmi.core.entry")).toBe("ab-initio");
  });

  it("of several organizations one is taken, the default first", () => {
    const manifest = manifest12(
      `<organization identifier="x"><title>Long</title>${item12("a")}${item12("b")}</organization>
       <organization identifier="o"><title>Short</title>${item12("c")}</organization>`,
    );
    expect(learner12({ manifest }).launch()).toBe("c");
    const long = learner12({ manifest, organization: 1 });
    expect(long.launch()).toBe("a");
    expect(long.runTime().standing().organization).toBe("x");
  });

  it("a SCO that never spoke left nothing behind", () => {
    const learner = begun(item12("a") + item12("b"));
    learner.go(NEXT);
    learner.go({ type: "previous" });
    learner.api().LMSInitialize("");
    expect(learner.api().LMSGetValue("cmi.core.entry")).toBe("ab-initio");
    expect(learner.go({ type: "suspendAll" })).toBe("ended");
  });
});
