/**
 * A session with a SCORM 2004 package: the sequencing of SN over the run-time data of RTE. Knows what each SCO left behind and which
 * attempt it belongs to; the page keeps `values()` of the SCO that is delivered and `sequencing()` for the whole.
 */
import type { CourseStanding } from "~/domain/learning/schema";
import type {
  ContentsLine,
  Controls,
  NavigationRequest,
  Outcome,
  RunTime,
  RunTimeListener,
  Session,
  TimeLimit,
} from "./run-time";
import { type CmiSession, openCmi, type Values } from "./run-time-2004-cmi";
import { type Kept, parseGlobals, parseKept } from "./run-time-2004-kept";
import { readFacts, type StartFacts, startValues2004 } from "./run-time-2004-start";
import { secondsOf } from "./run-time-2004-time";
import { recordSaid } from "./run-time-2004-transfer";
import { contentsOf, controlsOf, isValid } from "./sequencing/look-ahead";
import { interpret } from "./sequencing/navigation";
import { navigate, type OverallResult } from "./sequencing/overall";
import { readSettings } from "./sequencing/read-settings";
import { rollUp } from "./sequencing/rollup";
import { arrangeAll } from "./sequencing/selection";
import {
  adoptGlobals,
  copyTree,
  restoreSnapshot,
  takeSnapshot,
  touchedGlobals,
} from "./sequencing/snapshot";
import { known, record } from "./sequencing/tracking";
import { type Activity, pathTo, plantTree, type Tree } from "./sequencing/tree";
import { atSessionEnd } from "./session-end";
import { timeLimit2004 } from "./time-limit";

/** `random`: between 0 and 1, for selection and randomization. */
export type Session2004 = Omit<Session, "standard"> & { random?: () => number };

type Visit = { activity: Activity; cmi: CmiSession | null; start: Values; hasFinished: boolean };

/** Opens a session; nothing is delivered before `begin`. */
export const openRunTime2004 = (session: Session2004, listener: RunTimeListener): RunTime =>
  new RunTime2004(session, listener);

class RunTime2004 implements RunTime {
  readonly standard = "2004";
  private readonly tree: Tree;
  private readonly facts: Map<string, StartFacts>;
  private readonly saved: Map<string, Values>;
  private shared: Values = {};
  /** cmi.total_time of each SCO's attempt. */
  private seconds: Record<string, number> = {};
  private visit: Visit | null = null;

  constructor(
    private readonly session: Session2004,
    private readonly listener: RunTimeListener,
  ) {
    this.tree = plantTree(readSettings(session.organization), session.random ?? Math.random);
    this.facts = readFacts(session.organization);
    this.saved = new Map(Object.entries(session.items).map(([item, { cmi }]) => [item, cmi]));
    const kept = session.sequencing === null ? null : parseKept(session.sequencing);
    if (kept) this.restore(kept);
    else this.adoptSaved();
    if (session.organization.objectivesGlobalToSystem !== false)
      adoptGlobals(this.tree, parseGlobals(session.objectives));
  }

  api = () => this.visit?.cmi?.api ?? null;

  begin(): Outcome {
    this.takeUpClosedTab();
    this.tree.current = null;
    if (this.tree.suspended) return this.follow(navigate(this.tree, { type: "resumeAll" }));
    this.forgetLastAttempt();
    arrangeAll(this.tree);
    const outcome = this.follow(navigate(this.tree, { type: "start" }));
    return outcome.kind === "choose" ? this.chooseOnly() : outcome;
  }

  /** There is nothing to choose between where there is one activity. */
  private chooseOnly(): Outcome {
    const [only, ...others] = this.contents().filter((line) => line.isLaunchable);
    return only && others.length === 0 && only.reason === null
      ? this.navigate({ type: "choice", target: only.activity })
      : { kind: "choose" };
  }

  navigate(request: NavigationRequest): Outcome {
    const wanted = this.exit() ?? request;
    const meaning = interpret(this.tree, wanted);
    if (meaning.kind === "refused")
      return this.visit === null && endsSession(wanted) ? this.ended() : meaning;
    this.leave(wanted);
    const result = navigate(this.tree, wanted);
    return result.kind === "refused" && endsSession(wanted) ? this.ended() : this.follow(result);
  }

  contents(): ContentsLine[] {
    return contentsOf(this.asIfLeft(), this.visit?.activity.identifier ?? null);
  }

  controls(): Controls {
    return controlsOf(this.asIfLeft(), this.visit?.activity.settings.hidden ?? null);
  }

  values(): Values {
    const { visit } = this;
    if (!visit?.cmi) return {};
    const values = visit.cmi.values();
    const { completionSetByContent } = visit.activity.settings.delivery;
    return visit.hasFinished && !completionSetByContent
      ? atSessionEnd("2004", values, visit.start)
      : values;
  }

  hasSpoken = () => this.visit?.cmi?.hasSpoken() ?? false;

  markViewed(): void {
    const activity = this.visit?.activity;
    if (!activity || this.hasSpoken()) return;
    const { tracked, completionSetByContent } = activity.settings.delivery;
    if (tracked && !completionSetByContent && known(this.tree, activity, 0, "completed") === null)
      record(this.tree, activity, 0, "completed", true);
  }

  timeLimit = (): TimeLimit | null => timeLimit2004(this.visit?.start ?? {});

  /** The root as rollup has it with what the SCO has said so far, though its attempt goes on. */
  standing(): CourseStanding {
    const tree = this.asIfLeft();
    if (tree.current) rollUp(tree, tree.current);
    const completed = known(tree, tree.root, 0, "completed");
    const satisfied = known(tree, tree.root, 0, "satisfied");
    return {
      organization: this.session.organization.identifier,
      completion: completed === null ? "unknown" : completed ? "completed" : "incomplete",
      success: satisfied === null ? "unknown" : satisfied ? "passed" : "failed",
      scoreScaled: known(tree, tree.root, 0, "measure"),
    };
  }

  /** CAM §3.4.1.5: those of a package that keeps its objectives to itself end with the attempt. */
  objectives = (): Record<string, string> =>
    this.session.organization.objectivesGlobalToSystem === false ? {} : touchedGlobals(this.tree);

  sequencing(): string {
    const kept: Kept = {
      tree: takeSnapshot(this.tree),
      shared: this.shared,
      seconds: this.seconds,
    };
    return JSON.stringify(kept);
  }

  /** A new attempt on the whole package: what is not global to the system ended with the last one. */
  private forgetLastAttempt(): void {
    const { root } = this.tree;
    if (root.tracking.isActive || root.tracking.isSuspended) return;
    const { objectivesGlobalToSystem, sharedDataGlobalToSystem } = this.session.organization;
    if (objectivesGlobalToSystem === false) this.tree.globals.clear();
    if (sharedDataGlobalToSystem === false) this.shared = {};
  }

  private restore(kept: Kept): void {
    restoreSnapshot(this.tree, kept.tree);
    this.shared = kept.shared;
    this.seconds = kept.seconds;
  }

  /** Values that were stored without a sequencing state belong to attempts that are still open. */
  private adoptSaved(): void {
    for (const [identifier, values] of this.saved) {
      const activity = this.tree.activities.get(identifier);
      if (!activity) continue;
      for (const above of pathTo(activity)) {
        above.tracking.attempts = 1;
        above.tracking.isSuspended = true;
      }
      recordSaid(this.tree, activity, values, values);
    }
  }

  /** What was delivered when its window closed was suspended, not ended: the learner goes on where it was. */
  private takeUpClosedTab(): void {
    const { current } = this.tree;
    if (!current?.tracking.isActive) return;
    const values = this.saved.get(current.identifier) ?? {};
    recordSaid(this.tree, current, values, values);
    this.addTime(current, values);
    navigate(this.tree, { type: "suspendAll" });
  }

  /** RTE §4.2.9: a SCO that timed out or logged out ends the whole session, whatever else was asked. */
  private exit(): NavigationRequest | null {
    const exit = this.visit?.cmi?.values()["cmi.exit"];
    return this.visit?.hasFinished && (exit === "time-out" || exit === "logout")
      ? { type: "exitAll" }
      : null;
  }

  /** Takes down what the SCO said, unless it is abandoned: then it is as if it had said nothing (SN §4.5.3). */
  private leave(request: NavigationRequest): void {
    const { visit } = this;
    this.visit = null;
    if (!visit?.cmi || request.type === "abandon" || request.type === "abandonAll") return;
    const { activity, cmi } = visit;
    const values = cmi.values();
    if (!this.isReview()) this.saved.set(activity.identifier, values);
    recordSaid(this.tree, activity, values, cmi.said());
    this.shared = { ...this.shared, ...cmi.shared() };
    this.addTime(activity, values);
    if (values["cmi.exit"] === "suspend") activity.tracking.isSuspended = true;
  }

  private addTime({ identifier }: Activity, values: Values): void {
    const spent = secondsOf(values["cmi.session_time"] ?? "");
    this.seconds[identifier] = (this.seconds[identifier] ?? 0) + spent;
  }

  private follow(result: OverallResult): Outcome {
    switch (result.kind) {
      case "deliver":
        this.open(result.activity, result.isResumed);
        return { kind: "deliver", activity: result.activity.identifier };
      case "nothing":
        return { kind: "choose" };
      case "ended":
        return this.ended();
      case "refused":
        return result;
    }
  }

  private ended(): Outcome {
    this.visit = null;
    return { kind: "ended", suspended: this.tree.suspended !== null };
  }

  /** Who looks again finds what was stored, however often they open it and whatever the SCO says this time. */
  private isReview = () => this.session.mode === "review";

  private open(activity: Activity, isResumed: boolean): void {
    const { identifier } = activity;
    const goesOn = isResumed || (this.isReview() && this.saved.has(identifier));
    if (!goesOn) {
      this.saved.delete(identifier);
      delete this.seconds[identifier];
    }
    const visit: Visit = { activity, cmi: null, start: {}, hasFinished: false };
    this.visit = visit;
    if (!activity.settings.isSco) return;
    visit.start = startValues2004(this.tree, activity, {
      facts: this.facts.get(identifier),
      learner: this.session.learner,
      mode: this.session.mode,
      saved: goesOn ? (this.saved.get(identifier) ?? {}) : null,
      seconds: this.seconds[identifier] ?? 0,
    });
    visit.cmi = openCmi(visit.start, activity.settings.sharedData, this.shared, this.hostOf(visit));
  }

  /** A SCO that was left long ago may still speak; nobody listens then. */
  private hostOf(visit: Visit) {
    const whileHere = (tell: () => void) => this.visit === visit && tell();
    return {
      isValid: (request: NavigationRequest) =>
        this.visit === visit && isValid(this.asIfLeft(), request),
      changed: () => whileHere(this.listener.changed),
      committed: () => whileHere(this.listener.committed),
      finished: (request: NavigationRequest | null) =>
        whileHere(() => {
          visit.hasFinished = true;
          this.listener.finished(this.exit() ?? request);
        }),
    };
  }

  /** A copy of the tree that knows what the SCO has said so far. */
  private asIfLeft(): Tree {
    const copy = copyTree(this.tree);
    const { visit } = this;
    const activity = visit && copy.activities.get(visit.activity.identifier);
    if (visit?.cmi && activity) recordSaid(copy, activity, visit.cmi.values(), visit.cmi.said());
    return copy;
  }
}

const endsSession = ({ type }: NavigationRequest) =>
  type === "exitAll" || type === "suspendAll" || type === "abandonAll";
