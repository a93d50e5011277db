/**
 * A session with a SCORM 1.2 package: the lessons one after the other, each to be chosen as soon as its prerequisites are met (SCORM
 * 1.2 leaves the order otherwise to the LMS). Keeps where the learner is and what was viewed without a word.
 */
import { itemState } from "~/domain/learning/cmi";
import type { CourseStanding } from "~/domain/learning/schema";
import { type Activity, everyActivity } from "~/domain/packages/schema";
import { LessonGate } from "./lesson-gate";
import { LESSON_STATUSES, type LessonStatus } from "./prerequisites";
import type {
  ContentsLine,
  ControlState,
  Controls,
  NavigationRequest,
  Outcome,
  RunTime,
  RunTimeListener,
  Session,
} from "./run-time";
import { type CmiSession12, openCmi12 } from "./run-time-12-cmi";
import { atSessionEnd } from "./session-end";
import { startValues12 } from "./start-values";
import { clockSeconds, timeLimit12 } from "./time-limit";

type Values = Record<string, string>;
type Kept = { current: string | null; viewed: string[] };
type Visit = {
  activity: Activity;
  /** Null for an asset. */
  cmi: CmiSession12 | null;
  start: Values;
  hasFinished: boolean;
};

export const openRunTime12 = (session: Session, listener: RunTimeListener): RunTime =>
  new LinearRunTime(session, listener);

class LinearRunTime implements RunTime {
  private readonly lessons: Activity[];
  private readonly saved: Map<string, Values>;
  private readonly viewed: Set<string>;
  private readonly gate: LessonGate;
  /** What each SCO said of the time it was used in this session, in seconds. */
  private readonly spent = new Map<string, number>();
  private current: string | null;
  private visit: Visit | null = null;

  constructor(
    private readonly session: Session,
    private readonly listener: RunTimeListener,
  ) {
    const items = Object.entries(session.items);
    const kept: Kept | null = session.sequencing === null ? null : JSON.parse(session.sequencing);
    this.lessons = everyActivity(session.organization.activities).filter(isOffered);
    this.saved = new Map(items.map(([identifier, { cmi }]) => [identifier, cmi]));
    this.viewed = new Set([
      ...(kept?.viewed ?? []),
      ...items.flatMap(([identifier, state]) => (wasViewed(state) ? [identifier] : [])),
    ]);
    this.current = kept?.current ?? null;
    const { activities } = session.organization;
    this.gate = new LessonGate(activities, new Set(this.lessons), this.statusOf);
  }

  get standard() {
    return this.session.standard;
  }

  api = () => this.visit?.cmi?.api ?? null;

  /** Where the learner was, if there is something left to do; else at the first open lesson that is not done. */
  begin(): Outcome {
    const open = this.lessons.filter(this.isOpen);
    const undone = open.filter((lesson) => this.completionOf(lesson) !== "completed");
    const last = undone.find(({ identifier }) => identifier === this.current);
    const first = last ?? undone[0] ?? open[0];
    return first ? this.deliver(first) : { kind: "choose" };
  }

  navigate(request: NavigationRequest): Outcome {
    const target = this.targetOf(request);
    if (target === null) return { kind: "refused", code: "nothing_there" };
    if (typeof target === "object" && !this.isOpen(target))
      return { kind: "refused", code: "disabled" };
    this.leave();
    if (typeof target === "object") return this.deliver(target);
    return target === "choose"
      ? { kind: "choose" }
      : { kind: "ended", suspended: request.type === "suspendAll" };
  }

  contents(): ContentsLine[] {
    const lines = (activities: Activity[], depth: number): ContentsLine[] =>
      activities
        .filter(({ visible }) => visible)
        .flatMap((activity) => [
          this.lineOf(activity, depth),
          ...lines(activity.children, depth + 1),
        ]);
    return lines(this.session.organization.activities, 0);
  }

  controls(): Controls {
    const when = (isUsable: boolean): ControlState => (isUsable ? "usable" : "unavailable");
    const delivered = when(this.visit !== null);
    return {
      continue: when(this.neighbour(1) !== null),
      previous: when(this.neighbour(-1) !== null),
      exit: delivered,
      exitAll: "usable",
      suspendAll: "usable",
      abandon: "hidden",
      abandonAll: "hidden",
    };
  }

  values(): Values {
    const { visit } = this;
    if (!visit?.cmi) return {};
    const values = visit.cmi.values();
    return visit.hasFinished ? atSessionEnd(this.standard, values, visit.start) : values;
  }

  hasSpoken = () => this.visit?.cmi?.hasSpoken() ?? false;

  markViewed(): void {
    if (this.visit) this.viewed.add(this.visit.activity.identifier);
  }

  timeLimit = () => timeLimit12(this.visit?.start ?? {});

  /** The course is done when every lesson is that the learner can, or could by doing better, come to. */
  standing(): CourseStanding {
    const owed = this.lessons.filter((lesson) => this.isOwed(lesson));
    const isBegun = this.saved.size > 0 || this.viewed.size > 0 || this.hasSpoken();
    return {
      organization: this.session.organization.identifier,
      completion: !owed.some((lesson) => this.completionOf(lesson) !== "completed")
        ? "completed"
        : isBegun
          ? "incomplete"
          : "unknown",
      success: "unknown",
      scoreScaled: null,
    };
  }

  objectives = () => ({});

  sequencing(): string {
    const kept: Kept = { current: this.current, viewed: [...this.viewed] };
    return JSON.stringify(kept);
  }

  private targetOf(request: NavigationRequest): Activity | "choose" | "ended" | null {
    switch (request.type) {
      case "continue":
        return this.neighbour(1);
      case "previous":
        return this.neighbour(-1);
      case "choice":
      case "jump":
        return this.lessons.find(({ identifier }) => identifier === request.target) ?? null;
      case "exit":
        return "choose";
      default:
        return "ended";
    }
  }

  /** The next open lesson in this direction. */
  private neighbour(by: 1 | -1): Activity | null {
    const { lessons } = this;
    let index = lessons.findIndex(({ identifier }) => identifier === this.current) + by;
    for (let lesson = lessons[index]; lesson; lesson = lessons[index]) {
      if (this.isOpen(lesson)) return lesson;
      index += by;
    }
    return null;
  }

  private leave(): void {
    const { visit } = this;
    // a review changes nothing, and a SCO that never spoke left nothing behind
    if (visit?.cmi?.hasSpoken() && this.session.mode !== "review") {
      const { identifier } = visit.activity;
      const values = this.values();
      this.saved.set(identifier, values);
      const seconds = clockSeconds(values["cmi.core.session_time"]);
      this.spent.set(identifier, (this.spent.get(identifier) ?? 0) + seconds);
    }
    this.visit = null;
  }

  private deliver(activity: Activity): Outcome {
    this.current = activity.identifier;
    const visit: Visit = { activity, cmi: null, start: {}, hasFinished: false };
    this.visit = visit;
    if (activity.kind === "sco") this.openCmi(visit);
    return { kind: "deliver", activity: activity.identifier };
  }

  private openCmi(visit: Visit): void {
    const { learner, mode } = this.session;
    const { identifier } = visit.activity;
    const saved = this.saved.get(identifier) ?? {};
    const known = Object.keys(saved).length > 0 ? saved : null;
    const seconds = this.secondsOf(identifier);
    visit.start = startValues12(visit.activity, learner, mode, known, seconds);
    const whileHere = (tell: () => void) => () => this.visit === visit && tell();
    visit.cmi = openCmi12(visit.start, {
      changed: whileHere(this.listener.changed),
      committed: whileHere(this.listener.committed),
      finished: whileHere(() => {
        visit.hasFinished = true;
        this.listener.finished(null);
      }),
    });
  }

  /** Measured in the sessions before, said by the SCO in this one. */
  private secondsOf(identifier: string): number {
    const before = Object.values(this.session.items[identifier]?.time ?? {});
    return before.reduce((sum, each) => sum + each, this.spent.get(identifier) ?? 0);
  }

  private lineOf(activity: Activity, depth: number): ContentsLine {
    const isLaunchable = isOffered(activity);
    const barrier = isLaunchable ? this.gate.barrierOf(activity) : null;
    return {
      activity: activity.identifier,
      title: activity.title,
      depth,
      isLaunchable,
      isCurrent: activity === this.visit?.activity,
      completion: isLaunchable ? this.completionOf(activity) : "unknown",
      success: isLaunchable ? itemState(this.valuesOf(activity), false).success : "unknown",
      reason: isLaunchable ? (barrier?.reason ?? null) : "nothing_inside",
      ...(barrier && { detail: barrier.dependsOn.join(", ") }),
    };
  }

  private isOpen = (lesson: Activity): boolean => this.gate.barrierOf(lesson) === null;

  private isOwed = (lesson: Activity): boolean =>
    this.gate.barrierOf(lesson)?.reason !== "not_needed";

  private statusOf = (lesson: Activity): LessonStatus => {
    if (this.viewed.has(lesson.identifier)) return "completed";
    const said = this.valuesOf(lesson)["cmi.core.lesson_status"];
    return LESSON_STATUSES.find((status) => status === said) ?? "not attempted";
  };

  private valuesOf = ({ identifier }: Activity): Values =>
    this.visit?.activity.identifier === identifier
      ? this.values()
      : (this.saved.get(identifier) ?? {});

  private completionOf(activity: Activity) {
    const isViewed = this.viewed.has(activity.identifier);
    return itemState(this.valuesOf(activity), isViewed).completion;
  }
}

/** What is hidden is not part of what the learner is offered (CAM §2.3.2.5, isvisible). */
const isOffered = ({ href, visible }: Activity) => href !== null && visible;

const wasViewed = ({ cmi, completion }: { cmi: Values; completion: string }) =>
  completion === "completed" && itemState(cmi, false).completion !== "completed";
