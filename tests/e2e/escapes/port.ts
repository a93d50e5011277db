/**
 * The shell is one's own: a lesson may take its port and say on it whatever it likes. What it may not is to be believed beyond
 * its own attempt, to hurt the player, or to be told more than lessons are.
 */
import { type Attempt, either } from "./attempt";

/** Known to what is said on the port, where these are written out. */
declare const ENTRY: Record<string, unknown>;
declare const LINE: Record<string, unknown>;
declare const VIEW: Record<string, unknown>;

/** Says something on the port that the shell has; the trick is the same for all of these. */
const saying = (name: string, message: (mark: number) => unknown): Attempt => ({
  name,
  held: either("said"),
  run: new Function(
    "aim",
    `const ENTRY = { item: "attack", visit: "1", seconds: 1, viewed: false, cmi: {}, sequencing: null, objectives: {}, course: null };
     const LINE = { activity: "attack", title: "Attack", depth: 0, isLaunchable: true, isCurrent: true, completion: "unknown", success: "unknown", reason: null };
     const VIEW = { type: "view", visit: 1, stands: "delivered", suspended: false, activity: "attack", contents: [LINE], controls: {} };
     const message = (${message.toString()})(1e6 + Math.floor(Math.random() * 1e6));
     const port = aim.shell.stolenPort; if (!port) return "no port";
     for (const each of Array.isArray(message) ? message : [message]) port.postMessage(each); return "said";`,
  ) as Attempt["run"],
});

const setting = (name: string, elements: string[]): Attempt => ({
  name,
  held: either("false"),
  run: new Function(
    "aim",
    `const api = aim.shell.API; for (const element of ${JSON.stringify(elements)}) { try { api.LMSSetValue(element, "escaped"); api.LMSGetValue(element); } catch {} }
     api.LMSCommit(""); return [{}, aim.shell.Object.prototype, Object.prototype].some((thing) => thing.polluted !== undefined || thing.escaped !== undefined);`,
  ) as Attempt["run"],
});

export const PORT: Attempt[] = [
  {
    name: "take the shell's port",
    held: either("own"),
    run: (aim) => {
      const realm = aim.shell as unknown as typeof globalThis;
      const post = realm.MessagePort.prototype.postMessage;
      realm.MessagePort.prototype.postMessage = function (
        this: MessagePort,
        ...given: Parameters<typeof post>
      ) {
        aim.shell.stolenPort = this;
        return post.apply(this, given);
      } as typeof post;
      const api = aim.shell.API as {
        LMSSetValue: (...words: string[]) => string;
        LMSCommit: (word: string) => string;
      };
      api.LMSSetValue("cmi.core.lesson_location", "port");
      api.LMSCommit("");
      return "own";
    },
  },
  {
    name: "overhear what the shell is told that is not a lesson's",
    held: either("nothing"),
    run: (aim) =>
      new Promise((resolve) => {
        const port = aim.shell.stolenPort as MessagePort | undefined;
        const heard: string[] = [];
        port?.addEventListener("message", ({ data }) => heard.push(JSON.stringify(data)));
        const api = aim.shell.API as {
          LMSSetValue: (...words: string[]) => string;
          LMSCommit: (word: string) => string;
        };
        api.LMSSetValue("cmi.core.lesson_location", "heard");
        api.LMSCommit("");
        setTimeout(
          () => resolve(/token|session|email|@/.test(heard.join()) ? heard.join() : "nothing"),
          800,
        );
      }),
  },
  {
    name: "greet the player again as the shell",
    held: either("asked"),
    run: (aim) => {
      (aim.shell as unknown as { eval: (code: string) => void }).eval(
        `window.parent.postMessage("breakwater:shell", "*")`,
      );
      return "asked";
    },
  },
  {
    name: "greet the player as a lesson",
    held: either("asked"),
    run: () => {
      window.top?.postMessage("breakwater:shell", "*");
      return "asked";
    },
  },
  {
    name: "hand the player a port of one's own",
    held: either("silence"),
    run: () =>
      new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve("answered");
        window.top?.postMessage("breakwater:port", "*", [port2]);
        setTimeout(() => resolve("silence"), 500);
      }),
  },
  {
    name: "hand the shell a port of one's own",
    held: either("silence"),
    run: (aim) =>
      new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve("answered");
        aim.shell.postMessage("breakwater:port", "*", [port2]);
        setTimeout(() => resolve("silence"), 500);
      }),
  },
  saying("say that the shell is ready again", () => ({ type: "ready" })),
  saying("say the state of a lesson that the package has not", (mark) => ({
    type: "state",
    mark,
    entry: { item: "somebody-elses", visit: "1", seconds: 1, viewed: true, cmi: {} },
  })),
  saying("say the state of a lesson named as an object's parent", (mark) =>
    ["__proto__", "constructor", "prototype", "toString"].map((item) => ({
      type: "state",
      mark,
      entry: { item, visit: "1", seconds: 1, viewed: true, cmi: { polluted: "yes" } },
    })),
  ),
  saying("say values that no data model has", (mark) => ({
    type: "state",
    mark,
    entry: {
      item: "attack",
      visit: "1",
      seconds: 1,
      viewed: false,
      cmi: {
        "constructor.prototype.polluted": "x",
        "cmi.__proto__.polluted": "x",
        "cmi.core.student_id": "x",
        "cmi.core.credit": "x",
        "": "x",
        "cmi.interactions.__proto__.id": "x",
      },
    },
  })),
  saying("say values through a parent of its own", (mark) => ({
    type: "state",
    mark,
    entry: JSON.parse(
      '{"item":"attack","visit":"1","seconds":1,"viewed":false,"cmi":{"__proto__":{"polluted":"yes"}},"__proto__":{"polluted":"yes"}}',
    ),
  })),
  saying("say another attempt's state", (mark) => ({
    type: "state",
    mark,
    attemptId: "00000000-0000-7000-8000-000000000000",
    epoch: 9999,
    token: "x",
    entry: {
      item: "attack",
      visit: "1",
      seconds: 1,
      viewed: false,
      attemptId: "x",
      personId: "x",
      cmi: { "cmi.core.lesson_location": "forged" },
    },
  })),
  saying("say states of the wrong kind", () => [
    null,
    undefined,
    1,
    "state",
    [],
    {},
    { type: 1 },
    { type: "state" },
    { type: "state", mark: "1", entry: null },
    { type: "state", mark: 1, entry: [] },
    { type: "left" },
    { type: "journal", entries: "x" },
    { type: "journal", entries: [null, 1, {}, { epoch: "1" }] },
    { type: "load" },
    { type: "hello" },
    { type: "__proto__" },
    new Date(),
    new Map(),
    new Uint8Array(9),
  ]),
  saying("say impossible numbers", () =>
    [Number.NaN, Infinity, -1, 2 ** 60].map((mark) => ({
      type: "state",
      mark,
      entry: {
        item: "attack",
        visit: "1",
        seconds: mark,
        viewed: false,
        cmi: { "cmi.core.lesson_location": "number" },
      },
    })),
  ),
  saying("say impossible visits", (mark) =>
    ["-1", "1e9", "1; drop table attempt", "9".repeat(50), ""].map((visit) => ({
      type: "state",
      mark,
      entry: { item: "attack", visit, seconds: 1, viewed: false, cmi: {} },
    })),
  ),
  saying("say more than can be kept", (mark) => ({
    type: "state",
    mark,
    entry: {
      item: "attack",
      visit: "1",
      seconds: 1,
      viewed: false,
      cmi: { "cmi.suspend_data": "x".repeat(30_000_000) },
    },
  })),
  saying("say a hundred thousand values", (mark) => ({
    type: "state",
    mark,
    entry: {
      item: "attack",
      visit: "1",
      seconds: 1,
      viewed: false,
      cmi: Object.fromEntries(
        Array.from({ length: 100_000 }, (_, index) => [`cmi.interactions.${index}.id`, "x"]),
      ),
    },
  })),
  saying("say a little more than the server keeps", (mark) => ({
    type: "state",
    mark,
    entry: {
      item: "attack",
      visit: "1",
      seconds: 1,
      viewed: false,
      cmi: Object.fromEntries(
        Array.from({ length: 30 }, (_, index) => [
          `cmi.interactions.${index}.id`,
          "x".repeat(40_000),
        ]),
      ),
    },
  })),
  saying("say a few more values than the server keeps", (mark) => ({
    type: "state",
    mark,
    entry: {
      item: "attack",
      visit: "1",
      seconds: 1,
      viewed: false,
      cmi: Object.fromEntries(
        Array.from({ length: 30_000 }, (_, index) => [
          `cmi.interactions.${index % 9999}.objectives.${Math.floor(index / 9999)}.id`,
          "x",
        ]),
      ),
    },
  })),
  saying("say ten thousand things at once", () =>
    Array.from({ length: 10_000 }, () => ({ type: "changed" })),
  ),
  saying("say a journal of other launches", () => ({
    type: "journal",
    entries: Array.from({ length: 2000 }, (_, epoch) => ({
      epoch,
      entry: { item: "attack", visit: "1", seconds: 1, viewed: true, cmi: {} },
    })),
  })),
  saying("say where the session stands, in markup", () => ({
    ...VIEW,
    contents: [{ ...LINE, title: "<img src=x onerror=document.title='escaped'></script>" }],
  })),
  saying("say a contents list without end", () => ({
    ...VIEW,
    contents: Array.from({ length: 100_000 }, () => LINE),
  })),
  saying("say a contents list of the wrong kind", () => [
    { ...VIEW, contents: [null, 1, { activity: {} }, { ...LINE, depth: 1e9 }] },
    { ...VIEW, contents: "x" },
    { ...VIEW, controls: { continue: "__proto__" } },
    { ...VIEW, visit: "1", activity: {} },
    { type: "view" },
  ]),
  saying("say a refusal that is no word", () => [
    { type: "refused", code: { toString: 1, valueOf: 1 } },
    { type: "refused", code: "<img src=x onerror=document.title='escaped'>" },
    { type: "refused", code: "x".repeat(5_000_000) },
    { type: "time_up", exits: "<b>" },
  ]),
  saying("say objectives named as an object's parent", (mark) => ({
    type: "state",
    mark,
    entry: {
      ...ENTRY,
      objectives: JSON.parse('{"__proto__":"polluted","constructor":"polluted","":"x"}'),
      course: { organization: "__proto__", completion: "completed", success: "x", scoreScaled: 99 },
    },
  })),
  saying("say what a database cannot hold", (mark) =>
    ["nul \0", "half a pair \ud800", "the other half \udc00"].map((text) => ({
      type: "state",
      mark,
      entry: { ...ENTRY, cmi: { "cmi.suspend_data": text }, sequencing: text },
    })),
  ),
  setting("pollute by an element's name", [
    "__proto__.polluted",
    "constructor.prototype.polluted",
    "cmi.__proto__.polluted",
    "cmi.core.__proto__.polluted",
    "cmi.constructor.prototype.polluted",
  ]),
  setting("pollute by an index", [
    "cmi.objectives.__proto__.polluted",
    "cmi.interactions.constructor.id",
    "cmi.interactions.0.__proto__.polluted",
    "cmi.interactions.-1.id",
    "cmi.interactions.99999999.id",
  ]),
  {
    name: "set what is the platform's",
    held: either("kept"),
    run: (aim) => {
      const api = aim.shell.API as {
        LMSSetValue: (...words: string[]) => string;
        LMSGetValue: (word: string) => string;
      };
      for (const element of [
        "cmi.core.student_id",
        "cmi.core.student_name",
        "cmi.core.credit",
        "cmi.core.entry",
        "cmi.core.total_time",
        "cmi.launch_data",
        "cmi.student_data.mastery_score",
      ])
        api.LMSSetValue(element, "escaped");
      return api.LMSGetValue("cmi.core.student_id") === "escaped" ? "changed" : "kept";
    },
  },
  {
    name: "keep a value without end",
    held: either("false"),
    run: (aim) =>
      (aim.shell.API as { LMSSetValue: (...words: string[]) => string }).LMSSetValue(
        "cmi.suspend_data",
        "x".repeat(50_000_000),
      ),
  },
  {
    name: "write a script into what the platform shows",
    held: either("asked"),
    run: (aim) => {
      const api = aim.shell.API as {
        LMSSetValue: (...words: string[]) => string;
        LMSCommit: (word: string) => string;
      };
      for (const element of ["cmi.core.lesson_location", "cmi.suspend_data", "cmi.comments"])
        api.LMSSetValue(element, "</script><img src=x onerror=document.title='escaped'>");
      api.LMSCommit("");
      return "asked";
    },
  },
];
