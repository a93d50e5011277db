/**
 * One communication session of a SCORM 1.2 SCO: scorm-again's data model behind an API object of our own, which answers every call
 * with the error code of the specification (RTE §3.3) and lets nothing through that the model would take wrongly.
 */
import { Scorm12API } from "scorm-again/scorm12/min";
import { readingError, writingError } from "./data-model-12";
import type { RunTimeListener } from "./run-time";
import { MODEL_SETTINGS, storableValues } from "./scorm-model";

type Values = Record<string, string>;

export type CmiSession12 = {
  api: object;
  /** Every value that can be stored. */
  values: () => Values;
  hasSpoken: () => boolean;
};

/** The mastery score and the status a SCO leaves open are decided by `atSessionEnd`. */
const SETTINGS = { ...MODEL_SETTINGS, mastery_override: false } as const;

/** Opens the data model with what the LMS initializes and the SCO left behind (RTE §3.4.4). */
export function openCmi12(start: Values, listener: RunTimeListener): CmiSession12 {
  const model = new Scorm12API({ ...SETTINGS });
  widen(model);
  load(model, start);
  return {
    api: new Api12(model, listener),
    values: () => storableValues(model),
    hasSpoken: () => !model.isNotInitialized(),
  };
}

/** A score without a maximum has none, and an interaction's values are checked by `writingError` alone. */
function widen(model: Scorm12API): void {
  model.cmi.core.score.max = "";
  const make = model.getChildElement.bind(model);
  model.getChildElement = (...of) => {
    const child = make(...of);
    if (child?.score) child.score.max = "";
    for (const field of ["weighting", "result", "student_response", "pattern"])
      if (child && `_${field}` in child) makePlain(child, field);
    return child;
  };
}

function makePlain(child: Record<string, unknown>, field: string): void {
  Object.defineProperty(child, field, {
    get: () => child[`_${field}`],
    set: (value: string) => {
      child[`_${field}`] = value;
    },
  });
}

/** What the model does not take, an impossible mastery score of the manifest for one, is left out: it must not keep the SCO from starting. */
function load(model: Scorm12API, start: Values): void {
  const set = model.setCMIValue;
  model.setCMIValue = (element, value) => {
    try {
      return set.call(model, element, value);
    } catch {
      return "false";
    }
  };
  model.loadFromFlattenedJSON(start, "");
  model.setCMIValue = set;
  model.lastErrorCode = "0";
}

const ERRORS = ["0", "101", "201", "202", "203", "301", "401", "402", "403", "404", "405"];

/** API as a SCO finds it (RTE §3.3.2). */
class Api12 {
  readonly #model: Scorm12API;
  readonly #listener: RunTimeListener;
  #hasReadComments = false;

  constructor(model: Scorm12API, listener: RunTimeListener) {
    this.#model = model;
    this.#listener = listener;
  }

  LMSInitialize(parameter: unknown = ""): string {
    const answer = this.#model.LMSInitialize(String(parameter));
    if (answer === "true") this.#listener.committed();
    return answer;
  }

  LMSFinish(parameter: unknown = ""): string {
    if (String(parameter) !== "") return this.#answer("201", "false");
    if (!this.#model.isInitialized()) return this.#answer("301", "false");
    const answer = this.#model.LMSFinish("");
    if (answer === "true") this.#listener.finished(null);
    return answer;
  }

  LMSCommit(parameter: unknown = ""): string {
    if (String(parameter) !== "") return this.#answer("201", "false");
    if (!this.#model.isInitialized()) return this.#answer("301", "false");
    this.#listener.committed();
    return this.#answer("0", "true");
  }

  LMSGetValue(name: unknown = ""): string {
    const element = String(name);
    if (!this.#model.isInitialized()) return this.#answer("301", "");
    const error = readingError(element);
    if (error !== "0") return this.#answer(error, "");
    if (element === "cmi.comments") this.#hasReadComments = true;
    const value = String(this.#model.LMSGetValue(element));
    // a count can be read, but not of an interaction that is not there
    return this.LMSGetLastError() === "404" ? this.#answer("201", "") : value;
  }

  LMSSetValue(name: unknown = "", given: unknown = ""): string {
    const element = String(name);
    const value = element === "cmi.comments" ? this.#commented(String(given)) : String(given);
    if (!this.#model.isInitialized()) return this.#answer("301", "false");
    const error = writingError(element, value);
    if (error !== "0") return this.#answer(error, "false");
    const answer = this.#model.LMSSetValue(element, understood(element, value));
    if (answer === "true") this.#listener.changed();
    return answer;
  }

  LMSGetLastError(): string {
    return String(this.#model.lastErrorCode);
  }

  LMSGetErrorString(code: unknown = ""): string {
    return ERRORS.includes(String(code)) ? this.#model.LMSGetErrorString(String(code)) : "";
  }

  /** Without a code, about the last error. */
  LMSGetDiagnostic(code: unknown = ""): string {
    const about = String(code) === "" ? this.LMSGetLastError() : String(code);
    return ERRORS.includes(about) ? this.#model.LMSGetDiagnostic(about) : "";
  }

  /** RTE §3.4.4: comments are added to those before. A SCO that read them and says them again means the whole. */
  #commented(comment: string): string {
    if (!this.#model.isInitialized()) return comment;
    const before = this.#model.cmi.comments;
    return this.#hasReadComments && comment.startsWith(before) ? comment : before + comment;
  }

  #answer(code: string, answer: string): string {
    this.#model.lastErrorCode = code;
    return answer;
  }
}

/** Words of SCORM 2004 that 1.2 has other words for. */
function understood(element: string, value: string): string {
  if (element === "cmi.core.exit" && value === "normal") return "";
  return value === "incorrect" && /^cmi\.interactions\.\d+\.result$/.test(element)
    ? "wrong"
    : value;
}
