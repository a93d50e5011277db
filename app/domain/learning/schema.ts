/** What a learner does with a package: registration, attempt, launch, commit. Terms as in SCORM and cmi5. */

export type Completion = "completed" | "incomplete" | "unknown";
export type Success = "passed" | "failed" | "unknown";

/** The state of one SCO in an attempt: its own data model values and what they say. A score is the content's claim. */
export type ItemState = {
  cmi: Record<string, string>;
  completion: Completion;
  success: Success;
  scoreScaled: number | null;
  /** Seconds by visit, `epoch.visit`: repeating a commit cannot count time twice. */
  time?: Record<string, number>;
};

/** How the activity tree of the chosen organization stands as a whole: what rollup gave its root (SCORM 2004 SN §4.6). */
export type CourseStanding = {
  organization: string;
  completion: Completion;
  success: Success;
  scoreScaled: number | null;
};

export type AttemptState = {
  items: Record<string, ItemState>;
  current?: string;
  course?: CourseStanding;
  /** What the run-time needs to go on, opaque JSON. Kept beside the rest: only a launch and the reducer have it. */
  sequencing?: string;
};

/** A commit as the browser sends it. */
export type CommitMessage = {
  token: string;
  sequence: number;
  item: string;
  visit: string;
  seconds: number;
  viewed: boolean;
  cmi: Record<string, string>;
  /** The state of sequencing after this commit; null where the package has none to keep. */
  sequencing: string | null;
  /** Global objectives that this launch has written, opaque JSON by their id. */
  objectives: Record<string, string>;
  course: CourseStanding | null;
};

/** A commit of content without sequencing says nothing beside its values. */
export const NO_SEQUENCING = { sequencing: null, objectives: {}, course: null } as const;

/** What the player is told at launch. */
export type LaunchTicket = {
  attemptId: string;
  epoch: number;
  token: string;
  state: AttemptState;
  /** The person's global objectives, whichever package wrote them (SCORM 2004 SN §3.10.2). */
  objectives: Record<string, string>;
};
