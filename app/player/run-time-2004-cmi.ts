/**
 * One communication session of a SCORM 2004 SCO: scorm-again's data model behind an API object of our own, which adds what only the
 * sequencing knows (adl.nav, SN §5.6) and notes what the SCO has said. Every visit has its own, so that no SCO can speak for another.
 */
import { Scorm2004API } from "scorm-again/scorm2004/min";
import type { NavigationRequest } from "./run-time";
import { isElementName, positionsIn } from "./run-time-2004-elements";
import {
  isNavigationRequest,
  parseNavigationRequest,
  parseValidityElement,
} from "./run-time-2004-navigation";
import { MODEL_SETTINGS, storableValues } from "./scorm-model";
import type { SharedData } from "./sequencing/settings";

export type Values = Record<string, string>;

/** What the session asks of the sequencing, and what it tells of the SCO as it happens. */
export type CmiHost = {
  isValid: (request: NavigationRequest) => boolean;
  changed: () => void;
  committed: () => void;
  finished: (request: NavigationRequest | null) => void;
};

export type CmiSession = {
  api: object;
  /** Every value that can be stored. */
  values: () => Values;
  /** Those of them that the SCO has set in this session. */
  said: () => Values;
  /** What the SCO has written to shared data, by target. */
  shared: () => Values;
  hasSpoken: () => boolean;
};

/** Opens the data model with what the LMS initializes (RTE §4.2) and the shared data that the activity is mapped to (CAM §3.4.1.16). */
export function openCmi(
  start: Values,
  maps: SharedData[],
  shared: Values,
  host: CmiHost,
): CmiSession {
  const model = loaded(start);
  model.restoreSharedDataSnapshot(shared);
  model.adl.configureSharedDataMaps(
    maps.map(({ target, read, write }) => ({
      targetID: target,
      readSharedData: read,
      writeSharedData: write,
    })),
  );
  const said = new Set<string>();
  const values = () => storableValues(model);
  return {
    api: new Api1484(model, start, said, host),
    values,
    said: () => Object.fromEntries(Object.entries(values()).filter(([name]) => said.has(name))),
    shared: () => model.adl.captureWritableSharedDataSnapshot(),
    hasSpoken: () => !model.isNotInitialized(),
  };
}

/** A model with these values; where one of them cannot be what it says, with all the others. */
function loaded(start: Values): Scorm2004API {
  try {
    const model = new Scorm2004API({ ...MODEL_SETTINGS });
    model.loadFromFlattenedJSON(start, "");
    return model;
  } catch {
    return loadedOneByOne(start);
  }
}

function loadedOneByOne(start: Values): Scorm2004API {
  const model = new Scorm2004API({ ...MODEL_SETTINGS });
  // what others depend on comes first (RTE §4.1.1.3)
  const rank = (element: string) =>
    element.endsWith(".id") ? 0 : element.endsWith(".type") ? 1 : 2;
  const ordered = Object.entries(start).sort(([one], [other]) => rank(one) - rank(other));
  for (const [element, value] of ordered) {
    try {
      model.loadFromFlattenedJSON({ [element]: value }, "");
    } catch {
      // a value that its own type does not allow was never a SCO's
    }
  }
  return model;
}

/** API_1484_11 as a SCO finds it (RTE §3.3). */
class Api1484 {
  readonly version = "1.0";
  #request = "_none_";

  readonly #model: Scorm2004API;
  readonly #start: Values;
  readonly #said: Set<string>;
  readonly #host: CmiHost;

  constructor(model: Scorm2004API, start: Values, said: Set<string>, host: CmiHost) {
    this.#model = model;
    this.#start = start;
    this.#said = said;
    this.#host = host;
  }

  Initialize(parameter: string): string {
    return tell(this.#model.Initialize(parameter), this.#host.committed);
  }

  Terminate(parameter: string): string {
    return tell(this.#model.Terminate(parameter), () =>
      this.#host.finished(parseNavigationRequest(this.#request)),
    );
  }

  Commit(parameter: string): string {
    return tell(this.#model.Commit(parameter), this.#host.committed);
  }

  GetValue(given: string): string {
    const element = String(given);
    if (!this.#model.isInitialized() || element === "") return this.#model.GetValue(element);
    if (!isElementName(element)) return fail(this.#model, "401", "");
    const own = ownValue(this.#model, element, this.#request, this.#host);
    return own ?? modelValue(this.#model, element, this.#start);
  }

  SetValue(given: string, value: string): string {
    const element = String(given);
    if (!this.#model.isInitialized() || element === "") return this.#model.SetValue(element, value);
    if (element === "adl.nav.request") return this.#ask(String(value));
    if (!isElementName(element) || isContainer(this.#model, element))
      return fail(this.#model, "401", "false");
    return tell(this.#model.SetValue(element, value), () => {
      this.#said.add(element);
      this.#host.changed();
    });
  }

  GetLastError(): string {
    return this.#model.GetLastError();
  }

  GetErrorString(code: string): string {
    return this.#model.GetErrorString(code);
  }

  GetDiagnostic(code: string): string {
    return this.#model.GetDiagnostic(code);
  }

  #ask(request: string): string {
    if (!isNavigationRequest(request)) return fail(this.#model, "406", "false");
    this.#request = request;
    return fail(this.#model, "0", "true");
  }
}

/** Tells of a call that went well. */
function tell(answer: string, listener: () => void): string {
  if (answer === "true") listener();
  return answer;
}

function fail(model: Scorm2004API, code: string, answer: string): string {
  model.lastErrorCode = code;
  return answer;
}

/** The elements of adl.nav: scorm-again knows them only together with its own sequencing. */
function ownValue(
  model: Scorm2004API,
  element: string,
  request: string,
  host: CmiHost,
): string | null {
  if (element === "adl.nav.request") return fail(model, "0", request);
  const asked = parseValidityElement(element);
  return asked && fail(model, "0", String(host.isValid(asked)));
}

/** What the library answers, corrected where the specification has another answer. */
function modelValue(model: Scorm2004API, element: string, start: Values): string {
  const value: unknown = model.GetValue(element);
  // a part of the model with elements below it is no element itself, and the content must not get hold of it
  if (typeof value !== "string") return fail(model, "401", "");
  if (model.lastErrorCode === "403")
    return fail(model, isBeyond(model, element) ? "301" : "403", "");
  // launch data that the manifest does not have are not an empty text but not initialized (RTE §4.2.13)
  if (element === "cmi.launch_data" && start[element] === undefined) return fail(model, "403", "");
  return value;
}

function isContainer(model: Scorm2004API, element: string): boolean {
  const value: unknown = model.GetValue(element);
  model.lastErrorCode = "0";
  return typeof value !== "string";
}

/** A position that a collection does not have yet is a general failure (RTE §3.1.7.6), not an element without a value. */
const isBeyond = (model: Scorm2004API, element: string): boolean =>
  positionsIn(element).some(
    ({ collection, position }) => position >= Number(model.GetValue(`${collection}._count`)),
  );
