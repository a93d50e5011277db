/** Where a cohort is in its life. One rule: pages, commands and jobs ask it. */
import type { Day } from "~/domain/kernel/days";
import type { CohortState } from "./schema";

export type CohortDates = {
  isTemplate: boolean;
  publishedAt: Date | null;
  cancelledAt: Date | null;
  closedAt: Date | null;
  startsOn: Day | null;
  endsOn: Day | null;
};

/** `on` is the day it is in the cohort's own zone. A published cohort without dates gathers demand. */
export function cohortState(cohort: CohortDates, on: Day): CohortState {
  if (cohort.isTemplate) return "template";
  if (cohort.cancelledAt) return "cancelled";
  if (cohort.closedAt) return "closed";
  if (!cohort.publishedAt) return "draft";
  if (!cohort.startsOn || !cohort.endsOn) return "demand";
  if (on < cohort.startsOn) return "open";
  return on <= cohort.endsOn ? "running" : "ended";
}

/** Does it still take people? Claims and nominations are refused afterwards, with the state as the reason. */
export const takesNominations = (state: CohortState): boolean =>
  state === "open" || state === "demand" || state === "running";
