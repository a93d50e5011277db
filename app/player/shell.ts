/**
 * The shell on the content origin: owns the SCORM API that the SCO finds in its parent window, journals what the player page
 * has not kept yet, and talks to that page through one transferred port. It holds no authority: a SCO may reach all of it.
 */
import { NO_SEQUENCING } from "~/domain/learning/schema";
import { isEmpty, openFrame, unloadFrame } from "./content-frame";
import { type Journal, openJournal, synchronousStorage } from "./journal";
import type { Entry, FromShell, LoadMessage, ToShell } from "./messages";
import { type Api, makeApi, offerApi, valuesOf } from "./scorm-api";
import { atSessionEnd } from "./session-end";

/** One opening of one lesson. What its content says belongs to this visit and to no other, however late it comes. */
type Visit = {
  load: LoadMessage;
  frame: HTMLIFrameElement | null;
  api: Api | null;
  startedAt: number;
  /** When its document had loaded. */
  shownAt: number | null;
  toldViewed: boolean;
  /** The page asked for another lesson or the exit: what the SCO wishes while it unloads comes too late. */
  leaving: boolean;
  finished: boolean;
  request: string | null;
  timer: number;
  last: string;
};

let port: MessagePort | null = null;
let journal: Journal | null = null;
let visit: Visit | null = null;
let mark = 0;

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
    journal = openJournal(synchronousStorage(), shellName());
    say({ type: "journal", left: journal.left() });
  } else if (message.type === "load") load(message);
  else if (message.type === "kept") journal?.kept(message.mark);
  else if (message.type === "forget") journal?.forget(message.taken);
  else if (message.type === "leave") leave();
}

const shellName = () => crypto.getRandomValues(new Uint32Array(3)).join("-");

function load(message: LoadMessage): void {
  // the page does not wait for ever for a lesson that will not go
  if (visit) end(visit, null);
  const current: Visit = {
    load: message,
    frame: null,
    api: null,
    startedAt: performance.now(),
    shownAt: null,
    toldViewed: false,
    leaving: false,
    finished: false,
    request: null,
    timer: 0,
    last: "",
  };
  visit = current;
  if (message.isSco) current.api = apiOf(current);
  offerApi(message.standard, current.api);
  current.frame = openFrame(message.href, (arrived) => arrive(current, arrived));
}

const apiOf = (current: Visit): Api =>
  makeApi(current.load, {
    changed: () => saveSoon(current),
    committed: () => save(current),
    requested: (request) => {
      current.request = request;
    },
    finished: () => finish(current),
  });

/** Content that sets values without committing is kept too, a moment after the first of them, however busy it stays. */
function saveSoon(current: Visit): void {
  if (current.timer) return;
  say({ type: "changed" });
  current.timer = window.setTimeout(() => save(current), 250);
}

function finish(current: Visit): void {
  current.finished = true;
  save(current);
  if (!current.leaving) say({ type: "left", item: current.load.item, request: current.request });
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
    ...NO_SEQUENCING,
  };
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

/** What did not arrive was not shown, and cannot have been viewed. */
function arrive(current: Visit, arrived: boolean): void {
  if (current.leaving) return;
  if (!arrived) {
    say({ type: "missing" });
    return;
  }
  current.shownAt = performance.now();
  say({ type: "shown" });
  window.setTimeout(() => sayViewed(current), current.api ? SILENT_MS + 100 : 0);
  window.setTimeout(() => sayEmpty(current), SILENT_MS);
}

/** Tells at once that content without a word was seen, so that a tab closed later loses nothing. */
function sayViewed(current: Visit): void {
  if (visit !== current || current.toldViewed || !wasViewed(current)) return;
  current.toldViewed = true;
  send(current, entryOf(current));
}

/** A learner before a blank page must know that nothing more will come. */
function sayEmpty(current: Visit): void {
  if (visit !== current || hasSpoken(current)) return;
  if (current.frame && isEmpty(current.frame)) say({ type: "empty" });
}

function save(current: Visit): void {
  window.clearTimeout(current.timer);
  current.timer = 0;
  if (!hasSpoken(current)) return;
  const entry = entryOf(current);
  const fingerprint = JSON.stringify(entry.cmi) + current.finished;
  if (fingerprint === current.last) {
    say({ type: "unchanged" });
    return;
  }
  current.last = fingerprint;
  send(current, entry);
}

function send(current: Visit, entry: Entry): void {
  mark += 1;
  const { attemptId, epoch } = current.load;
  journal?.write({ attemptId, epoch, mark, entry });
  say({ type: "state", mark, entry });
}

/** The learner leaves the SCO: it may finish itself while it unloads; what it did not say is said for it. */
function leave(): void {
  if (!visit?.frame || visit.leaving) return;
  const leaving = visit;
  leaving.leaving = true;
  const viewed = !leaving.toldViewed && wasViewed(leaving) ? entryOf(leaving) : null;
  unloadFrame(visit.frame, () => end(leaving, viewed));
}

/** The page hears that a lesson was left only when nothing of it is there any more. */
function end(current: Visit, viewed: Entry | null): void {
  if (visit !== current) return;
  current.leaving = true;
  current.frame?.remove();
  if (viewed && !hasSpoken(current)) send(current, viewed);
  else save(current);
  say({ type: "left", item: current.load.item, request: null });
  visit = null;
}

const saveNow = () => visit && save(visit);
// A closing tab loses what is asynchronous; the journal is not.
window.addEventListener("pagehide", saveNow);
document.addEventListener(
  "visibilitychange",
  () => document.visibilityState === "hidden" && saveNow(),
);
