/** One rule for "am I finished?": it decides, and it explains. */
import { type Activity, launchable } from "~/domain/packages/schema";
import type { AttemptState } from "./schema";

/** The launchable activities of a package that are not complete yet, in order. Empty means the module is complete. */
export function unfinishedActivities(activities: Activity[], state: AttemptState): Activity[] {
  return launchable(activities).filter(
    (activity) => state.items[activity.identifier]?.completion !== "completed",
  );
}

/** Share of launchable activities that are complete, 0 to 1. */
export function progressOf(activities: Activity[], state: AttemptState): number {
  const all = launchable(activities).length;
  return all === 0 ? 0 : (all - unfinishedActivities(activities, state).length) / all;
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
