/** The player page: drains what this device still holds, takes a launch, opens the session in the shell, and tells the truth about saving. */
import type { LaunchTicket } from "~/domain/learning/schema";
import { everyActivity, type Organization, type Standard } from "~/domain/packages/schema";
import { CommitQueue } from "./commit-queue";
import { type DeviceStore, openDeviceStore } from "./device-store";
import { takeOverEntries } from "./drain";
import { offerFullScreen } from "./full-screen";
import type { FromShell, ViewMessage } from "./messages";
import { openNotices } from "./notices";
import { chooseOrganization } from "./organizations";
import type { Learner, NavigationRequest } from "./run-time";
import { sessionFor } from "./session-for";
import { linkShell, type ShellLink } from "./shell-link";
import { httpTransport, requestLaunch } from "./transport";
import { openView } from "./view";
import { openWindows } from "./windows";

type Configuration = {
  registrationId: string;
  attemptId: string;
  personId: string;
  shellUrl: string;
  contentPath: string;
  standard: Standard;
  organizations: Organization[];
  learner: Learner;
  exitTo: string;
  words: Record<string, string>;
};

const configuration = JSON.parse(
  document.getElementById("player-configuration")?.textContent ?? "{}",
) as Configuration;
const element = (id: string) => document.getElementById(id) as HTMLElement;
const say = (key: string, detail = "") =>
  (configuration.words[key] ?? key).replace("{{detail}}", () => detail);

const notices = openNotices(say, element);
const view = openView(say, element, ask, (reason, detail) => notices.note(wordsOf(reason, detail)));

let link: ShellLink;
let ticket: LaunchTicket;
let store: DeviceStore;
let theQueue: CommitQueue;
let shown: ViewMessage | null = null;
let missing = false;
let onLeft: (() => void) | null = null;
let onEnded: (() => void) | null = null;
let onJournal: ((message: Extract<FromShell, { type: "journal" }>) => void) | null = null;
let released = false;

const queue = () => theQueue;

async function received(message: FromShell): Promise<void> {
  switch (message.type) {
    case "journal":
      return onJournal?.(message);
    case "view":
      return show(message);
    case "refused":
      notices.note(wordsOf(message.code));
      return view.openContents();
    case "time_up":
      return notices.note(say(message.exits ? "note_time_exit" : "note_time"));
    case "shown":
      return notices.loaded();
    case "missing":
      return showMissing(true);
    case "empty":
      return notices.note(say("note_empty"));
    case "changed":
      return isKept() ? notices.saving("saving") : undefined;
    case "unchanged":
      return isKept() ? queue().settled() : undefined;
    case "state":
      return keep(message);
    case "left":
      return onLeft?.();
  }
}

const isKept = () => ticket.mode === "normal";

async function keep({ mark, entry }: Extract<FromShell, { type: "state" }>): Promise<void> {
  if (released || !isKept() || !isKnown(entry.item)) return;
  await queue().add(ticket.epoch, ticket.token, entry);
  link.send({ type: "kept", mark });
}

const isKnown = (identifier: string) =>
  configuration.organizations.some(({ activities }) =>
    everyActivity(activities).some((activity) => activity.identifier === identifier),
  );

function show(message: ViewMessage): void {
  if (released) return;
  if (message.visit !== shown?.visit) {
    showMissing(false);
    if (shown?.stands === "delivered") notices.note(null);
  }
  const hasToChoose = message.stands === "choosing" && shown?.stands !== "choosing";
  shown = message;
  view.draw(message);
  if (hasToChoose) view.openContents();
  if (message.stands === "ended") onEnded?.();
}

/** SN's codes and the reasons of the contents list in words; what has none of its own is told in general. */
function wordsOf(code: string, detail?: string): string {
  const key = `refused_${code}`;
  return say(key in configuration.words ? key : "refused_other", detail);
}

function showMissing(isMissing: boolean): void {
  missing = isMissing;
  notices.problem(isMissing ? "missing" : null);
}

function ask(request: NavigationRequest): void {
  if (shown && !released) link.send({ type: "navigate", request, visit: shown.visit });
}

/** How long a lesson may take to unload, and somewhat more. */
const PATIENCE_MS = 4500;

const orAfter = (ms: number, begin: (done: () => void) => void): Promise<void> =>
  new Promise((resolve) => {
    begin(resolve);
    window.setTimeout(resolve, ms);
  });

const flushed = (ms: number) => orAfter(ms, (done) => void queue().flush().then(done));

/** The learner goes, and finds everything as it is; also where content hides its controls or does not answer. */
async function exit(): Promise<void> {
  if (shown && shown.stands !== "ended" && !released) {
    await orAfter(PATIENCE_MS, (done) => {
      onEnded = done;
      link.send({ type: "navigate", request: { type: "suspendAll" }, visit: null });
    });
  }
  await flushed(3000);
  window.location.assign(configuration.exitTo);
}

/** Another window of this person goes on with the lesson. */
async function letGo(): Promise<void> {
  await orAfter(PATIENCE_MS, (done) => {
    onLeft = done;
    link.send({ type: "leave" });
  });
  released = true;
  await flushed(600);
  notices.problem("elsewhere");
}

/** Takes over what an earlier shell could not hand on: each entry under the launch it belongs to. */
async function drainJournal(): Promise<void> {
  const message = await new Promise<Extract<FromShell, { type: "journal" }>>((resolve) => {
    onJournal = resolve;
    link.send({ type: "hello", attemptId: configuration.attemptId });
  });
  const known = message.entries.filter(({ entry }) => isKnown(entry.item));
  const epochs = await takeOverEntries(store, configuration.attemptId, known);
  link.send({ type: "forget", epochs });
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
  store = await openDeviceStore(configuration.personId);
  const { attemptId } = configuration;
  theQueue = new CommitQueue({
    attemptId,
    store,
    transport: httpTransport,
    onStatus: notices.saving,
    schedule: (work, ms) => window.setTimeout(work, ms),
  });
  const windows = openWindows(attemptId);
  // the shell reads its journal when it is greeted below, after another window has written its last
  [link] = await Promise.all([shellInTime(), windows.takeOver()]);
  await drainJournal();
  await queue().flush();
  const asked = new URLSearchParams(window.location.search);
  const answer = await requestLaunch(configuration.registrationId, {
    mode: asked.get("mode"),
    attemptId: asked.get("attempt"),
  });
  if (answer === null) return cannotBegin();
  if (answer === "signed_out") return notices.saving("signed_out");
  ticket = answer;
  if (isKept()) await store.rememberLaunch(attemptId, ticket.epoch, ticket.token);
  windows.play(letGo);
  await openSession(asked.get("organization"));
}

async function openSession(wished: string | null): Promise<void> {
  const { organizations, standard, learner, contentPath } = configuration;
  const named = ticket.state.course?.organization ?? wished;
  const organization = await chooseOrganization(
    organizations,
    named,
    element("player-organizations"),
  );
  if (!organization || released) return;
  if (!isKept()) notices.mode(ticket.mode === "browse" ? "browse" : "review");
  link.send({
    type: "open",
    attemptId: ticket.attemptId,
    epoch: ticket.epoch,
    contentPath,
    session: sessionFor({ standard, organization, learner, ticket }),
  });
}

function cannotBegin(): void {
  notices.saving("refused");
  notices.problem("unreachable");
}

element("exit").addEventListener("click", (event) => {
  event.preventDefault();
  void exit();
});
element("player-retry").addEventListener("click", () => {
  if (!ticket || released) return window.location.reload();
  void queue().resume();
  if (!missing) return;
  showMissing(false);
  link.send({ type: "reload" });
});
offerFullScreen(element("full-screen") as HTMLButtonElement, element("player"), say);
window.addEventListener("online", () => void queue()?.resume());
for (const event of ["pagehide", "visibilitychange"])
  window.addEventListener(event, () => void queue()?.flush());

begin().catch(cannotBegin);
