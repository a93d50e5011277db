import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { itemState } from "~/domain/learning/cmi";
import { readManifest } from "~/domain/packages/manifest";
import type { Organization } from "~/domain/packages/schema";
import { parseXml } from "~/domain/packages/xml";
import type { NavigationRequest, Outcome, RunTime } from "./run-time";
import { openRunTime2004 } from "./run-time-2004";

/** A package of two SCOs and an asset that flow; `inFirst` goes into its first item, `attributes` to its organization. */
function course(inFirst = "", attributes = ""): Organization {
  const item = (id: string, inside = "") =>
    `<item identifier="${id}" identifierref="r${id}"><title>${id}</title>${inside}</item>`;
  const resource = (id: string, type: string) =>
    `<resource identifier="r${id}" type="webcontent" adlcp:scormType="${type}" href="${id}.html"/>`;
  const manifest = `<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
      xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss"
      xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3">
    <metadata><schemaversion>2004 4th Edition</schemaversion></metadata>
    <organizations default="o"><organization identifier="o" ${attributes}><title>T</title>
      ${item("a", inFirst)}${item("b", inFirst)}${item("c")}
      <imsss:sequencing><imsss:controlMode flow="true"/></imsss:sequencing></organization></organizations>
    <resources>${resource("a", "sco")}${resource("b", "sco")}${resource("c", "asset")}</resources></manifest>`;
  const files = new Set(["a.html", "b.html", "c.html"]);
  const [organization] = readManifest(parseXml(manifest, "imsmanifest.xml"), files).organizations;
  if (!organization) throw new Error("no organization");
  return organization;
}

type Api = Record<
  "Initialize" | "Terminate" | "Commit" | "GetValue" | "SetValue" | "GetLastError",
  (...texts: string[]) => string
>;

/** A learner with this package: what is kept from one launch is there for the next. */
function learner(organization: Organization) {
  const items: Record<string, Record<string, string>> = {};
  const objectives: Record<string, string> = {};
  let sequencing: string | null = null;
  let delivered = "";
  let runTime: RunTime;
  const asked: (NavigationRequest | null)[] = [];
  const keep = () => {
    if (runTime.api()) items[delivered] = runTime.values();
    sequencing = runTime.sequencing();
    Object.assign(objectives, runTime.objectives());
  };
  const follow = (outcome: Outcome): string => {
    delivered = outcome.kind === "deliver" ? outcome.activity : "";
    keep();
    return outcome.kind === "deliver" ? outcome.activity : outcome.kind;
  };
  return {
    asked,
    /** Opens the player; what was kept up to now is all it knows. */
    launch: (): string => {
      runTime = openRunTime2004(
        {
          organization,
          learner: { id: "1", name: "Joseph, Anna" },
          mode: "normal",
          items: Object.fromEntries(
            Object.entries(items).map(([item, cmi]) => [item, itemState({ ...cmi }, false)]),
          ),
          sequencing,
          objectives: { ...objectives },
          random: () => 0,
        },
        { changed: () => {}, committed: keep, finished: (request) => asked.push(request) },
      );
      return follow(runTime.begin());
    },
    go: (request: NavigationRequest): string => {
      keep();
      return follow(runTime.navigate(request));
    },
    runTime: () => runTime,
    api: () => runTime.api() as Api,
  };
}

/** What the SCO says in one session, without ending it. */
function say(api: Api, values: Record<string, string>): void {
  api.Initialize("");
  for (const [element, value] of Object.entries(values)) api.SetValue(element, value);
}

const NEXT: NavigationRequest = { type: "continue" };

describe("a session that was left", () => {
  it("by suspending goes on where it was, with what the SCO had", () => {
    const anna = learner(course());
    anna.launch();
    anna.go(NEXT);
    say(anna.api(), { "cmi.location": "page 3", "cmi.exit": "normal" });
    expect(anna.go({ type: "suspendAll" })).toBe("ended");
    expect(anna.launch()).toBe("b");
    anna.api().Initialize("");
    expect(anna.api().GetValue("cmi.entry")).toBe("resume");
    expect(anna.api().GetValue("cmi.location")).toBe("page 3");
  });

  it("by closing its window goes on too, with what was committed", () => {
    const anna = learner(course());
    anna.launch();
    anna.go(NEXT);
    say(anna.api(), { "cmi.location": "page 3" });
    anna.api().Commit("");
    anna.api().SetValue("cmi.location", "page 4");
    expect(anna.launch()).toBe("b");
    anna.api().Initialize("");
    expect(anna.api().GetValue("cmi.entry")).toBe("resume");
    expect(anna.api().GetValue("cmi.location")).toBe("page 3");
  });

  it("by exiting begins a new attempt", () => {
    const anna = learner(course());
    anna.launch();
    say(anna.api(), { "cmi.location": "page 3" });
    expect(anna.go({ type: "exitAll" })).toBe("ended");
    expect(anna.launch()).toBe("a");
    anna.api().Initialize("");
    expect(anna.api().GetValue("cmi.entry")).toBe("ab-initio");
    expect(anna.api().GetValue("cmi.location")).toBe("");
    expect(anna.api().GetLastError()).toBe("403");
  });

  it("in an earlier version of this player keeps what its SCOs had", () => {
    const session = {
      organization: course(),
      learner: { id: "1", name: "" },
      mode: "normal" as const,
      items: {
        b: itemState({ "cmi.location": "page 3", "cmi.completion_status": "completed" }, false),
      },
      sequencing: null,
      objectives: {},
    };
    const told = { changed: () => {}, committed: () => {}, finished: () => {} };
    const runTime = openRunTime2004(session, told);
    expect(runTime.begin()).toEqual({ kind: "deliver", activity: "a" });
    expect(runTime.contents().find(({ activity }) => activity === "b")?.completion).toBe(
      "completed",
    );
    runTime.navigate(NEXT);
    const api = runTime.api() as Api;
    api.Initialize("");
    expect(api.GetValue("cmi.location")).toBe("page 3");
  });
});

describe("what a SCO asks for", () => {
  it("is told when it ends, with the target it names", () => {
    const anna = learner(course());
    anna.launch();
    say(anna.api(), { "adl.nav.request": "{target=c}choice" });
    expect(anna.api().GetValue("adl.nav.request")).toBe("{target=c}choice");
    anna.api().Terminate("");
    expect(anna.asked).toEqual([{ type: "choice", target: "c" }]);
  });

  it.each(["somewhere", "choice", "jump", "{target=}choice", "{target=a}continue"])(
    "is refused when it is no request: %s",
    (request) => {
      const anna = learner(course());
      anna.launch();
      anna.api().Initialize("");
      expect(anna.api().SetValue("adl.nav.request", request)).toBe("false");
      expect(anna.api().GetLastError()).toBe("406");
    },
  );

  it("may name an activity with dots", () => {
    const dotted = JSON.stringify(course()).replaceAll('"identifier":"c"', '"identifier":"c.1_x"');
    const anna = learner(JSON.parse(dotted) as Organization);
    anna.launch();
    anna.api().Initialize("");
    const valid = "adl.nav.request_valid.choice.{target=c.1_x}";
    expect(anna.api().GetValue(valid)).toBe("true");
    expect(anna.api().SetValue("adl.nav.request", "{target=c.1_x}choice")).toBe("true");
  });

  it.each(["time-out", "logout"])("is the end of the session after %s", (exit) => {
    const anna = learner(course());
    anna.launch();
    say(anna.api(), { "cmi.exit": exit, "adl.nav.request": "continue" });
    anna.api().Terminate("");
    expect(anna.asked).toEqual([{ type: "exitAll" }]);
    expect(anna.go(NEXT)).toBe("ended");
  });

  it("can be asked about before", () => {
    const anna = learner(course());
    anna.launch();
    anna.api().Initialize("");
    const ask = (about: string) => anna.api().GetValue(`adl.nav.request_valid.${about}`);
    expect([ask("continue"), ask("previous")]).toEqual(["true", "false"]);
    expect([ask("choice.{target=c}"), ask("choice.{target=zzz}")]).toEqual(["true", "false"]);
    expect([ask("jump.{target=c}"), ask("jump.{target=zzz}")]).toEqual(["true", "false"]);
    expect(anna.api().GetLastError()).toBe("0");
  });

  it("counts for nothing once it has been left", () => {
    const anna = learner(course());
    anna.launch();
    const left = anna.api();
    left.Initialize("");
    anna.go(NEXT);
    left.SetValue("adl.nav.request", "exitAll");
    left.Terminate("");
    expect(anna.asked).toEqual([]);
    expect(anna.runTime().hasSpoken()).toBe(false);
  });
});

describe("what is kept of a SCO", () => {
  it("the time of its sessions adds up, within one attempt", () => {
    const anna = learner(course());
    anna.launch();
    for (const time of ["PT1M30S", "PT45M"]) {
      say(anna.api(), { "cmi.session_time": time, "cmi.exit": "suspend" });
      anna.go({ type: "choice", target: "a" });
    }
    anna.api().Initialize("");
    expect(anna.api().GetValue("cmi.total_time")).toBe("PT0H46M30S");
  });

  it("nothing that it said in a session that is abandoned", () => {
    const anna = learner(course());
    anna.launch();
    say(anna.api(), { "cmi.completion_status": "completed", "cmi.location": "x" });
    expect(anna.go({ type: "abandonAll" })).toBe("ended");
    anna.launch();
    const [line] = anna
      .runTime()
      .contents()
      .filter(({ activity }) => activity === "a");
    expect(line?.completion).toBe("unknown");
  });

  it("an asset is complete when it was there", () => {
    const anna = learner(course());
    anna.launch();
    expect(anna.go({ type: "choice", target: "c" })).toBe("c");
    expect(anna.runTime().api()).toBeNull();
    anna.runTime().markViewed();
    const [line] = anna
      .runTime()
      .contents()
      .filter(({ activity }) => activity === "c");
    expect(line?.completion).toBe("completed");
  });
});

describe("what SCOs share", () => {
  const DATA = `<adlcp:data><adlcp:map targetID="d"/></adlcp:data>`;

  it("data that one wrote are there for the other, in the next session too", () => {
    const anna = learner(course(DATA));
    anna.launch();
    say(anna.api(), { "adl.data.0.store": "hello" });
    anna.go(NEXT);
    anna.go({ type: "suspendAll" });
    anna.launch();
    anna.api().Initialize("");
    expect(anna.api().GetValue("adl.data.0.id")).toBe("d");
    expect(anna.api().GetValue("adl.data.0.store")).toBe("hello");
  });

  const GLOBAL = `<imsss:sequencing><imsss:objectives><imsss:primaryObjective objectiveID="p">
    <imsss:mapInfo targetObjectiveID="g" writeSatisfiedStatus="true"/></imsss:primaryObjective></imsss:objectives></imsss:sequencing>`;
  it.each([
    ["", "passed"],
    [`adlseq:objectivesGlobalToSystem="false"`, "unknown"],
  ])("objectives of a package with %j outlive its attempt as %s", (attributes, status) => {
    const anna = learner(course(GLOBAL, attributes));
    anna.launch();
    say(anna.api(), { "cmi.success_status": "passed" });
    anna.go({ type: "exitAll" });
    anna.launch();
    anna.api().Initialize("");
    expect(anna.api().GetValue("cmi.objectives.0.success_status")).toBe(status);
  });
});

describe("a state that was broken on its way", () => {
  const session = (given: object) => ({
    organization: course(),
    learner: { id: "1", name: "" },
    mode: "normal" as const,
    items: {},
    sequencing: null,
    objectives: {},
    ...given,
  });
  const told = { changed: () => {}, committed: () => {}, finished: () => {} };

  it("keeps nobody from their course", () => {
    const part = fc.oneof(fc.jsonValue(), fc.constantFrom("a", "b", "o", 1, true, null));
    const tree = fc.record({
      current: part,
      suspended: part,
      activities: fc.oneof(part, fc.dictionary(fc.constantFrom("a", "b", "c", "o"), part)),
      globals: part,
    });
    const kept = fc.oneof(
      fc.string(),
      fc.json(),
      fc.record({ tree, shared: part, seconds: part }).map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(kept, fc.dictionary(fc.string(), fc.string()), (sequencing, objectives) => {
        const runTime = openRunTime2004(session({ sequencing, objectives }), told);
        expect(["deliver", "choose"]).toContain(runTime.begin().kind);
        runTime.contents();
        runTime.controls();
        expect(runTime.navigate({ type: "choice", target: "c" }).kind).toBe("deliver");
      }),
      { numRuns: 300 },
    );
  });

  it("leaves out a value that cannot be, and keeps the others", () => {
    const cmi = { "cmi.progress_measure": "nonsense", "cmi.location": "page 3" };
    const runTime = openRunTime2004(session({ items: { a: itemState(cmi, false) } }), told);
    runTime.begin();
    const api = runTime.api() as Api;
    api.Initialize("");
    expect(api.GetValue("cmi.location")).toBe("page 3");
  });
});
