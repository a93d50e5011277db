/**
 * One communication session of a SCORM 2004 SCO: scorm-again's data model behind an API object of our own, which adds what only the
 * sequencing knows (adl.nav, SN §5.6) and notes what the SCO has said. Every visit has its own, so that no SCO can speak for another.
 */
import { Scorm2004API } from "scorm-again/scorm2004/min";
import { isStorable } from "~/domain/learning/cmi";
import type { NavigationRequest } from "./run-time";
import {
  isNavigationRequest,
  parseNavigationRequest,
  parseValidityElement,
} from "./run-time-2004-navigation";
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

const SETTINGS = {
  autocommit: false,
  lmsCommitUrl: false,
  dataCommitFormat: "flattened",
  logLevel: 5,
} as const;

/** Opens the data model with what the LMS initializes (RTE §4.2) and the shared data that the activity is mapped to (CAM §3.4.1.16). */
export function openCmi(
  start: Values,
  maps: SharedData[],
  shared: Values,
  host: CmiHost,
): CmiSession {
  const model = new Scorm2004API({ ...SETTINGS });
  model.loadFromFlattenedJSON(start, "");
  model.restoreSharedDataSnapshot(shared);
  model.adl.configureSharedDataMaps(
    maps.map(({ target, read, write }) => ({
      targetID: target,
      readSharedData: read,
      writeSharedData: write,
    })),
  );
  const said = new Set<string>();
  const values = () => storable(model);
  return {
    api: makeApi(model, start, said, host),
    values,
    said: () => Object.fromEntries(Object.entries(values()).filter(([name]) => said.has(name))),
    shared: () => model.adl.captureWritableSharedDataSnapshot(),
    hasSpoken: () => !model.isNotInitialized(),
  };
}

function storable(model: Scorm2004API): Values {
  const values: Values = {};
  for (const [element, value] of Object.entries(model.renderCommitCMI(false) as object)) {
    if (value === "" || (typeof value !== "string" && typeof value !== "number")) continue;
    if (isStorable(element, String(value))) values[element] = String(value);
  }
  return values;
}

const yes = (answer: string) => answer === "true";

/** API_1484_11 (RTE §3.3). */
function makeApi(model: Scorm2004API, start: Values, said: Set<string>, host: CmiHost): object {
  let request = "_none_";
  const told = (answer: string, tell: () => void) => {
    if (yes(answer)) tell();
    return answer;
  };
  return {
    version: "1.0",
    Initialize: (parameter: string) => told(model.Initialize(parameter), host.committed),
    Commit: (parameter: string) => told(model.Commit(parameter), host.committed),
    Terminate: (parameter: string) =>
      told(model.Terminate(parameter), () => host.finished(parseNavigationRequest(request))),
    GetValue: (element: string) =>
      (model.isInitialized() && ownValue(model, String(element), request, host)) ||
      modelValue(model, String(element), start),
    SetValue: (element: string, value: string) => {
      if (model.isInitialized() && element === "adl.nav.request") {
        if (!isNavigationRequest(String(value))) return fail(model, "406", "false");
        request = String(value);
        return fail(model, "0", "true");
      }
      return told(model.SetValue(element, value), () => {
        said.add(element);
        host.changed();
      });
    },
    GetLastError: () => model.GetLastError(),
    GetErrorString: (code: string) => model.GetErrorString(code),
    GetDiagnostic: (code: string) => model.GetDiagnostic(code),
  };
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

/** RTE §4.2.13: launch data that the manifest does not have are not an empty text but not initialized. */
function modelValue(model: Scorm2004API, element: string, start: Values): string {
  const value = model.GetValue(element);
  if (element === "cmi.launch_data" && model.isInitialized() && start[element] === undefined)
    return fail(model, "403", "");
  return value;
}
