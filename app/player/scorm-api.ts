/** The SCORM API as a SCO finds it, over scorm-again: what it says becomes three events, its values a flat record. */
import { Scorm12API } from "scorm-again/scorm12/min";
import { Scorm2004API } from "scorm-again/scorm2004/min";
import { isStorable } from "~/domain/learning/cmi";
import type { Standard } from "~/domain/packages/schema";

export type Api = Scorm12API | Scorm2004API;

export type Listener = {
  /** A value was set. */
  changed: () => void;
  /** The session began, or the SCO asked to keep its values. */
  committed: () => void;
  /** The SCO ended its session. */
  finished: () => void;
};

const SETTINGS = {
  autocommit: false,
  lmsCommitUrl: false,
  dataCommitFormat: "flattened",
  logLevel: 5,
  selfReportSessionTime: true,
} as const;

type Values = Record<string, string>;

export const makeApi = (standard: Standard, start: Values, listener: Listener): Api =>
  standard === "1.2" ? makeApi12(start, listener) : makeApi2004(start, listener);

function makeApi12(start: Values, listener: Listener): Api {
  const api = new Scorm12API({ ...SETTINGS, mastery_override: true });
  api.loadFromFlattenedJSON(start, "");
  api.on("LMSSetValue.cmi.*", listener.changed);
  for (const event of ["LMSInitialize", "LMSCommit"]) api.on(event, listener.committed);
  api.on("LMSFinish", listener.finished);
  return api;
}

function makeApi2004(start: Values, listener: Listener): Api {
  const api = new Scorm2004API({ ...SETTINGS });
  api.loadFromFlattenedJSON(start, "");
  api.on("SetValue.cmi.*", listener.changed);
  for (const event of ["Initialize", "Commit"]) api.on(event, listener.committed);
  api.on("Terminate", listener.finished);
  return api;
}

/** Puts the API where a SCO looks for it, and takes away what a former lesson had there. */
export function offerApi(standard: Standard, api: object | null): void {
  const globals = window as unknown as { API?: object; API_1484_11?: object };
  delete globals.API;
  delete globals.API_1484_11;
  if (api) globals[standard === "1.2" ? "API" : "API_1484_11"] = api;
}

export function valuesOf(api: Api): Values {
  const cmi: Values = {};
  const rendered = api.renderCommitCMI(false) as Record<string, unknown>;
  for (const [element, value] of Object.entries(rendered)) {
    if (value === "" || (typeof value !== "string" && typeof value !== "number")) continue;
    if (isStorable(element, String(value))) cmi[element] = String(value);
  }
  return cmi;
}
