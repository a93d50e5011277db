import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openCmi } from "./run-time-2004-cmi";
import { isElementName } from "./run-time-2004-elements";

type Api = Record<
  "Initialize" | "Terminate" | "Commit" | "GetValue" | "SetValue" | "GetLastError",
  (...texts: unknown[]) => string
>;

const DATA = [
  { target: "d", read: true, write: false },
  { target: "e", read: false, write: true },
];

/** A data model that has begun, with one objective and two stores. */
function begun(): Api {
  const silent = {
    isValid: () => true,
    changed: () => {},
    committed: () => {},
    finished: () => {},
  };
  const start = { "cmi.objectives.0.id": "p", "cmi.entry": "ab-initio", "cmi.mode": "normal" };
  const api = openCmi(start, DATA, { d: "kept" }, silent).api as Api;
  api.Initialize("");
  return api;
}

describe("reading the data model of SCORM 2004 (RTE §4.2)", () => {
  it.each([
    ["cmi._version", "1.0", "0"],
    ["cmi.mode", "normal", "0"],
    ["cmi.credit", "credit", "0"],
    ["cmi.completion_status", "unknown", "0"],
    ["cmi.success_status", "unknown", "0"],
    ["cmi.time_limit_action", "continue,no message", "0"],
    ["cmi.learner_preference.audio_level", "1", "0"],
    ["cmi.learner_preference.audio_captioning", "0", "0"],
    ["cmi.objectives._count", "1", "0"],
    ["cmi.interactions._count", "0", "0"],
    ["cmi.objectives.0.id", "p", "0"],
    ["adl.data._count", "2", "0"],
    ["adl.data.0.store", "kept", "0"],
    ["adl.nav.request", "_none_", "0"],
    ["adl.nav.request_valid.continue", "true", "0"],
    // never set and without a default
    ["cmi.location", "", "403"],
    ["cmi.suspend_data", "", "403"],
    ["cmi.launch_data", "", "403"],
    ["cmi.progress_measure", "", "403"],
    ["cmi.score.scaled", "", "403"],
    ["cmi.completion_threshold", "", "403"],
    ["cmi.scaled_passing_score", "", "403"],
    ["cmi.max_time_allowed", "", "403"],
    ["cmi.objectives.0.description", "", "403"],
    ["cmi.objectives.0.score.raw", "", "403"],
    // no such position yet
    ["cmi.objectives.1.id", "", "301"],
    ["cmi.interactions.0.id", "", "301"],
    ["cmi.interactions.0.objectives._count", "", "301"],
    ["adl.data.2.store", "", "301"],
    // nothing to have children or a count
    ["cmi.location._children", "", "301"],
    ["cmi.location._count", "", "301"],
    // only to be written
    ["cmi.exit", "", "405"],
    ["cmi.session_time", "", "405"],
    ["adl.data.1.store", "", "405"],
    // no elements
    ["cmi", "", "401"],
    ["cmi.objectives", "", "401"],
    ["cmi.objectives.0", "", "401"],
    ["cmi.something", "", "401"],
    ["adl.nav.request_valid.choice", "", "401"],
    ["cmi.constructor", "", "401"],
    ["cmi.__proto__.polluted", "", "401"],
    ["", "", "301"],
  ])("%s is %j with error %s", (element, value, error) => {
    const api = begun();
    expect(api.GetValue(element)).toBe(value);
    expect(api.GetLastError()).toBe(error);
  });
});

describe("writing the data model of SCORM 2004 (RTE §4.2)", () => {
  it.each([
    ["cmi.completion_status", "completed", "0"],
    ["cmi.exit", "", "0"],
    ["cmi.session_time", "P1Y2M3DT4H5M6.78S", "0"],
    ["cmi.score.scaled", "-1", "0"],
    ["cmi.objectives.1.id", "q", "0"],
    ["cmi.interactions.0.id", "i", "0"],
    ["adl.data.1.store", "y", "0"],
    ["adl.nav.request", "{target=a.b_c-d}jump", "0"],
    // what does not fit its type, or its range
    ["cmi.completion_status", "done", "406"],
    ["cmi.score.scaled", "high", "406"],
    ["cmi.session_time", "01:00:00", "406"],
    ["cmi.exit", "gone", "406"],
    ["adl.nav.request", "next", "406"],
    ["cmi.score.scaled", "1.1", "407"],
    ["cmi.progress_measure", "2", "407"],
    ["cmi.learner_preference.audio_level", "-1", "407"],
    // only to be read
    ["cmi._version", "2", "404"],
    ["cmi.mode", "review", "404"],
    ["cmi.learner_id", "2", "404"],
    ["cmi.total_time", "PT1S", "404"],
    ["cmi.objectives._count", "3", "404"],
    ["adl.data.0.store", "y", "404"],
    ["adl.nav.request_valid.continue", "true", "404"],
    // what must come first has not come
    ["cmi.objectives.1.success_status", "passed", "408"],
    ["cmi.interactions.0.type", "choice", "408"],
    // out of order, or twice
    ["cmi.objectives.2.id", "q", "351"],
    ["cmi.objectives.1.id", "p", "351"],
    ["", "x", "351"],
    // no elements
    ["cmi.objectives", "x", "401"],
    ["cmi", "x", "401"],
    ["cmi.something", "x", "401"],
    ["cmi.__proto__.polluted", "x", "401"],
  ])("%s := %j sets error %s", (element, value, error) => {
    const api = begun();
    expect(api.SetValue(element, value)).toBe(String(error === "0"));
    expect(api.GetLastError()).toBe(error);
  });

  it("whatever a SCO writes where, it reads texts and harms nothing but its own values", () => {
    const part = fc.constantFrom(
      "cmi",
      "adl",
      "objectives",
      "0",
      "1",
      "id",
      "score",
      "nav",
      "data",
      "toString",
      "__proto__",
      "constructor",
      "prototype",
      "{target=x}",
    );
    const element = fc.array(part, { maxLength: 6 }).map((parts) => parts.join("."));
    fc.assert(
      fc.property(fc.array(fc.tuple(element, fc.string()), { maxLength: 20 }), (writes) => {
        const api = begun();
        for (const [name, value] of writes) {
          expect(["true", "false"]).toContain(api.SetValue(name, value));
          expect(typeof api.GetValue(name)).toBe("string");
        }
        expect(api.GetValue("cmi.objectives.0.id")).toBe("p");
        expect(api.Terminate("")).toBe("true");
        expect(({} as Record<string, unknown>).polluted).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  it("names nothing that every object has", () => {
    for (const name of Object.getOwnPropertyNames(Object.prototype))
      expect(isElementName(`cmi.${name}`)).toBe(false);
  });
});
