/**
 * The shell on the content origin: owns the session that content finds as its API in the parent window, journals what the player page
 * has not kept yet, and talks to that page through one transferred port. It holds no authority: a SCO may reach all of it.
 */
import { type Journal, openJournal, synchronousStorage } from "./journal";
import type { Entry, FromShell, OpenMessage, ToShell } from "./messages";
import type { OpenRunTime } from "./run-time";
import { Stage } from "./stage";

let port: MessagePort | null = null;
let journal: Journal | null = null;
let stage: Stage | null = null;
let openRunTime: OpenRunTime;
let mark = 0;

const application = document.body.dataset.application ?? "";

/** Offers itself to the player page; `open` is the run-time of the standard that this shell is for. */
export function startShell(open: OpenRunTime): void {
  openRunTime = open;
  window.addEventListener("message", takePort);
  window.addEventListener("pagehide", () => stage?.save());
  document.addEventListener(
    "visibilitychange",
    () => document.visibilityState === "hidden" && stage?.save(),
  );
  window.parent.postMessage("breakwater:shell", application);
}

function takePort(event: MessageEvent): void {
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
}

const say = (message: FromShell) => port?.postMessage(message);

function receive(message: ToShell): void {
  if (message.type === "hello") {
    journal = openJournal(synchronousStorage(), shellName());
    say({ type: "journal", left: journal.left() });
  } else if (message.type === "open") open(message);
  else if (message.type === "navigate") stage?.ask(message.request, message.visit);
  else if (message.type === "reload") stage?.reload();
  else if (message.type === "kept") journal?.kept(message.mark);
  else if (message.type === "forget") journal?.forget(message.taken);
  else if (message.type === "leave") leave();
}

const shellName = () => crypto.getRandomValues(new Uint32Array(3)).join("-");

function open(message: OpenMessage): void {
  stage = new Stage(message, openRunTime, { say, keep: (entry) => keep(message, entry) });
  stage.begin();
}

function keep({ attemptId, epoch }: OpenMessage, entry: Entry): void {
  mark += 1;
  journal?.write({ attemptId, epoch, mark, entry });
  say({ type: "state", mark, entry });
}

function leave(): void {
  if (stage) stage.leave();
  else say({ type: "left" });
}
