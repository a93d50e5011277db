/** The player page: takes a launch, opens the session in the shell, shows where it stands, and tells the truth about saving. */
import type { LaunchTicket } from "~/domain/learning/schema";
import { everyActivity, type Organization, type Standard } from "~/domain/packages/schema";
import { deviceStore } from "./device-store";
import { offerFullScreen } from "./full-screen";
import type { FromShell, Left, StateMessage } from "./messages";
import { openNotices } from "./notices";
import { openingIn } from "./opening";
import { chooseOrganization } from "./organizations";
import type { Learner, NavigationRequest } from "./run-time";
import { SaveSession } from "./save-session";
import { sessionFor } from "./session-for";
import { linkShell, type ShellLink } from "./shell-link";
import {
  httpTransport,
  isReachable,
  recallLaunches,
  reportTrouble,
  requestLaunch,
} from "./transport";
import { openTroubleLog } from "./trouble";
import { openView } from "./view";
import type { ViewMessage } from "./view-message";
import { openWayOut } from "./way-out";
import { openWindows, windowHost } from "./windows";

type Configuration = {
  registrationId: string;
  attemptId: string;
  personId: string;
  shellUrl: string;
  contentPath: string;
  standard: Standard;
  organizations: Organization[];
  learner: Learner;
  settings: { completion: string; silentSeconds: number | null };
  words: Record<string, string>;
};

const configuration = JSON.parse(
  document.getElementById("player-configuration")?.textContent ?? "{}",
) as Configuration;
const element = (id: string) => document.getElementById(id) as HTMLElement;
const say = (key: string, detail = "") =>
  (configuration.words[key] ?? key).replace("{{detail}}", () => detail);

const asked = new URLSearchParams(window.location.search);
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
const view = openView(say, element, ask, (reason, detail) => notices.note(wordsOf(reason, detail)));

const opening = openingIn(element("player-opening"), say("opening"));
const wayOut = openWayOut({
  send: () => atMost(3000, saving.queue.drain()),
  isReachable,
  go: (url) => window.location.assign(url),
  onStuck: (isStuck) => notices.problem(isStuck ? "offline" : null),
});

let link: ShellLink;
let ticket: LaunchTicket | null = null;
let saving: SaveSession;
let shown: ViewMessage | null = null;
let missing = false;
let onLeft: (() => void) | null = null;
let onEnded: (() => void) | null = null;
let onJournal: ((left: Left[]) => void) | null = null;
let released = false;
let askForShell = () => {};

async function received(message: FromShell): Promise<void> {
  switch (message.type) {
    case "journal":
      return onJournal?.(message.left);
    case "view":
      return show(message);
    case "refused":
      notices.note(wordsOf(message.code));
      return view.openContents();
    case "time_up":
      return notices.note(say(message.exits ? "note_time_exit" : "note_time"));
    case "appeared":
      return opening.end();
    case "shown":
      opening.end();
      return notices.loaded();
    case "missing":
      return showMissing(true);
    case "empty":
      return notices.note(say("note_empty"));
    case "changed":
    case "unchanged":
      return saving.change(message.type === "changed");
    case "state":
      return keep(message);
    case "left":
      return onLeft?.();
  }
}

const isKept = () => ticket?.mode === "normal";

async function keep(message: StateMessage): Promise<void> {
  if (isKept() && isKnown(message.entry.item)) await saving.keep(message);
}

const isKnown = (identifier: string) =>
  configuration.organizations.some(({ activities }) =>
    everyActivity(activities).some((activity) => activity.identifier === identifier),
  );

function show(message: ViewMessage): void {
  if (released) return;
  if (message.visit !== shown?.visit) {
    showMissing(false);
    opening.begin();
    if (shown?.stands === "delivered") notices.note(null);
  }
  const hasToChoose = message.stands === "choosing" && shown?.stands !== "choosing";
  shown = message;
  view.draw(message);
  if (message.stands !== "delivered") nothingOpens();
  if (hasToChoose) view.openContents();
  if (message.stands === "ended") onEnded?.();
}

function nothingOpens(): void {
  opening.end();
  notices.loaded();
}

/** SN's codes and the reasons of the contents list in words; what has none of its own is told in general. */
function wordsOf(code: string, detail?: string): string {
  const key = `refused_${code}`;
  return say(key in configuration.words ? key : "refused_other", detail);
}

function showMissing(isMissing: boolean): void {
  missing = isMissing;
  if (isMissing) opening.end();
  notices.problem(isMissing ? "missing" : null);
}

function ask(request: NavigationRequest): void {
  if (shown && !released) link.send({ type: "navigate", request, visit: shown.visit });
}

/** How long a lesson may take to unload, and somewhat more. */
const PATIENCE_MS = 4500;

const atMost = (ms: number, work: Promise<unknown>) =>
  Promise.race([work, new Promise((resolve) => window.setTimeout(resolve, ms))]);

/** Ends the session so that the learner finds everything as it is; also where content hides its controls or does not answer. */
async function suspend(): Promise<void> {
  if (!shown || shown.stands === "ended" || released) return;
  const ended = new Promise<void>((resolve) => {
    onEnded = resolve;
  });
  link.send({ type: "navigate", request: { type: "suspendAll" }, visit: null });
  await atMost(PATIENCE_MS, ended);
}

/** Another window of this person goes on with the lesson. */
async function letGo(): Promise<void> {
  const left = new Promise<void>((resolve) => {
    onLeft = resolve;
  });
  link.send({ type: "leave" });
  await atMost(PATIENCE_MS, left);
  released = true;
  opening.end();
  await atMost(600, saving.queue.drain());
  notices.problem("elsewhere");
}

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

async function begin(): Promise<void> {
  void askToPersist();
  const { linked, again } = linkShell(
    element("shell") as HTMLIFrameElement,
    configuration.shellUrl,
    (message) => void received(message),
    (isLate) => notices.problem(isLate ? "unreachable" : null),
  );
  askForShell = again;
  const { attemptId, personId, registrationId } = configuration;
  const wish = { mode: asked.get("mode"), attemptId: asked.get("attempt") };
  saving = new SaveSession({
    attemptId,
    store: deviceStore(personId),
    transport: httpTransport(personId),
    windows: openWindows(windowHost(attemptId)),
    requestLaunch: () => requestLaunch(personId, registrationId, wish),
    recallLaunches: (launches) => recallLaunches(personId, launches),
    greetShell: () => greetShell(linked),
    forget: (taken) => link.send({ type: "forget", taken }),
    kept: (mark) => link.send({ type: "kept", mark }),
    onStatus: (...standing) => {
      if (!ticket || isKept()) notices.saving(...standing);
      if (standing[0] === "saved") wayOut.clear();
    },
    onObstacle: notices.problem,
    letGo,
    schedule: (work, ms) => window.setTimeout(work, ms),
  });
  await openSession(await saving.begin());
}

/** Unless the academy decided otherwise. */
const SILENT_SECONDS = 5;

async function openSession(launched: LaunchTicket): Promise<void> {
  ticket = launched;
  const { organizations, standard, learner, contentPath, settings } = configuration;
  const { attemptId, epoch, state, mode } = launched;
  const panel = element("player-organizations");
  const named = state.course?.organization ?? asked.get("organization");
  const choice = chooseOrganization(organizations, named, panel);
  if (!panel.hidden) nothingOpens();
  const organization = await choice;
  if (!organization || released) return;
  opening.begin();
  if (mode !== "normal") notices.mode(mode);
  element("player-another").hidden = !launched.mayBeginAnother;
  const session = sessionFor({ standard, organization, learner, ticket: launched });
  // what is only looked at has no launch that could save it, so that nobody takes its journal for work
  const journalled = mode === "normal" ? epoch : 0;
  const rules = {
    viewedCounts: settings.completion === "viewed",
    silentMs: (settings.silentSeconds ?? SILENT_SECONDS) * 1000,
  };
  link.send({ type: "open", attemptId, epoch: journalled, contentPath, session, rules });
}

for (const [id, first] of [["exit", suspend], ["end-out"], ["end-again"]] as const)
  element(id).addEventListener("click", (event) => {
    event.preventDefault();
    void wayOut.leaveFor((event.currentTarget as HTMLAnchorElement).href, first);
  });

/** Sends what waits, and asks once more for what did not arrive. */
function tryAgain(): void {
  askForShell();
  void saving.resume();
  if (!missing) return;
  showMissing(false);
  opening.begin();
  link.send({ type: "reload" });
}

element("player-retry").addEventListener("click", () => {
  if (released) window.location.reload();
  else if (!wayOut.tryAgain()) tryAgain();
});
offerFullScreen(element("full-screen") as HTMLButtonElement, element("player"), say);
window.addEventListener("online", () => {
  wayOut.clear();
  tryAgain();
});
// somebody who signed in elsewhere comes back to this window
window.addEventListener("focus", () => void saving.resume());
for (const event of ["pagehide", "visibilitychange"])
  window.addEventListener(event, () => void saving.queue.flush());

element("player-late").remove();
opening.begin();
void begin();
