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

export type AttemptState = { items: Record<string, ItemState>; current?: string };

/** A commit as the browser sends it. */
export type CommitMessage = {
  token: string;
  sequence: number;
  item: string;
  visit: string;
  seconds: number;
  viewed: boolean;
  cmi: Record<string, string>;
};

/** What the player is told at launch. */
export type LaunchTicket = {
  attemptId: string;
  epoch: number;
  token: string;
  state: AttemptState;
};
