/**
 * Which lessons of a SCORM 1.2 package are open, by the prerequisites of their items and of the blocks around them (CAM
 * §2.3.2.5.1.1). A script that cannot be read, names what the package does not have, or could never be met (a cycle, a hidden
 * lesson) keeps nobody out.
 */
import { type Activity, everyActivity } from "~/domain/packages/schema";
import {
  areMet,
  canBeMet,
  elementsIn,
  isDone,
  LESSON_STATUSES,
  type LessonStatus,
  type Prerequisites,
  parsePrerequisites,
} from "./prerequisites";

/** Why a lesson is closed, and the titles of what that depends on. */
export type Barrier = {
  /** `not_needed`: doing better elsewhere would not open it, such as a repetition for those who failed. */
  reason: "prerequisites" | "not_needed";
  dependsOn: string[];
};

export class LessonGate {
  /** The lessons that an element stands for: itself, or what is inside a block. */
  private readonly lessonsOf: Map<string, Activity[]>;
  private readonly titles: Map<string, string>;
  private readonly asked: Map<Activity, Prerequisites[]>;

  constructor(
    activities: Activity[],
    private readonly lessons: ReadonlySet<Activity>,
    private readonly statusOf: (lesson: Activity) => LessonStatus,
  ) {
    const every = everyActivity(activities);
    this.titles = new Map(every.map(({ identifier, title }) => [identifier, title]));
    this.lessonsOf = new Map(every.map((activity) => [activity.identifier, this.inside(activity)]));
    this.asked = this.readAsked(activities, []);
    this.freeTheLocked();
  }

  /** What keeps a lesson closed as things stand; null for one that is open. */
  barrierOf(lesson: Activity): Barrier | null {
    const unmet = this.askedOf(lesson).filter((asked) => !areMet(asked, this.standingOf));
    if (unmet.length === 0) return null;
    const elements = [...new Set(unmet.flatMap(elementsIn))];
    const undone = elements.filter((element) => !isDone(this.standingOf(element)));
    const dependsOn = (undone.length > 0 ? undone : elements).map(
      (element) => this.titles.get(element) ?? element,
    );
    const isAhead = unmet.every((asked) => canBeMet(asked, () => DONE));
    return { reason: isAhead ? "prerequisites" : "not_needed", dependsOn };
  }

  private askedOf = (lesson: Activity): Prerequisites[] => this.asked.get(lesson) ?? [];

  private inside(activity: Activity): Activity[] {
    if (this.lessons.has(activity)) return [activity];
    return everyActivity(activity.children).filter((part) => this.lessons.has(part));
  }

  private readAsked(
    activities: Activity[],
    around: Prerequisites[],
  ): Map<Activity, Prerequisites[]> {
    return new Map(
      activities.flatMap((activity) => {
        const own = parsePrerequisites(activity.prerequisites ?? "");
        const isKnown = own && elementsIn(own).every((element) => this.lessonsOf.has(element));
        const asked = isKnown ? [...around, own] : around;
        return [[activity, asked] as const, ...this.readAsked(activity.children, asked)];
      }),
    );
  }

  /** Opens one lesson after the other as if everything went as it should; what never opens must not stay closed. */
  private freeTheLocked(): void {
    const reached = new Set<Activity>();
    const statusesOf = (element: string) =>
      this.lessonsOf.get(element)?.some((lesson) => reached.has(lesson))
        ? LESSON_STATUSES
        : UNTOUCHED;
    const opens = (lesson: Activity) =>
      this.askedOf(lesson).every((asked) => canBeMet(asked, statusesOf));
    let left = [...this.lessons];
    for (let before = -1; before !== reached.size; ) {
      before = reached.size;
      left = left.filter((lesson) => !opens(lesson) || !reached.add(lesson));
    }
    for (const lesson of left) this.asked.delete(lesson);
  }

  private standingOf = (element: string): LessonStatus => {
    const statuses = (this.lessonsOf.get(element) ?? []).map(this.statusOf);
    const [first = "not attempted"] = statuses;
    if (statuses.every((status) => status === first)) return first;
    return statuses.every(isDone) ? "completed" : "incomplete";
  };
}

const DONE: readonly LessonStatus[] = ["passed", "completed"];
const UNTOUCHED: readonly LessonStatus[] = ["not attempted"];
