/** The player page: drains what this device still holds, takes a launch, gives SCOs to the shell, and tells the truth about saving. */
import { deviceStore } from "./device-store";
import type { FromShell, Left, Standard } from "./messages";
import { openNotices } from "./notices";
import { SaveSession, type Ticket } from "./save-session";
import { linkShell, type ShellLink } from "./shell-link";
import { type ItemFacts, type Learner, startValues } from "./start-values";
import { httpTransport, recallLaunches, reportTrouble, requestLaunch } from "./transport";
import { openTroubleLog } from "./trouble";
import { openWindows, windowHost } from "./windows";

type Item = ItemFacts & { identifier: string; title: string; href: string; isSco: boolean };
type Configuration = {
  registrationId: string;
  attemptId: string;
  personId: string;
  shellUrl: string;
  contentPath: string;
  standard: Standard;
  items: Item[];
  learner: Learner;
  exitTo: string;
  words: Record<string, string>;
};

const configuration = JSON.parse(
  document.getElementById("player-configuration")?.textContent ?? "{}",
) as Configuration;
const element = (id: string) => document.getElementById(id) as HTMLElement;
const say = (key: string, detail = "") =>
  (configuration.words[key] ?? key).replace("{{detail}}", detail);

const troubleLog = openTroubleLog({
  report: (trouble) => reportTrouble(configuration.personId, trouble),
  seconds: () => performance.now() / 1000,
  schedule: (work, ms) => window.setTimeout(work, ms),
  random: () => crypto.getRandomValues(new Uint8Array(8)),
});
const { code } = troubleLog;
const notices = openNotices(say, element, {
  code: `${code.slice(0, 4)}-${code.slice(4)}`,
  note: (kind, status, reason) =>
    troubleLog.note({
      ...{ kind, status, reason, attemptId: configuration.attemptId },
      ...saving.queue.count(),
    }),
});

let link: ShellLink;
let ticket: Ticket;
let saving: SaveSession;
let current: Item | null = null;
/** The lesson to open once the current one has been left; the last one asked for. */
let wanted: Item | null = null;
let leaving: Promise<void> | null = null;
let missing = false;
let visit = 0;
let onLeft: (() => void) | null = null;
let onJournal: ((left: Left[]) => void) | null = null;
let released = false;

async function received(message: FromShell): Promise<void> {
  if (message.type === "journal") onJournal?.(message.left);
  else if (message.type === "shown") notices.loaded();
  else if (message.type === "missing") showMissing(true);
  else if (message.type === "empty") notices.empty(true);
  else if (message.type === "changed" || message.type === "unchanged")
    saving.change(message.type === "changed");
  else if (message.type === "state" && isKnown(message.entry.item)) {
    await saving.keep(message);
    remember(message.entry.item, message.entry.cmi, message.entry.viewed);
  } else if (message.type === "left") {
    onLeft?.();
    onLeft = null;
    if (message.item === current?.identifier) followRequest(message.request);
  }
}

const isKnown = (identifier: string) =>
  configuration.items.some((item) => item.identifier === identifier);

/** What the contents list shows while playing; the server decides what counts. */
function remember(identifier: string, cmi: Record<string, string>, viewed: boolean): void {
  const before = ticket.state.items[identifier];
  const status = cmi["cmi.core.lesson_status"] ?? cmi["cmi.completion_status"] ?? "";
  const done =
    viewed || ["completed", "passed"].includes(status) || cmi["cmi.success_status"] === "passed";
  ticket.state.items[identifier] = {
    cmi,
    time: before?.time,
    completion: done ? "completed" : "incomplete",
  };
  drawContents();
}

function followRequest(request: string | null): void {
  if (request === "continue") step(1);
  else if (request === "previous") step(-1);
  else if (request?.startsWith("exit") || request === "suspendAll") void exit();
}

function drawContents(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-item]")) {
    const identifier = button.dataset.item ?? "";
    const done = ticket.state.items[identifier]?.completion === "completed";
    button.setAttribute("aria-current", String(identifier === current?.identifier));
    const mark = button.querySelector("[data-mark]");
    if (mark) mark.textContent = done ? "✓" : "○";
    const word = button.querySelector("[data-word]");
    if (word) word.textContent = say(done ? "item_completed" : "item_open");
  }
  const index = current ? configuration.items.indexOf(current) : 0;
  (element("previous") as HTMLButtonElement).disabled = index <= 0;
  (element("next") as HTMLButtonElement).disabled = index >= configuration.items.length - 1;
}

function showMissing(isMissing: boolean): void {
  missing = isMissing;
  notices.problem(isMissing ? "missing" : null);
}

/** How long a lesson may take to unload. */
const PATIENCE_MS = 4000;

/** Resolves when the current lesson has been left; however often it is asked, it is left once. */
function leaveCurrent(): Promise<void> {
  if (!current) return Promise.resolve();
  leaving ??= new Promise<void>((resolve) => {
    onLeft = resolve;
    link.send({ type: "leave" });
    window.setTimeout(resolve, PATIENCE_MS);
  }).finally(() => {
    leaving = null;
  });
  return leaving;
}

async function open(item: Item): Promise<void> {
  wanted = item;
  await leaveCurrent();
  if (wanted !== item) return;
  wanted = null;
  show(item);
}

function show(item: Item): void {
  current = item;
  visit += 1;
  showMissing(false);
  notices.empty(false);
  const start = startValues(
    configuration.standard,
    item,
    configuration.learner,
    ticket.state.items[item.identifier],
  );
  const { standard } = configuration;
  link.send({
    type: "load",
    attemptId: ticket.attemptId,
    // what is only looked at has no launch that could save it, so that nobody takes its journal for work
    epoch: ticket.token ? ticket.epoch : 0,
    visit,
    item: item.identifier,
    href: configuration.contentPath + item.href,
    standard,
    isSco: item.isSco,
    start,
  });
  element("item-title").textContent = item.title;
  drawContents();
}

function step(by: number): void {
  const next = configuration.items[(current ? configuration.items.indexOf(current) : 0) + by];
  if (next) void open(next);
}

async function exit(): Promise<void> {
  wanted = null;
  await leaveCurrent();
  await atMost(saving.queue.drain(), 3000);
  window.location.assign(configuration.exitTo);
}

/** Another window of this person goes on with the lesson. */
async function letGo(): Promise<void> {
  wanted = null;
  await leaveCurrent();
  released = true;
  current = null;
  await atMost(saving.queue.drain(), 600);
  notices.problem("elsewhere");
}

const atMost = (work: Promise<unknown>, ms: number) =>
  Promise.race([work, new Promise((resolve) => window.setTimeout(resolve, ms))]);

/** What earlier shells could not hand on; of lessons that this package has. */
async function greetShell(linked: Promise<ShellLink>): Promise<Left[]> {
  link = await linked;
  const left = await new Promise<Left[]>((resolve) => {
    onJournal = resolve;
    link.send({ type: "hello" });
  });
  return left.filter(({ entry }) => isKnown(entry.item));
}

/** Asks the browser not to clear what is written ahead when it runs short of space. */
const askToPersist = () => navigator.storage?.persist?.().catch(() => false);

/** The content origin may be out of reach while this page is not: after a while the learner is told, and the lesson may still come. */
async function shellInTime(): Promise<ShellLink> {
  const late = window.setTimeout(() => notices.problem("unreachable"), SHELL_LATE_MS);
  const answered = await linkShell(
    element("shell") as HTMLIFrameElement,
    configuration.shellUrl,
    (message) => void received(message),
  );
  window.clearTimeout(late);
  notices.problem(null);
  return answered;
}

const SHELL_LATE_MS = 20_000;

async function begin(): Promise<void> {
  void askToPersist();
  const linked = shellInTime();
  const { attemptId, personId, registrationId } = configuration;
  saving = new SaveSession({
    attemptId,
    store: deviceStore(personId),
    transport: httpTransport(personId),
    windows: openWindows(windowHost(attemptId)),
    requestLaunch: () => requestLaunch(personId, registrationId),
    recallLaunches: (launches) => recallLaunches(personId, launches),
    greetShell: () => greetShell(linked),
    forget: (taken) => link.send({ type: "forget", taken }),
    kept: (mark) => link.send({ type: "kept", mark }),
    onStatus: notices.saving,
    onObstacle: notices.problem,
    letGo,
    schedule: (work, ms) => window.setTimeout(work, ms),
  });
  ticket = await saving.begin();
  const unfinished = configuration.items.find(
    (item) => ticket.state.items[item.identifier]?.completion !== "completed",
  );
  const last = configuration.items.find(
    (item) =>
      item.identifier === ticket.state.current &&
      ticket.state.items[item.identifier]?.completion !== "completed",
  );
  const first = last ?? unfinished ?? configuration.items[0];
  if (first) await open(first);
}

element("exit").addEventListener("click", (event) => {
  event.preventDefault();
  void exit();
});
// a double click is one wish: its second click may come after the next lesson is there, and would pass it by unseen
element("previous").addEventListener("click", ({ detail }) => detail <= 1 && step(-1));
element("next").addEventListener("click", ({ detail }) => detail <= 1 && step(1));
element("player-retry").addEventListener("click", () => {
  if (released) return window.location.reload();
  void saving.resume();
  if (missing && current) void open(current);
});
for (const button of document.querySelectorAll<HTMLButtonElement>("[data-item]")) {
  button.addEventListener("click", () => {
    const item = configuration.items.find((known) => known.identifier === button.dataset.item);
    if (item) void open(item);
    button.closest("details")?.removeAttribute("open");
  });
}
// somebody who signed in elsewhere comes back to this window
for (const event of ["online", "focus"]) window.addEventListener(event, () => void saving.resume());
for (const event of ["pagehide", "visibilitychange"])
  window.addEventListener(event, () => void saving.queue.flush());

void begin();
