/**
 * The SCORM 1.2 data model and its error codes, written by hand from the Run-Time Environment 1.2 (§3.3.3 error codes, §3.4.2 data
 * types, §3.4.4 elements): every element read and written before LMSInitialize, in the session, and after LMSFinish.
 */
import { afterAll, describe, expect, it } from "vitest";
import { course12, item12, learner12 } from "../../tests/factories/course-12";

type Row = {
  element: string;
  /** What a new SCO reads, and the code. */
  reads: [value: string, code: string];
  /** Written one after the other in one session: the value and the code; `then` is read afterwards. */
  writes: [value: string, code: string, then?: string][];
};

const of255 = "x".repeat(255);
const of256 = "x".repeat(256);
const of4096 = "x".repeat(4096);
const of4097 = "x".repeat(4097);
const CORE =
  "student_id,student_name,lesson_location,credit,lesson_status,entry,score,total_time,lesson_mode,exit,session_time";

const readOnly = (element: string, value: string): Row => ({
  element,
  reads: [value, "0"],
  writes: [
    [value, "403", value],
    ["", "403"],
    ["anything", "403", value],
  ],
});
const keyword = (element: string, value: string): Row => ({
  element,
  reads: [value, "0"],
  writes: [
    [value, "402", value],
    ["1", "402", value],
  ],
});
const childless = (element: string): Row => ({
  element: `${element}._children`,
  reads: ["", "202"],
  writes: [["x", "402"]],
});
const countless = (element: string): Row => ({
  element: `${element}._count`,
  reads: ["", "203"],
  writes: [["1", "402"]],
});
const unknown = (element: string): Row => ({
  element,
  reads: ["", "401"],
  writes: [["x", "401"]],
});

const SCORES: Row["writes"] = [
  ["0", "0", "0"],
  ["100", "0", "100"],
  ["87.5", "0", "87.5"],
  [".5", "0", ".5"],
  ["", "0", ""],
  ["55", "0", "55"],
  ["-1", "405", "55"],
  ["100.1", "405", "55"],
  ["101", "405", "55"],
  ["-", "405", "55"],
  [".", "405", "55"],
  ["1e1", "405", "55"],
  ["1,5", "405", "55"],
  ["ninety", "405", "55"],
  [" 5", "405", "55"],
];
const TIMESPANS: Row["writes"] = [
  ["00:00:00", "0"],
  ["0001:02:03", "0"],
  ["9999:59:59.99", "0"],
  ["01:02:03.4", "0"],
  ["1:02:03", "405"],
  ["00001:02:03", "405"],
  ["01:2:03", "405"],
  ["01:02", "405"],
  ["01:02:03.456", "405"],
  ["PT1H", "405"],
  ["62", "405"],
  ["", "405"],
];
const IDENTIFIERS: Row["writes"] = [
  ["obj-1_a", "0"],
  ["urn:x:1.2", "0"],
  [of255, "0"],
  [of256, "405"],
  ["", "405"],
  ["with a space", "405"],
  ["tab\there", "405"],
  ["line\nbreak", "405"],
  ["über", "405"],
];
const STATUSES = ["passed", "completed", "failed", "incomplete", "browsed"];
const WRONG_STATUSES = ["", "Passed", "PASSED", "p", "done", "unknown", "not  attempted"];
const only = (good: string[], bad: string[]): Row["writes"] => [
  ...good.map((value): [string, string] => [value, "0"]),
  ...bad.map((value): [string, string] => [value, "405"]),
];
const writeOnly = (element: string, writes: Row["writes"]): Row => ({
  element,
  reads: ["", "404"],
  writes,
});

const MATRIX: Row[] = [
  keyword("cmi.core._children", CORE),
  readOnly("cmi.core.student_id", "7"),
  readOnly("cmi.core.student_name", "Joseph, Anna"),
  {
    element: "cmi.core.lesson_location",
    reads: ["", "0"],
    writes: [
      ["page 3", "0", "page 3"],
      [of255, "0", of255],
      [of256, "405", of255],
      ["", "0", ""],
    ],
  },
  readOnly("cmi.core.credit", "credit"),
  {
    element: "cmi.core.lesson_status",
    reads: ["not attempted", "0"],
    writes: [
      ...STATUSES.map((status): [string, string, string] => [status, "0", status]),
      ["not attempted", "405", "browsed"],
      ...WRONG_STATUSES.map((status): [string, string, string] => [status, "405", "browsed"]),
    ],
  },
  readOnly("cmi.core.entry", "ab-initio"),
  keyword("cmi.core.score._children", "raw,min,max"),
  { element: "cmi.core.score.raw", reads: ["", "0"], writes: SCORES },
  { element: "cmi.core.score.max", reads: ["", "0"], writes: SCORES },
  { element: "cmi.core.score.min", reads: ["", "0"], writes: SCORES },
  readOnly("cmi.core.total_time", "00:00:00"),
  readOnly("cmi.core.lesson_mode", "normal"),
  writeOnly(
    "cmi.core.exit",
    // "normal" is what 2004 says for the empty text
    only(["time-out", "suspend", "logout", "", "normal"], ["Suspend", "exit", "quit", " "]),
  ),
  writeOnly("cmi.core.session_time", TIMESPANS),
  {
    element: "cmi.suspend_data",
    reads: ["", "0"],
    writes: [
      ["a=1;b=ü\n", "0", "a=1;b=ü\n"],
      [of4096, "0", of4096],
      // more than the specification grants, see data-model-12.ts
      [of4097, "0", of4097],
      ["x".repeat(64_000), "0"],
      ["x".repeat(64_001), "405"],
      ["", "0", ""],
    ],
  },
  readOnly("cmi.launch_data", "level=2"),
  {
    element: "cmi.comments",
    reads: ["", "0"],
    writes: [
      ["<1>Good<e.1>", "0"],
      ["<2>Bad<e.2>", "0", "<1>Good<e.1><2>Bad<e.2>"],
      // read before: said again with more, it is the whole
      ["<1>Good<e.1><2>Bad<e.2><3>", "0", "<1>Good<e.1><2>Bad<e.2><3>"],
      ["", "0", "<1>Good<e.1><2>Bad<e.2><3>"],
      [of4096, "405", "<1>Good<e.1><2>Bad<e.2><3>"],
      [of4097, "405"],
    ],
  },
  readOnly("cmi.comments_from_lms", ""),
  keyword("cmi.objectives._children", "id,score,status"),
  keyword("cmi.objectives._count", "0"),
  { element: "cmi.objectives.0.id", reads: ["", "201"], writes: IDENTIFIERS },
  {
    element: "cmi.objectives.0.score._children",
    reads: ["", "201"],
    writes: [["raw,min,max", "402"]],
  },
  { element: "cmi.objectives.0.score.raw", reads: ["", "201"], writes: SCORES },
  { element: "cmi.objectives.0.score.max", reads: ["", "201"], writes: SCORES },
  { element: "cmi.objectives.0.score.min", reads: ["", "201"], writes: SCORES },
  {
    element: "cmi.objectives.0.status",
    reads: ["", "201"],
    writes: [
      ...[...STATUSES, "not attempted"].map((status): [string, string, string] => [
        status,
        "0",
        status,
      ]),
      ...WRONG_STATUSES.map((status): [string, string, string] => [status, "405", "not attempted"]),
    ],
  },
  { element: "cmi.objectives.1.id", reads: ["", "201"], writes: [["gap", "201"]] },
  { element: "cmi.objectives.7.status", reads: ["", "201"], writes: [["passed", "201"]] },
  keyword("cmi.student_data._children", "mastery_score,max_time_allowed,time_limit_action"),
  readOnly("cmi.student_data.mastery_score", "70"),
  readOnly("cmi.student_data.max_time_allowed", "01:00:00"),
  readOnly("cmi.student_data.time_limit_action", "exit,message"),
  keyword("cmi.student_preference._children", "audio,language,speed,text"),
  {
    element: "cmi.student_preference.audio",
    reads: ["", "0"],
    writes: [...only(["-1", "0", "100"], ["-2", "101", "1.5", "", "loud"]), ["50", "0", "50"]],
  },
  {
    element: "cmi.student_preference.language",
    reads: ["", "0"],
    writes: [
      ["English", "0", "English"],
      [of255, "0", of255],
      [of256, "405", of255],
      ["", "0", ""],
    ],
  },
  {
    element: "cmi.student_preference.speed",
    reads: ["", "0"],
    writes: [...only(["-100", "0", "100"], ["-101", "101", "0.5", "", "fast"]), ["-7", "0", "-7"]],
  },
  {
    element: "cmi.student_preference.text",
    reads: ["", "0"],
    writes: [...only(["-1", "0", "1"], ["-2", "2", "0.5", "", "on"]), ["1", "0", "1"]],
  },
  keyword(
    "cmi.interactions._children",
    "id,objectives,time,type,correct_responses,weighting,student_response,result,latency",
  ),
  keyword("cmi.interactions._count", "0"),
  writeOnly("cmi.interactions.0.id", IDENTIFIERS),
  keyword("cmi.interactions.0.objectives._count", "0"),
  writeOnly("cmi.interactions.0.objectives.0.id", IDENTIFIERS),
  writeOnly("cmi.interactions.0.objectives.1.id", [["gap", "201"]]),
  writeOnly(
    "cmi.interactions.0.time",
    only(
      ["00:00:00", "23:59:59", "12:34:56.7", "12:34:56.78"],
      ["24:00:00", "12:60:00", "12:00:60", "1:02:03", "12:00", "12:34:56.789", "", "noon"],
    ),
  ),
  writeOnly(
    "cmi.interactions.0.type",
    only(
      [
        ...["true-false", "choice", "fill-in", "matching"],
        ...["performance", "sequencing", "likert", "numeric"],
      ],
      ["", "Choice", "long-fill-in", "other", "multiple-choice"],
    ),
  ),
  keyword("cmi.interactions.0.correct_responses._count", "0"),
  writeOnly(
    "cmi.interactions.0.correct_responses.0.pattern",
    only(["a", "{a,b,c}", "a.1,b.2", "", "two\nlines", of256], ["x".repeat(64_001)]),
  ),
  writeOnly("cmi.interactions.0.correct_responses.1.pattern", [["gap", "201"]]),
  writeOnly(
    "cmi.interactions.0.weighting",
    only(["1", "0", "-2.5", "250", ".5"], ["", "heavy", "-", "1,5"]),
  ),
  writeOnly(
    "cmi.interactions.0.student_response",
    // more than 255 characters, see data-model-12.ts
    only(["a", "t", "a.1,b.2", "an essay", "", "two\nlines", of256], ["x".repeat(64_001)]),
  ),
  writeOnly(
    "cmi.interactions.0.result",
    // "incorrect" is the 2004 word for wrong
    only(
      ["correct", "wrong", "unanticipated", "neutral", "0.75", "-3", "12345", "incorrect"],
      ["", "Correct", "right", "1,5", "-"],
    ),
  ),
  writeOnly("cmi.interactions.0.latency", TIMESPANS),
  writeOnly("cmi.interactions.1.id", [["gap", "201"]]),
  {
    element: "cmi.interactions.3.objectives._count",
    reads: ["", "201"],
    writes: [["1", "402"]],
  },
  keyword("cmi._version", "3.4"),
  { element: "cmi.core.entry._version", reads: ["", "401"], writes: [["3.4", "402"]] },
  ...[
    ...["cmi.core.student_id", "cmi.core.lesson_status", "cmi.core.score.raw", "cmi.core.exit"],
    ...["cmi.suspend_data", "cmi.launch_data", "cmi.comments", "cmi.comments_from_lms"],
    ...["cmi.objectives.0.id", "cmi.objectives.0.status", "cmi.student_data.mastery_score"],
    ...["cmi.student_preference.audio", "cmi.interactions.0.id", "cmi.interactions.0.result"],
  ].flatMap((element) => [childless(element), countless(element)]),
  ...["cmi.core", "cmi.core.score", "cmi.student_data", "cmi.student_preference"].map(countless),
  ...["cmi.interactions.0.objectives", "cmi.interactions.0.correct_responses"].map(childless),
  ...[
    // a group has no value, and what is not in the data model is not implemented (§3.3.3, 401)
    ...["cmi", "cmi.core", "cmi.core.score", "cmi.objectives", "cmi.objectives.0"],
    ...["cmi.interactions.0", "xyz.score.result", "cmi.core.lesson_state", "cmi.location"],
    ...["cmi.completion_status", "cmi.score.scaled", "cmi.objectives.0.score.scaled"],
    ...["cmi.objectives.x.id", "cmi.objectives.-1.id", "cmi.objectives.00.id", "cmi.objectives.id"],
    ...["cmi.interactions.0.learner_response", "cmi.interactions.0.timestamp", "CMI.core.entry"],
    ...[
      "cmi.core.Entry",
      "cmi..core",
      ".",
      "cmi.",
      "adl.nav.request",
      "nav.event",
      "cmi.nav.event",
    ],
    ...["cmi.__proto__.polluted", "__proto__", "cmi.core.__proto__", "constructor.prototype.x"],
    ...["cmi.core.constructor", "cmi.toString", "cmi.core._student_id", "cmi.core._initialized"],
    ...["xyz._version", "xyz._children", "xyz._count", "cmi.nothing._children"],
  ].map(unknown),
  { element: "", reads: ["", "201"], writes: [["x", "201"]] },
];

const FACTS = `<adlcp:maxtimeallowed>01:00:00</adlcp:maxtimeallowed>
  <adlcp:timelimitaction>exit,message</adlcp:timelimitaction>
  <adlcp:datafromlms>level=2</adlcp:datafromlms><adlcp:masteryscore>70</adlcp:masteryscore>`;

function newSco() {
  const learner = learner12({ manifest: course12(item12("a", FACTS)) });
  learner.launch();
  return learner.api();
}

let cases = 0;
const check = (what: string, answered: unknown[], expected: unknown[]) => {
  cases += 1;
  expect({ what, answered }).toEqual({ what, answered: expected });
};

describe("the SCORM 1.2 data model", () => {
  it.each(MATRIX)("$element", ({ element, reads, writes }) => {
    const api = newSco();
    const get = () => [api.LMSGetValue(element), api.LMSGetLastError()];
    const set = (value: string) => [api.LMSSetValue(element, value), api.LMSGetLastError()];
    check("read before LMSInitialize", get(), ["", "301"]);
    check("write before LMSInitialize", set("1"), ["false", "301"]);
    expect(api.LMSInitialize("")).toBe("true");
    check("read", get(), reads);
    for (const [value, code, then] of writes) {
      const written = `write ${value.slice(0, 20)} (${value.length})`;
      check(written, set(value), [String(code === "0"), code]);
      if (then !== undefined) check(`${written} and read`, get(), [then, "0"]);
    }
    expect(api.LMSFinish("")).toBe("true");
    check("read after LMSFinish", get(), ["", "301"]);
    check("write after LMSFinish", set("1"), ["false", "301"]);
  });

  afterAll(() => {
    console.info(
      `SCORM 1.2 error-code matrix: ${MATRIX.length} elements, ${cases} cases as the specification says.`,
    );
  });
});

describe("the SCORM 1.2 API", () => {
  it("answers every call in every state (RTE §3.3.2)", () => {
    const api = newSco();
    const last = (answer: string) => [answer, api.LMSGetLastError()];
    expect(last(api.LMSCommit(""))).toEqual(["false", "301"]);
    expect(last(api.LMSFinish(""))).toEqual(["false", "301"]);
    expect(last(api.LMSInitialize("x"))).toEqual(["false", "201"]);
    expect(last(api.LMSGetValue("cmi.core.entry"))).toEqual(["", "301"]);
    expect(last(api.LMSInitialize(""))).toEqual(["true", "0"]);
    expect(last(api.LMSInitialize(""))).toEqual(["false", "101"]);
    expect(last(api.LMSCommit("x"))).toEqual(["false", "201"]);
    expect(last(api.LMSCommit(""))).toEqual(["true", "0"]);
    expect(last(api.LMSFinish("x"))).toEqual(["false", "201"]);
    expect(last(api.LMSFinish(""))).toEqual(["true", "0"]);
    expect(last(api.LMSFinish(""))).toEqual(["false", "301"]);
    expect(last(api.LMSCommit(""))).toEqual(["false", "301"]);
    expect(last(api.LMSInitialize(""))).toEqual(["false", "101"]);
  });

  it("explains its codes without changing the last one", () => {
    const api = newSco();
    api.LMSInitialize("");
    api.LMSSetValue("cmi.core.entry", "resume");
    const codes = ["0", "101", "201", "202", "203", "301", "401", "402", "403", "404", "405"];
    const sentences = codes.map((code) => api.LMSGetErrorString(code));
    expect(new Set(sentences).size).toBe(codes.length);
    for (const code of codes) expect(api.LMSGetDiagnostic(code)).not.toBe("");
    expect(api.LMSGetDiagnostic("")).toBe(api.LMSGetDiagnostic("403"));
    expect(api.LMSGetErrorString("999")).toBe("");
    expect(api.LMSGetErrorString(403)).toBe(api.LMSGetErrorString("403"));
    expect(api.LMSGetLastError()).toBe("403");
  });

  it("takes what courses pass instead of texts", () => {
    const api = newSco();
    expect(api.LMSInitialize()).toBe("true");
    expect(api.LMSSetValue("cmi.core.score.raw", 80)).toBe("true");
    expect(api.LMSGetValue("cmi.core.score.raw")).toBe("80");
    expect(api.LMSSetValue("cmi.core.score.raw", null)).toBe("false");
    expect(api.LMSGetValue({ toString: () => "cmi.core" })).toBe("");
    expect(api.LMSFinish()).toBe("true");
  });

  it("counts objectives and interactions, and a refused value adds none", () => {
    const api = newSco();
    api.LMSInitialize("");
    api.LMSSetValue("cmi.objectives.0.status", "great");
    expect(api.LMSGetValue("cmi.objectives._count")).toBe("0");
    api.LMSSetValue("cmi.objectives.0.id", "o1");
    api.LMSSetValue("cmi.objectives.1.id", "o2");
    expect(api.LMSGetValue("cmi.objectives._count")).toBe("2");
    expect(api.LMSGetValue("cmi.objectives.1.id")).toBe("o2");
    expect(api.LMSGetValue("cmi.objectives.1.score._children")).toBe("raw,min,max");
    expect(api.LMSGetValue("cmi.objectives.1.score.max")).toBe("");
    api.LMSSetValue("cmi.interactions.0.id", "q1");
    api.LMSSetValue("cmi.interactions.0.objectives.0.id", "o1");
    api.LMSSetValue("cmi.interactions.0.correct_responses.0.pattern", "a");
    api.LMSSetValue("cmi.interactions.0.correct_responses.1.pattern", "b");
    expect(api.LMSGetValue("cmi.interactions._count")).toBe("1");
    expect(api.LMSGetValue("cmi.interactions.0.objectives._count")).toBe("1");
    expect(api.LMSGetValue("cmi.interactions.0.correct_responses._count")).toBe("2");
  });
});
