/**
 * Attempt state as the replay of accepted commits. app.apply_commit does the same in SQL, one commit at a time;
 * the integration test holds the two together.
 */
import type { AttemptState, CourseStanding, ItemState } from "./schema";

export type AcceptedCommit = {
  epoch: number;
  sequence: number;
  item: string;
  visit: string;
  seconds: number;
  itemState: ItemState;
  /** Null: as before. */
  sequencing: string | null;
  course: CourseStanding | null;
};

export const EMPTY: AttemptState = { items: {} };

/** The state after one more accepted commit. */
export function applyAccepted(state: AttemptState, commit: AcceptedCommit): AttemptState {
  const time = {
    ...state.items[commit.item]?.time,
    [`${commit.epoch}.${commit.visit}`]: commit.seconds,
  };
  const course = commit.course ?? state.course;
  const sequencing = commit.sequencing ?? state.sequencing;
  return {
    items: { ...state.items, [commit.item]: { ...commit.itemState, time } },
    current: commit.item,
    ...(course && { course }),
    ...(sequencing !== undefined && { sequencing }),
  };
}

export const replay = (commits: AcceptedCommit[]): AttemptState =>
  commits.reduce(applyAccepted, EMPTY);
