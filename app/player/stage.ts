/**
 * One session on the content origin: the run-time decides what is delivered, the stage opens it, takes it down and says what is to be
 * kept. A navigation waits until the content has unloaded, so that its last words count.
 */
import { type Activity, launchable } from "~/domain/packages/schema";
import { isEmpty, lostScript, openFrame, unloadFrame } from "./content-frame";
import { Keeping } from "./keeping";
import type { Entry, FromShell, OpenMessage } from "./messages";
import type { NavigationRequest, OpenRunTime, Outcome, RunTime } from "./run-time";
import { offerApi } from "./scorm-api";
import type { ViewMessage } from "./view-message";

/** One opening of one lesson. What its content says belongs to this visit and to no other, however late it comes. */
type Visit = {
  activity: Activity;
  frame: HTMLIFrameElement;
  startedAt: number;
  /** When its document had loaded. */
  shownAt: number | null;
  isSco: boolean;
  /** Nothing was stored of it before. */
  isNew: boolean;
  leaving: boolean;
  finished: boolean;
  saveTimer: number;
  timeTimer: number;
};

export type StageHost = {
  say: (message: FromShell) => void;
  keep: (entry: Entry) => void;
};

/** After how long a page without anything to see is told. */
const EMPTY_MS = 5000;
/** How long a lesson may take to unload. */
const PATIENCE_MS = 4000;
const SAVE_MS = 250;
const VIEW_MS = 300;
/** Browsers count longer delays as none. */
const DELAY_MAX_MS = 2_000_000_000;

export class Stage {
  private readonly runTime: RunTime;
  private readonly lessons: Map<string, Activity>;
  private visit: Visit | null = null;
  private visits = 0;
  private stands: ViewMessage["stands"] = "choosing";
  private suspended = false;
  /** What the content being left makes way for; null for another window. The last one asked for. */
  private wanted: NavigationRequest | null = null;
  private viewTimer = 0;
  private readonly keeping: Keeping;
  /** The last one that was left. */
  private last: Pick<Entry, "item" | "visit" | "seconds"> | null = null;

  constructor(
    private readonly opened: OpenMessage,
    openRunTime: OpenRunTime,
    private readonly host: StageHost,
  ) {
    const { session } = opened;
    this.lessons = new Map(
      launchable(session.organization.activities).map((lesson) => [lesson.identifier, lesson]),
    );
    // only a session for credit is kept
    const isKept = session.mode === "normal";
    this.keeping = new Keeping(session.items, (entry) => isKept && host.keep(entry));
    this.runTime = openRunTime(session, {
      changed: () => this.saveSoon(),
      committed: () => this.save(),
      finished: (request) => this.finish(request),
    });
  }

  begin(): void {
    this.follow(this.runTime.begin());
  }

  /** What the learner asked for when they saw `visit`; a wish that comes late is none. */
  ask(request: NavigationRequest, visit: number | null): void {
    if (visit === null || visit === this.visits) this.navigate(request);
  }

  /** Takes the content down; the session goes on elsewhere. */
  leave(): void {
    if (this.visit) this.takeDown(this.visit, null);
    else this.host.say({ type: "left" });
  }

  /** Opens what did not arrive once more. */
  reload(): void {
    const { visit } = this;
    if (!visit || visit.leaving) return;
    visit.frame.remove();
    visit.frame = this.openFrame(visit);
  }

  /** A closing tab loses what is asynchronous; what is kept here is not. */
  save(): void {
    const { visit } = this;
    if (!visit) return;
    window.clearTimeout(visit.saveTimer);
    visit.saveTimer = 0;
    if (!this.runTime.hasSpoken()) return;
    if (!this.keeping.keep(this.entryOf(visit))) this.host.say({ type: "unchanged" });
    this.viewSoon();
  }

  private navigate(request: NavigationRequest): void {
    if (this.stands === "ended") this.view();
    else if (this.visit) this.takeDown(this.visit, request);
    else this.goOn(request);
  }

  /** Nothing is there to be left. What the next lesson does not say is said with the last one. */
  private goOn(request: NavigationRequest): void {
    const outcome = this.runTime.navigate(request);
    if (this.last && outcome.kind !== "deliver")
      this.keeping.keep({ ...this.last, ...this.keeping.of(this.last.item), ...this.beside() });
    this.follow(outcome);
  }

  private takeDown(visit: Visit, request: NavigationRequest | null): void {
    this.wanted = request;
    if (visit.leaving) return;
    visit.leaving = true;
    unloadFrame(visit.frame, () => this.end(visit));
    // a lesson that will not go is not waited for
    window.setTimeout(() => this.end(visit), PATIENCE_MS);
  }

  /** The lesson has been left: what it said is kept together with what comes of the navigation. */
  private end(visit: Visit): void {
    if (this.visit !== visit) return;
    window.clearTimeout(visit.saveTimer);
    window.clearTimeout(visit.timeTimer);
    visit.frame.remove();
    const entry = this.entryOf(visit);
    this.visit = null;
    const { wanted } = this;
    this.wanted = null;
    const outcome = wanted && this.runTime.navigate(wanted);
    this.keeping.keep({ ...entry, ...this.beside() }, true);
    const { item, seconds } = entry;
    this.last = { item, visit: entry.visit, seconds };
    if (outcome) this.follow(outcome);
    else this.host.say({ type: "left" });
  }

  private follow(outcome: Outcome): void {
    if (outcome.kind === "refused") this.host.say({ type: "refused", code: outcome.code });
    const lesson = outcome.kind === "deliver" ? this.lessons.get(outcome.activity) : undefined;
    if (lesson) this.open(lesson);
    else offerApi(this.opened.session.standard, null);
    this.stands = lesson ? "delivered" : outcome.kind === "ended" ? "ended" : "choosing";
    this.suspended = outcome.kind === "ended" && outcome.suspended;
    this.view();
  }

  private open(activity: Activity): void {
    const api = this.runTime.api();
    this.visits += 1;
    offerApi(this.opened.session.standard, api);
    const visit: Visit = {
      activity,
      frame: document.createElement("iframe"),
      startedAt: performance.now(),
      shownAt: null,
      isSco: api !== null,
      isNew: this.keeping.isNew(activity.identifier),
      leaving: false,
      finished: false,
      saveTimer: 0,
      timeTimer: 0,
    };
    this.visit = visit;
    visit.frame = this.openFrame(visit);
    this.limitTime(visit);
  }

  private openFrame(visit: Visit): HTMLIFrameElement {
    const href = this.opened.contentPath + visit.activity.href;
    const frame = openFrame(href, {
      appeared: () => this.host.say({ type: "appeared" }),
      ended: (arrived) => visit.frame === frame && this.arrive(visit, arrived),
    });
    return frame;
  }

  /** What did not arrive was not shown, and cannot have been viewed. */
  private arrive(visit: Visit, arrived: boolean): void {
    if (visit.leaving) return;
    // what speaks is alive, whatever it lacks
    if (!arrived || (!this.runTime.hasSpoken() && lostScript(visit.frame))) {
      this.host.say({ type: "missing" });
      return;
    }
    visit.shownAt = performance.now();
    this.host.say({ type: "shown" });
    // told at once, so that a tab closed later loses nothing
    window.setTimeout(() => this.sayViewed(visit), visit.isSco ? this.silentMs() + 100 : 0);
    window.setTimeout(() => this.sayEmpty(visit), EMPTY_MS);
  }

  private sayViewed(visit: Visit): void {
    if (this.visit !== visit || !this.wasViewed(visit)) return;
    this.keeping.keep(this.entryOf(visit));
    this.viewSoon();
  }

  /** A learner before a blank page must know that nothing more will come. */
  private sayEmpty(visit: Visit): void {
    if (this.visit !== visit || this.runTime.hasSpoken()) return;
    if (isEmpty(visit.frame)) this.host.say({ type: "empty" });
  }

  /** Content that sets values without committing is kept too, a moment after the first of them, however busy it stays. */
  private saveSoon(): void {
    const { visit } = this;
    if (!visit || visit.saveTimer) return;
    this.host.say({ type: "changed" });
    visit.saveTimer = window.setTimeout(() => this.visit === visit && this.save(), SAVE_MS);
  }

  /** The SCO ended its session: once its call has returned, what it asked for is done; while it unloads that comes too late. */
  private finish(request: NavigationRequest | null): void {
    const { visit } = this;
    if (!visit) return;
    visit.finished = true;
    this.save();
    if (!request || visit.leaving) return;
    window.setTimeout(() => this.visit === visit && !visit.leaving && this.navigate(request), 0);
  }

  private limitTime(visit: Visit): void {
    const limit = this.runTime.timeLimit();
    if (!limit || (!limit.exits && !limit.tells)) return;
    const left = Math.max(0, limit.seconds - limit.spent) * 1000;
    visit.timeTimer = window.setTimeout(
      () => {
        if (this.visit !== visit || visit.leaving) return;
        if (limit.tells) this.host.say({ type: "time_up", exits: limit.exits });
        if (limit.exits) this.navigate({ type: "exit" });
      },
      Math.min(left, DELAY_MAX_MS),
    );
  }

  /** Content that never speaks is done when it was shown: an asset at once, a SCO only if it never spoke before either. */
  private wasViewed(visit: Visit): boolean {
    if (visit.shownAt === null || this.runTime.hasSpoken()) return false;
    if (!visit.isSco) return true;
    return visit.isNew && performance.now() - visit.shownAt >= this.silentMs();
  }

  /** A SCO must call the API (RTE 3.2.1, 2004 RTE 3.1); one that was on the screen this long without a call never will. */
  private silentMs = (): number => this.opened.rules.silentMs;

  private entryOf(visit: Visit): Entry {
    const item = visit.activity.identifier;
    const viewed = this.wasViewed(visit);
    if (viewed) this.runTime.markViewed();
    const opened = this.opened.rules.viewedCounts && visit.shownAt !== null;
    const said = this.runTime.hasSpoken() ? { cmi: this.runTime.values(), viewed: opened } : null;
    const seconds = Math.round((performance.now() - visit.startedAt) / 1000);
    const before = this.keeping.of(item);
    return {
      ...{ item, visit: String(this.visits), seconds },
      ...(said ?? { ...before, viewed: viewed || before.viewed }),
      ...this.beside(),
    };
  }

  private beside = (): Pick<Entry, "sequencing" | "objectives" | "course"> => ({
    sequencing: this.runTime.sequencing(),
    objectives: this.runTime.objectives(),
    course: this.runTime.standing(),
  });

  private viewSoon(): void {
    if (this.viewTimer) return;
    this.viewTimer = window.setTimeout(() => this.view(), VIEW_MS);
  }

  private view(): void {
    window.clearTimeout(this.viewTimer);
    this.viewTimer = 0;
    const { runTime, visit, visits, stands, suspended } = this;
    this.host.say({
      type: "view",
      visit: visits,
      stands,
      suspended,
      activity: visit?.activity.identifier ?? null,
      contents: runTime.contents(),
      controls: runTime.controls(),
    });
  }
}
