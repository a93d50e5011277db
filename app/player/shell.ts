/**
 * The shell on the content origin: owns the SCORM API that the SCO finds in its parent window, journals what the player page
 * has not kept yet, and talks to that page through one transferred port. It holds no authority: a SCO may reach all of it.
 */
import { Scorm12API } from "scorm-again/scorm12/min";
import { Scorm2004API } from "scorm-again/scorm2004/min";
import { type Journal, openJournal, synchronousStorage } from "./journal";
import type { Entry, FromShell, LoadMessage, ToShell } from "./messages";

type Api = Scorm12API | Scorm2004API;
type Visit = {
  load: LoadMessage;
  api: Api | null;
  startedAt: number;
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
    journal = openJournal(synchronousStorage(), message.attemptId);
    say({ type: "journal", entries: journal.entries() });
  } else if (message.type === "load") load(message);
  else if (message.type === "kept") journal?.kept(message.mark);
  else if (message.type === "forget") journal?.forget();
  else if (message.type === "leave") leave();
}

function load(message: LoadMessage): void {
  const globals = window as unknown as { API?: Api; API_1484_11?: Api };
  delete globals.API;
  delete globals.API_1484_11;
  visit = { load: message, api: null, startedAt: Date.now(), finished: false, last: "" };
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

const WRITABLE =
  /^cmi\.(core\.(lesson_location|lesson_status|exit|session_time|score\.(raw|min|max))|suspend_data|comments|student_preference\.|location|completion_status|success_status|progress_measure|exit|session_time|score\.|learner_preference\.|objectives\.\d|interactions\.\d|comments_from_learner\.\d)/;

function entryOf(current: Visit): Entry {
  const cmi: Record<string, string> = {};
  if (current.api) {
    const rendered = current.api.renderCommitCMI(false) as Record<string, unknown>;
    for (const [element, value] of Object.entries(rendered)) {
      if (
        value !== "" &&
        (typeof value === "string" || typeof value === "number") &&
        WRITABLE.test(element)
      )
        cmi[element] = String(value);
    }
  }
  const spoke = current.api ? !current.api.isNotInitialized() : false;
  const seconds = Math.round((Date.now() - current.startedAt) / 1000);
  return {
    item: current.load.item,
    visit: String(current.load.visit),
    seconds,
    viewed: !spoke,
    cmi,
  };
}

function save(): void {
  window.clearTimeout(timer);
  timer = 0;
  if (!visit || !journal) return;
  const entry = entryOf(visit);
  if (entry.viewed) return;
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
  frame.addEventListener("load", () => ended(leaving), { once: true });
  frame.src = "about:blank";
}

function ended(leaving: Visit): void {
  if (visit !== leaving) return;
  const entry = entryOf(leaving);
  if (entry.viewed) send(entry);
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
