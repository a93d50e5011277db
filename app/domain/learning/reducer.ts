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

/** What happened to an attempt, in the order in which the server took it in. */
export type LogEvent =
  | { kind: "applied"; commit: AcceptedCommit }
  | { kind: "set_aside"; commit: AcceptedCommit }
  | { kind: "choice"; choice: "keep" | "use" };

/** The state as it stands after all of that: a choice covers what was set aside since the one before. */
export function replayLog(log: readonly LogEvent[]): AttemptState {
  let state = EMPTY;
  let aside: AcceptedCommit[] = [];
  for (const event of log) {
    if (event.kind === "applied") state = applyAccepted(state, event.commit);
    else if (event.kind === "set_aside") aside = [...aside, event.commit];
    else {
      if (event.choice === "use") state = applySetAside(state, aside);
      aside = [];
    }
  }
  return state;
}

/** The state with what the learner took over from another window; the time spent stays as counted. */
export function applySetAside(state: AttemptState, commits: SetAside[]): AttemptState {
  const inOrder = [...commits].sort((a, b) => a.epoch - b.epoch || a.sequence - b.sequence);
  let used = state;
  for (const { item, itemState, ...commit } of inOrder) {
    const course = commit.course ?? used.course;
    const sequencing = commit.sequencing ?? used.sequencing;
    used = {
      ...used,
      items: { ...used.items, [item]: { ...itemState, time: used.items[item]?.time } },
      ...(course && { course }),
      ...(sequencing !== undefined && { sequencing }),
    };
  }
  return used;
}

export type SetAside = Pick<
  AcceptedCommit,
  "epoch" | "sequence" | "item" | "itemState" | "sequencing" | "course"
>;

export const replay = (commits: AcceptedCommit[]): AttemptState =>
  commits.reduce(applyAccepted, EMPTY);
