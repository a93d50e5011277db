/**
 * A scripted case of ADL's SCORM 2004 4th Edition conformance suite as data: the visits in the order of delivery, what each SCO says
 * and must hear, what the player must show, and what the learner does next. Pure, for the Node and the browser driver alike.
 */

/** What a call must return. Numbers and durations compare by what they mean: 1 is 1.0, PT1M is PT60S (RTE §4.1.1). */
export type Expectation =
  | { kind: "any" | "empty" | "shorterThan255" }
  | { kind: "value" | "number" | "duration"; value: string };

type ApiCall =
  | "Initialize"
  | "Terminate"
  | "Commit"
  | "GetValue"
  | "SetValue"
  | "GetErrorString"
  | "GetLastError"
  | "GetDiagnostic";

/** A call of the API; `{objective:ID}` in an element stands for the index at which cmi.objectives has that identifier. */
export type Step =
  | { kind: "call"; call: ApiCall; arguments: string[]; returns: Expectation; error: string }
  /** cmi.objectives holds exactly these identifiers. */
  | { kind: "objectives"; identifiers: string[] };

/** What the learner does, one after the other, when the SCO has said everything; nothing when the SCO itself asked for what comes next. */
export type LearnerAction =
  | { kind: "continue" | "previous" | "exit" | "exitAll" | "suspendAll" | "abandon" | "abandonAll" }
  | { kind: "choice"; title: string }
  /** The session has ended; the learner launches the package again. */
  | { kind: "relaunch" };

/** A question about what the player shows when the activity is there, and its answer. */
export type Shown = {
  control: "continue" | "previous" | "contents" | "selectable" | "visible";
  title: string | null;
  expected: boolean;
  question: string;
};

export type Visit = {
  name: string;
  activity: number;
  steps: Step[];
  shown: Shown[];
  actions: LearnerAction[];
};

export type AdlCase = {
  name: string;
  manifest: string;
  /** The title that the learner chooses when the first session begins with nothing delivered; null when it begins by itself. */
  start: string | null;
  visits: Visit[];
  /** After the last visit nothing is delivered any more. */
  endsAlone: boolean;
};

type Properties = Map<string, string>;

/** Reads a case from the text of its manifest and properties, and of the suite's table of abbreviations. */
export function parseCase(
  name: string,
  manifest: string,
  properties: string,
  commands: string,
): AdlCase {
  const words = parseProperties(commands);
  const entries = parseProperties(properties);
  const names = [...new Set([...entries.keys()].flatMap(visitNameOf))];
  const start = entries.get("start") ?? ".";
  const visits = names.map((visit) => parseVisit(visit, entries, words));
  const last = entries.get(`${names.at(-1)}.CUI`);
  return {
    name,
    manifest,
    start: start === "." ? null : start,
    visits,
    endsAlone: last === undefined || last === "AutoTest" || last === "HasEnded",
  };
}

/** The commands of a visit are kept as lines under one key: some scripts number two of them alike, and mean both. */
function parseProperties(text: string): Properties {
  const entries: Properties = new Map();
  for (const line of text.split(/\r?\n/)) {
    const [, key, value] = /^\s*([^#!=\s][^=]*?)\s*=(.*)$/.exec(line) ?? [];
    if (key === undefined || value === undefined) continue;
    const visit = /^(.*\.commands)\.\d+$/.exec(key)?.[1];
    if (visit === undefined) entries.set(key, value.trim());
    else entries.set(visit, `${entries.get(visit) ?? ""}${value.trim()}\n`);
  }
  return entries;
}

const visitNameOf = (key: string) => /^(Act\d+V\d+)\./.exec(key)?.slice(1, 2) ?? [];

function parseVisit(name: string, entries: Properties, words: Properties): Visit {
  const steps = (entries.get(`${name}.commands`) ?? "")
    .split("\n")
    .filter(Boolean)
    .map((command) => parseStep(command, words));
  return {
    name,
    activity: Number(/^Act(\d+)V/.exec(name)?.[1]),
    steps,
    shown: parseShown(entries.get(`${name}.UIQ`) ?? "", entries.get(`${name}.UIA`) ?? ""),
    actions: actionOf(entries.get(`${name}.CUI`) ?? ""),
  };
}

const METHODS: Record<string, ApiCall> = {
  I: "Initialize",
  T: "Terminate",
  C: "Commit",
  GET: "GetValue",
  SET: "SetValue",
  GES: "GetErrorString",
  GLE: "GetLastError",
  GeDi: "GetDiagnostic",
};

function parseStep(command: string, words: Properties): Step {
  const [method = "", argument = "", returns = "", error = "0"] = command.split("->");
  if (method === "COI") return { kind: "objectives", identifiers: argument.split(",") };
  const call = METHODS[method];
  if (!call) throw new Error(`unknown command ${command}`);
  return {
    kind: "call",
    call,
    arguments: argumentsOf(call, argument, words),
    returns: expectationOf(call, argument, returns, error, words),
    error,
  };
}

function argumentsOf(call: ApiCall, argument: string, words: Properties): string[] {
  if (call === "GetLastError") return [];
  if (call === "GetValue") return [elementOf(argument, words)];
  if (call !== "SetValue") return [argument];
  const at = argument.indexOf("!");
  return [elementOf(argument.slice(0, at), words), textOf(argument.slice(at + 1), words)];
}

/** `c~OB~&obj1&~SS` is cmi.objectives.{the index of obj1}.success_status. */
const elementOf = (text: string, words: Properties) =>
  expand(text, words)
    .map((part) => part.replace(/^&(.*)&$/, "{objective:$1}"))
    .join(".");

const textOf = (text: string, words: Properties) => expand(text, words).join("");

/** `tar~activity_1` is {target=activity_1}, whatever the activity is called. */
function expand(text: string, words: Properties): string[] {
  const parts: string[] = [];
  let isTarget = false;
  for (const part of text.split("~")) {
    if (isTarget) parts.push(`{target=${part}}`);
    else if (part !== "tar") parts.push(words.get(part) ?? part);
    isTarget = part === "tar";
  }
  return parts;
}

function expectationOf(
  call: ApiCall,
  argument: string,
  returns: string,
  error: string,
  words: Properties,
): Expectation {
  if (returns === "less255") return { kind: "shorterThan255" };
  if (returns === "emptyCS") return { kind: "empty" };
  if (returns === "") return { kind: error === "0" ? "any" : "empty" };
  return { kind: kindOf(call, argument), value: words.get(returns) ?? returns };
}

function kindOf(call: ApiCall, argument: string): "value" | "number" | "duration" {
  if (call !== "GetValue") return "value";
  if (/~(SCA|RW|MN|MX|PM|CT|SPS)$/.test(argument)) return "number";
  return /~TT$/.test(argument) ? "duration" : "value";
}

/** `toc.enabled.selectable@Activity 5` asks about one line of the contents; a disabled control is asked for the other way round. */
function parseShown(questions: string, answers: string): Shown[] {
  const given = answers.split("~");
  return questions
    .split("~")
    .filter(Boolean)
    .map((question, index) => {
      const [what = "", title] = question.split("@");
      const yes = given[index] === "Y";
      const [control = "", state = ""] = what.split(".");
      return {
        control: controlOf(control, what),
        title: title ?? null,
        expected: state === "disabled" ? !yes : yes,
        question,
      };
    });
}

function controlOf(control: string, what: string): Shown["control"] {
  if (control === "continue" || control === "previous") return control;
  if (what === "toc.visible") return "visible";
  return what === "toc.enabled.selectable" ? "selectable" : "contents";
}

/** The suite's names for what the learner does. */
function actionOf(name: string): LearnerAction[] {
  const [verb = "", title = ""] = name.split("~");
  if (verb.startsWith("Choice")) return [{ kind: "choice", title }];
  if (verb.startsWith("Relaunch")) return [{ kind: "relaunch" }];
  return ACTIONS[verb] ?? [];
}

/** AutoTest and HasEnded ask only that the session has ended. */
const ACTIONS: Record<string, LearnerAction[]> = {
  Continue: [{ kind: "continue" }],
  Previous: [{ kind: "previous" }],
  Exit: [{ kind: "exit" }],
  ExitAll: [{ kind: "exitAll" }],
  SuspendAll: [{ kind: "suspendAll" }],
  Abandon: [{ kind: "abandon" }],
  AbandonAll: [{ kind: "abandonAll" }],
  ContinueExitCM8: [{ kind: "continue" }, { kind: "relaunch" }],
  DMBx: [{ kind: "relaunch" }],
  DMBxAct: [{ kind: "relaunch" }, { kind: "choice", title: "Data Model Behavior Test 1" }],
  APIt1: [{ kind: "choice", title: "API Implementation Test 1" }],
  APIt2: [{ kind: "choice", title: "API Implementation Test 2" }],
};
