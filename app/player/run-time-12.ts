/**
 * A session without sequencing: the launchable activities one after the other, each to be chosen at any time (SCORM 1.2 leaves the
 * order to the LMS). Keeps where the learner is and what was viewed without a word.
 */
import { itemState } from "~/domain/learning/cmi";
import type { CourseStanding } from "~/domain/learning/schema";
import { type Activity, everyActivity } from "~/domain/packages/schema";
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
import { type Api, makeApi, valuesOf } from "./scorm-api";
import { atSessionEnd } from "./session-end";
import { startValues } from "./start-values";
import { timeLimit12 } from "./time-limit";

type Values = Record<string, string>;
type Kept = { current: string | null; viewed: string[] };
type Visit = { activity: Activity; api: Api | null; start: Values; hasFinished: boolean };

export const openRunTime12 = (session: Session, listener: RunTimeListener): RunTime =>
  new LinearRunTime(session, listener);

class LinearRunTime implements RunTime {
  private readonly lessons: Activity[];
  private readonly saved: Map<string, Values>;
  private readonly viewed: Set<string>;
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
  }

  get standard() {
    return this.session.standard;
  }

  api = () => this.visit?.api ?? null;

  begin(): Outcome {
    const isOpen = (activity: Activity) => this.completionOf(activity) !== "completed";
    const last = this.lessons.find(({ identifier }) => identifier === this.current);
    const first = last && isOpen(last) ? last : (this.lessons.find(isOpen) ?? this.lessons[0]);
    return first ? this.deliver(first) : { kind: "choose" };
  }

  navigate(request: NavigationRequest): Outcome {
    const target = this.targetOf(request);
    if (target === null) return { kind: "refused", code: "nothing_there" };
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
    if (!visit?.api) return {};
    const values = valuesOf(visit.api);
    return visit.hasFinished ? atSessionEnd(this.standard, values, visit.start) : values;
  }

  hasSpoken = () => (this.visit?.api ? !this.visit.api.isNotInitialized() : false);

  markViewed(): void {
    if (this.visit) this.viewed.add(this.visit.activity.identifier);
  }

  timeLimit = () => timeLimit12(this.visit?.start ?? {});

  standing(): CourseStanding {
    const done = this.lessons.filter((lesson) => this.completionOf(lesson) === "completed");
    const isBegun = done.length > 0 || this.saved.size > 0;
    return {
      organization: this.session.organization.identifier,
      completion:
        done.length === this.lessons.length ? "completed" : isBegun ? "incomplete" : "unknown",
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

  private neighbour(by: 1 | -1): Activity | null {
    const index = this.lessons.findIndex(({ identifier }) => identifier === this.current);
    return this.lessons[index + by] ?? null;
  }

  private leave(): void {
    const isReview = this.session.mode === "review";
    if (this.visit?.api && !isReview) this.saved.set(this.visit.activity.identifier, this.values());
    this.visit = null;
  }

  private deliver(activity: Activity): Outcome {
    this.current = activity.identifier;
    const visit: Visit = { activity, api: null, start: {}, hasFinished: false };
    this.visit = visit;
    if (activity.kind === "sco") this.openApi(visit);
    return { kind: "deliver", activity: activity.identifier };
  }

  private openApi(visit: Visit): void {
    const { standard, learner, mode, items } = this.session;
    const { identifier } = visit.activity;
    const saved = this.saved.get(identifier) ?? {};
    const time = items[identifier]?.time;
    const known = Object.keys(saved).length > 0 ? { cmi: saved, time } : undefined;
    visit.start = startValues(standard, visit.activity, learner, mode, known);
    const whileHere = (tell: () => void) => () => this.visit === visit && tell();
    visit.api = makeApi(standard, visit.start, {
      changed: whileHere(this.listener.changed),
      committed: whileHere(this.listener.committed),
      finished: whileHere(() => {
        visit.hasFinished = true;
        this.listener.finished(null);
      }),
    });
  }

  private lineOf(activity: Activity, depth: number): ContentsLine {
    const isLaunchable = isOffered(activity);
    return {
      activity: activity.identifier,
      title: activity.title,
      depth,
      isLaunchable,
      isCurrent: activity === this.visit?.activity,
      completion: isLaunchable ? this.completionOf(activity) : "unknown",
      success: isLaunchable ? itemState(this.valuesOf(activity), false).success : "unknown",
      reason: isLaunchable ? null : "nothing_inside",
    };
  }

  private valuesOf = ({ identifier }: Activity): Values =>
    this.visit?.activity.identifier === identifier
      ? this.values()
      : (this.saved.get(identifier) ?? {});

  private completionOf(activity: Activity) {
    const isViewed = this.viewed.has(activity.identifier);
    return itemState(this.valuesOf(activity), isViewed).completion;
  }
}

const isOffered = ({ href, visible }: Activity) => href !== null && visible;

const wasViewed = ({ cmi, completion }: { cmi: Values; completion: string }) =>
  completion === "completed" && itemState(cmi, false).completion !== "completed";
