/** What a learner does with a package: registration, attempt, launch, commit. Terms as in SCORM and cmi5. */
import type { AttemptPolicy } from "~/domain/curricula/schema";

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
  /** Names the commit within its launch and grows with every state that the content says; an older page of ours had its sequence for that. */
  mark?: number;
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
/** What an attempt's saved state says; a score is the mean of its activities' scores. */
export type AttemptStanding = {
  completion: Completion;
  success: Success;
  scoreScaled: number | null;
  /** Every activity is completed or failed. */
  over: boolean;
  ended: boolean;
};

/** Why an attempt after the first was opened: by the learner, or by staff. */
export type OpeningCause = "learner" | "granted" | "reset" | "moved" | "restarted" | "rejected";

/** Why a learner cannot begin another attempt now. */
export type AttemptObstacle =
  | "not_begun"
  | "limit_reached"
  | "on_request"
  | "not_over"
  | "not_failed";

export const LAUNCHINGS = ["normal", "review", "browse"] as const;
/** cmi.mode of a launch (SCORM 2004 RTE §4.2.16; 1.2: cmi.core.lesson_mode). Only a normal one can save. */
export type Launching = (typeof LAUNCHINGS)[number];

/** What the player is told at launch. */
export type LaunchTicket = {
  attemptId: string;
  epoch: number;
  /** Empty unless the mode is normal: then there is nothing to save with, and the database knows no launch that could. */
  token: string;
  state: AttemptState;
  /** The person's global objectives, whichever package wrote them (SCORM 2004 SN §3.10.2). */
  objectives: Record<string, string>;
  mode: Launching;
  credit: "credit" | "no-credit";
  /** Whether the learner, who only looks at what is over, may begin another attempt instead. */
  mayBeginAnother: boolean;
};

export type AttemptRequest = {
  id: string;
  reason: string;
  requestedAt: Date;
  decision: "granted" | "refused" | null;
  decisionReason: string | null;
  decidedAt: Date | null;
};

export type AttemptView = AttemptStanding & {
  id: string;
  registrationId: string;
  number: number;
  /** Of the package. */
  versionNumber: number;
  cause: OpeningCause | null;
  reason: string;
  startedAt: Date;
  updatedAt: Date;
  seconds: number;
  /** C1: what its content claims is plausible. Null: not checked, or not finished. */
  assurance: "C0" | "C1" | null;
  isQuestioned: boolean;
  isAccepted: boolean;
  isRejected: boolean;
  isCounting: boolean;
  isSetAside: boolean;
  isNewest: boolean;
};

export type AttemptsView = {
  registrationId: string;
  personId: string;
  country: string;
  enrolmentId: string | null;
  moduleId: string | null;
  title: string;
  /** Of the learner's country. */
  zone: string;
  /** False once a newer package version or another preview took its place. */
  live: boolean;
  policy: AttemptPolicy;
  /** Who said so. */
  policyOf: "curriculum" | "cohort";
  /** Null: as many as one likes. */
  left: number | null;
  obstacle: AttemptObstacle | null;
  request: AttemptRequest | null;
  attempts: AttemptView[];
};

/** What becomes of learners in flight when a module's package has a new version: they finish on the old, move with what they did, restart. */
export const PACKAGE_CHOICES = ["finish", "move", "restart"] as const;
export type PackageChoice = (typeof PACKAGE_CHOICES)[number];

/** A learner's answer to something the content asked, as the content recorded it. */
export type Interaction = {
  id: string;
  type: string;
  response: string | null;
  result: "correct" | "incorrect" | null;
  seconds: number | null;
  /** An instant as ISO text, where the content gave one. */
  at: string | null;
  /** The patterns the content says are right. */
  correct: string[];
};

export type ObjectiveRecord = {
  id: string;
  completion: string | null;
  success: string | null;
  score: string | null;
};

export type LaunchRecord = { openedAt: Date; mode: Launching; epoch: number | null };

/** An accepted commit without its content: what it said, and the hash by which it is known. */
export type CommitEntry = {
  epoch: number;
  sequence: number;
  item: string;
  visit: string;
  seconds: number;
  completion: Completion;
  success: Success;
  scoreScaled: number | null;
  setAside: boolean;
  receivedAt: Date;
  sha256: string;
  bytes: number;
};

export const TIMELINE_TABLES = [
  "launches",
  "commits",
  "interactions",
  "objectives",
  "times",
] as const;
export type TimelineTable = (typeof TIMELINE_TABLES)[number];

/** How a question inside a package was answered; null is unknown: too few people, or too few to be told apart. */
export type ItemFigures = {
  id: string;
  type: string;
  people: number | null;
  /** Share of right answers, 0 to 1. */
  difficulty: number | null;
  /** Corrected point-biserial, −1 to 1. */
  discrimination: number | null;
  medianSeconds: number | null;
  choices: { response: string; people: number | null; isRight: boolean }[];
};

/** Why a claimed result is doubted, with what was seen. Seconds are whole; `item` is the activity, null for all of them. */
export type Doubt =
  | { flag: "faster_than_content"; item: null; seconds: number; least: number }
  | { flag: "score_without_answers"; item: string; score: number }
  | { flag: "passed_below_mastery"; item: string; score: number; mastery: number }
  | { flag: "from_the_future"; item: string; hours: number }
  | { flag: "longer_than_possible"; item: string; seconds: number; wall: number }
  | { flag: "changed_after_finish"; item: string };
