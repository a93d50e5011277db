import { describe, expect, it } from "vitest";
import type { AttemptState, LaunchTicket } from "~/domain/learning/schema";
import type { Activity, Organization, XmlNode } from "~/domain/packages/schema";
import { openRunTime12 } from "./run-time-12";
import { openRunTime2004 } from "./run-time-2004";
import { sessionFor } from "./session-for";

const node = (name: string, attributes: Record<string, string>, children: XmlNode[] = []) => ({
  ...{ name: `{http://www.imsglobal.org/xsd/imsss}${name}`, attributes, children, text: "" },
});
const lesson = (identifier: string): Activity => ({
  ...{ identifier, title: identifier, visible: true, href: `${identifier}.html`, kind: "sco" },
  ...{ prerequisites: null, masteryScore: null, maxTimeAllowed: null, timeLimitAction: null },
  ...{ launchData: null, completionThreshold: null, sequencing: [], children: [] },
});
/** The learner is led forward and never chooses. */
const organization: Organization = {
  ...{ identifier: "o", title: "O", activities: [lesson("a"), lesson("b")] },
  ...{ objectivesGlobalToSystem: true, sharedDataGlobalToSystem: true },
  sequencing: [
    node("sequencing", {}, [
      node("controlMode", { choice: "false", flow: "true", forwardOnly: "true" }),
    ]),
  ],
};
const state: AttemptState = {
  items: {
    a: {
      cmi: { "cmi.location": "7", "cmi.completion_status": "completed" },
      ...{ completion: "completed", success: "unknown", scoreScaled: null },
    },
  },
};

const open = (mode: LaunchTicket["mode"], standard: "1.2" | "2004" = "2004") => {
  const ticket: LaunchTicket = {
    ...{ attemptId: "1", epoch: 1, token: "", credit: "no-credit", mode, state },
    ...{ objectives: { "urn:x": "{}" }, mayBeginAnother: false },
  };
  const learner = { id: "1", name: "Joseph, Anna" };
  const session = sessionFor({ standard, organization, learner, ticket });
  const listener = { changed: () => {}, committed: () => {}, finished: () => {} };
  return standard === "1.2" ? openRunTime12(session, listener) : openRunTime2004(session, listener);
};
const ask = (api: object | null, element: string) => {
  const sco = api as { Initialize(x: string): string; GetValue(x: string): string };
  sco.Initialize("");
  return sco.GetValue(element);
};

describe("a session", () => {
  it("for credit follows the package", () => {
    const runTime = open("normal");
    runTime.begin();
    const reasons = runTime.contents().map(({ reason }) => reason);
    expect(reasons.filter((reason) => reason === null)).not.toHaveLength(reasons.length);
    expect(ask(runTime.api(), "cmi.mode")).toBe("normal");
  });

  it("for review goes anywhere and shows what was stored, without credit", () => {
    const runTime = open("review");
    runTime.begin();
    expect(runTime.navigate({ type: "choice", target: "b" }).kind).toBe("deliver");
    expect(runTime.navigate({ type: "choice", target: "a" }).kind).toBe("deliver");
    const api = runTime.api();
    expect(ask(api, "cmi.location")).toBe("7");
    expect((api as { GetValue(x: string): string }).GetValue("cmi.mode")).toBe("review");
    expect((api as { GetValue(x: string): string }).GetValue("cmi.credit")).toBe("no-credit");
  });

  it("for browsing begins as if nothing had been done", () => {
    const runTime = open("browse");
    runTime.begin();
    runTime.navigate({ type: "choice", target: "a" });
    const api = runTime.api();
    expect(ask(api, "cmi.mode")).toBe("browse");
    expect((api as { GetValue(x: string): string }).GetValue("cmi.entry")).toBe("ab-initio");
  });

  it("of SCORM 1.2 says the same in its own words", () => {
    const runTime = open("review", "1.2");
    runTime.begin();
    const api = runTime.api() as {
      LMSInitialize(x: string): string;
      LMSGetValue(x: string): string;
    };
    api.LMSInitialize("");
    expect(api.LMSGetValue("cmi.core.lesson_mode")).toBe("review");
    expect(api.LMSGetValue("cmi.core.credit")).toBe("no-credit");
  });
});
