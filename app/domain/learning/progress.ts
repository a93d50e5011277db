/** One rule for "am I finished?": it decides, and it explains. */
import { type Activity, launchable, type Organization } from "~/domain/packages/schema";
import type { AttemptState, CourseStanding } from "./schema";

/**
 * Whether a package is finished. Where its sequencing says how the course stands, that decides (SCORM 2004 SN §4.6: rollup may ask
 * for less than everything, or more); without it every launchable activity must be complete.
 */
export function isFinished(organizations: Organization[], state: AttemptState): boolean {
  if (state.course) return isComplete(state.course);
  const { all, complete } = countOf(organizations, state);
  return complete === all;
}

/** The same where having opened every lesson is what is asked for, whatever they report. */
export function isOpened(organizations: Organization[], state: AttemptState): boolean {
  const { all, complete } = countOf(organizations, state);
  return complete === all;
}

/** Passed counts as done where nothing is said about completion. */
const isComplete = ({ completion, success }: CourseStanding): boolean =>
  completion === "completed" || (completion === "unknown" && success === "passed");

/** Share of a package, 0 to 1: launchable activities that are complete; 1 exactly when it is finished. */
export function progressOf(organizations: Organization[], state: AttemptState): number {
  if (isFinished(organizations, state)) return 1;
  const { all, complete } = countOf(organizations, state);
  return all === 0 ? 0 : Math.min(complete / all, (all - 1) / all);
}

/** What can be launched in the organization that the learner is in. */
export function activitiesOf(organizations: Organization[], state: AttemptState): Activity[] {
  const chosen = organizations.find(({ identifier }) => identifier === state.course?.organization);
  return launchable((chosen ?? organizations[0])?.activities ?? []);
}

function countOf(organizations: Organization[], state: AttemptState) {
  const activities = activitiesOf(organizations, state);
  const complete = activities.filter(
    ({ identifier }) => state.items[identifier]?.completion === "completed",
  );
  return { all: activities.length, complete: complete.length };
}

export type ModuleStanding = {
  id: string;
  title: string;
  kind: string;
  required: boolean;
  completed: boolean;
  hasPackage: boolean;
  /** For a workshop, the share of its sessions that completes it; null for every other kind. */
  attendancePercent: number | null;
  /** A practical that two assessors mark: one has signed, or they differ. */
  marking?: "waiting" | "disputed" | null;
};
export type Step = {
  module: ModuleStanding;
  why:
    | "next"
    | "waiting_for_package"
    | "after_the_others"
    | "attend"
    | "second_assessor"
    | "moderation";
};

/**
 * What is left of a curriculum and why, self-paced first: an exam or practical comes after its preconditions. A workshop has
 * its dates from the cohort, whatever else is done, and is completed by attending.
 */
export function remainingSteps(modules: ModuleStanding[]): Step[] {
  const open = modules.filter((module) => module.required && !module.completed);
  const selfPacedLeft = open.some((module) => module.kind === "self_paced");
  return open.map((module) => ({ module, why: reasonOf(module, selfPacedLeft) }));
}

function reasonOf(module: ModuleStanding, selfPacedLeft: boolean): Step["why"] {
  if (module.kind === "workshop") return "attend";
  if (module.marking) return module.marking === "waiting" ? "second_assessor" : "moderation";
  if (module.kind === "self_paced") return module.hasPackage ? "next" : "waiting_for_package";
  return selfPacedLeft ? "after_the_others" : "next";
}
