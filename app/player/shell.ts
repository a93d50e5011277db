/**
 * The shell on the content origin: owns the SCORM API that the SCO finds in its parent window, journals what the player page
 * has not kept yet, and talks to that page through one transferred port. It holds no authority: a SCO may reach all of it.
 */
import { Scorm12API } from "scorm-again/scorm12/min";
import { Scorm2004API } from "scorm-again/scorm2004/min";
import { isStorable } from "~/domain/learning/cmi";
import { type Journal, openJournal, synchronousStorage } from "./journal";
import type { Entry, FromShell, LoadMessage, ToShell } from "./messages";
import { atSessionEnd } from "./session-end";

type Api = Scorm12API | Scorm2004API;
type Visit = {
  load: LoadMessage;
  api: Api | null;
  startedAt: number;
  /** When its document had loaded. */
  shownAt: number | null;
  toldViewed: boolean;
  finished: boolean;
  last: string;
};

const frame = document.createElement("iframe");
frame.title = "Content";
frame.allow = "fullscreen";
document.body.append(frame);

let port: MessagePort | null = null;
let journal: Journal | null = null;
let visit: Visit | null = null;
let mark = 0;
let request: string | null = null;
let timer = 0;

const application = document.body.dataset.application ?? "";

window.addEventListener("message", (event) => {
  if (
    port ||
    event.origin !== application ||
    event.source !== window.parent ||
    event.data !== "breakwater:port"
  )
    return;
  port = event.ports[0] ?? null;
  if (!port) return;
  port.onmessage = (message: MessageEvent<ToShell>) => receive(message.data);
  say({ type: "ready" });
});
window.parent.postMessage("breakwater:shell", application);

const say = (message: FromShell) => port?.postMessage(message);

function receive(message: ToShell): void {
  if (message.type === "hello") {
    journal = openJournal(synchronousStorage(), message.attemptId, shellName());
    say({ type: "journal", entries: journal.entries() });
  } else if (message.type === "load") load(message);
  else if (message.type === "kept") journal?.kept(message.mark);
  else if (message.type === "forget") journal?.forget(message.epochs);
  else if (message.type === "leave") leave();
}

const shellName = () => crypto.getRandomValues(new Uint32Array(3)).join("-");

function load(message: LoadMessage): void {
  const globals = window as unknown as { API?: Api; API_1484_11?: Api };
  delete globals.API;
  delete globals.API_1484_11;
  visit = {
    load: message,
    api: null,
    startedAt: performance.now(),
    shownAt: null,
    toldViewed: false,
    finished: false,
    last: "",
  };
  request = null;
  if (message.isSco) {
    const api = message.standard === "1.2" ? makeApi12(message) : makeApi2004(message);
    visit.api = api;
    if (message.standard === "1.2") globals.API = api;
    else globals.API_1484_11 = api;
  }
  frame.src = message.href;
}

const SETTINGS = {
  autocommit: false,
  lmsCommitUrl: false,
  dataCommitFormat: "flattened",
  logLevel: 5,
  selfReportSessionTime: true,
} as const;

function makeApi12(message: LoadMessage): Api {
  const api = new Scorm12API({ ...SETTINGS, mastery_override: true });
  api.loadFromFlattenedJSON(message.start, "");
  api.on("LMSSetValue.cmi.*", soon);
  for (const event of ["LMSInitialize", "LMSCommit"]) api.on(event, save);
  api.on("LMSFinish", finish);
  return api;
}

function makeApi2004(message: LoadMessage): Api {
  const api = new Scorm2004API({ ...SETTINGS });
  api.loadFromFlattenedJSON(message.start, "");
  api.on("SetValue.cmi.*", soon);
  api.on("SetValue.adl.nav.request", (_element: unknown, value: unknown) => {
    request = typeof value === "string" ? value : null;
  });
  for (const event of ["Initialize", "Commit"]) api.on(event, save);
  api.on("Terminate", finish);
  return api;
}

/** Content that sets values without committing is kept too, a moment after the first of them, however busy it stays. */
function soon(): void {
  if (timer) return;
  say({ type: "changed" });
  timer = window.setTimeout(save, 250);
}

function finish(): void {
  if (!visit) return;
  visit.finished = true;
  save();
  say({ type: "left", item: visit.load.item, request });
}

function entryOf(current: Visit): Entry {
  const { item, visit: number, standard, start } = current.load;
  const cmi = valuesOf(current.api);
  return {
    item,
    visit: String(number),
    seconds: Math.round((performance.now() - current.startedAt) / 1000),
    viewed: wasViewed(current),
    cmi: current.finished ? atSessionEnd(standard, cmi, start) : cmi,
  };
}

function valuesOf(api: Api | null): Record<string, string> {
  const cmi: Record<string, string> = {};
  if (!api) return cmi;
  const rendered = api.renderCommitCMI(false) as Record<string, unknown>;
  for (const [element, value] of Object.entries(rendered)) {
    if (value === "" || (typeof value !== "string" && typeof value !== "number")) continue;
    if (isStorable(element, String(value))) cmi[element] = String(value);
  }
  return cmi;
}

const hasSpoken = (current: Visit) => current.api !== null && !current.api.isNotInitialized();

/** A SCO must call the API (RTE 3.2.1, 2004 RTE 3.1); one that was on the screen this long without a call never will. */
const SILENT_MS = 5000;

/** Content that never speaks is done when it was shown: an asset at once, a SCO only if it never spoke before either. */
function wasViewed(current: Visit): boolean {
  if (current.shownAt === null || hasSpoken(current)) return false;
  if (!current.api) return true;
  const { start } = current.load;
  const fresh = (start["cmi.entry"] ?? start["cmi.core.entry"]) === "ab-initio";
  return fresh && performance.now() - current.shownAt >= SILENT_MS;
}

frame.addEventListener("load", () => {
  if (!visit || visit.shownAt !== null) return;
  visit.shownAt = performance.now();
  say({ type: "shown" });
  const shown = visit;
  window.setTimeout(() => sayViewed(shown), shown.api ? SILENT_MS + 100 : 0);
});

/** Tells at once that content without a word was seen, so that a tab closed later loses nothing. */
function sayViewed(shown: Visit): void {
  if (visit !== shown || shown.toldViewed || !wasViewed(shown)) return;
  shown.toldViewed = true;
  send(entryOf(shown));
}

function save(): void {
  window.clearTimeout(timer);
  timer = 0;
  if (!visit || !journal) return;
  if (!hasSpoken(visit)) return;
  const entry = entryOf(visit);
  const fingerprint = JSON.stringify(entry.cmi) + visit.finished;
  if (fingerprint === visit.last) {
    say({ type: "unchanged" });
    return;
  }
  visit.last = fingerprint;
  send(entry);
}

function send(entry: Entry): void {
  if (!visit || !journal) return;
  mark += 1;
  journal.write(mark, visit.load.epoch, entry);
  say({ type: "state", mark, entry });
}

/** The learner leaves the SCO: it may finish itself while it unloads; what it did not say is said for it. */
function leave(): void {
  if (!visit) return;
  const leaving = visit;
  const viewed = !leaving.toldViewed && wasViewed(leaving) ? entryOf(leaving) : null;
  frame.addEventListener("load", () => ended(leaving, viewed), { once: true });
  frame.src = "about:blank";
}

function ended(leaving: Visit, viewed: Entry | null): void {
  if (visit !== leaving) return;
  if (viewed && !hasSpoken(leaving)) send(viewed);
  else save();
  if (!leaving.finished) say({ type: "left", item: leaving.load.item, request: null });
  visit = null;
}

// A closing tab loses what is asynchronous; the journal is not.
window.addEventListener("pagehide", save);
document.addEventListener(
  "visibilitychange",
  () => document.visibilityState === "hidden" && save(),
);
