/**
 * One session with a package, whatever its standard: the API its content finds, what may be navigated to, what is delivered next, and
 * what must be kept. The shell drives it; the conformance runner drives it without a browser. It touches no DOM and no network.
 */
import type { CourseStanding, ItemState } from "~/domain/learning/schema";
import type { Organization, Standard } from "~/domain/packages/schema";

export type Learner = { id: string; name: string };

/** How the learner is here (RTE §4.2.16): in review and browsing nothing is kept. */
export type Mode = "normal" | "review" | "browse";

/** What a session starts from. */
export type Session = {
  standard: Standard;
  organization: Organization;
  learner: Learner;
  mode: Mode;
  /** What is stored of each SCO. */
  items: Record<string, ItemState>;
  /** What `sequencing()` said last; null for a new attempt. */
  sequencing: string | null;
  /** The learner's global objectives, as `objectives()` of this or any other package said last. */
  objectives: Record<string, string>;
};

/** How long what is delivered may be used, and what becomes of it then (RTE §4.2.14 and §4.2.25; 1.2 RTE §3.4.4). */
export type TimeLimit = { seconds: number; spent: number; exits: boolean; tells: boolean };

/** SN-4-1 (SCORM 2004 4th ed. SN §5.6) navigation requests; SCORM 1.2 has continue, previous, choice, exitAll and suspendAll. */
export type NavigationRequest =
  | { type: "start" | "resumeAll" | "continue" | "previous" }
  | { type: "choice" | "jump"; target: string }
  | { type: "exit" | "exitAll" | "abandon" | "abandonAll" | "suspendAll" };

/** What came of a request: an activity to deliver, the end of the session, or a refusal that leaves things as they are. */
export type Outcome =
  | { kind: "deliver"; activity: string }
  /** `choose`: nothing is delivered, the learner picks from the contents. */
  | { kind: "choose" }
  | { kind: "ended"; suspended: boolean }
  | { kind: "refused"; code: string };

/** One line of the contents list. `reason` says why it cannot be chosen (a key of the player's words), null when it can. */
export type ContentsLine = {
  activity: string;
  title: string;
  depth: number;
  isLaunchable: boolean;
  isCurrent: boolean;
  completion: "completed" | "incomplete" | "unknown";
  success: "passed" | "failed" | "unknown";
  reason: string | null;
  /** What the reason is about, such as the parts to be done first. */
  detail?: string;
};

/** The controls of the player for the activity that is delivered: shown and usable, shown but not now, or hidden (adlnav:hideLMSUI). */
export type ControlState = "usable" | "unavailable" | "hidden";
export type Controls = Record<
  "continue" | "previous" | "exit" | "exitAll" | "suspendAll" | "abandon" | "abandonAll",
  ControlState
>;

/** What the content did, told as it happens. */
export type RunTimeListener = {
  /** A value was set. */
  changed: () => void;
  /** The session began, or the SCO asked to keep its values. */
  committed: () => void;
  /** The SCO ended its session; `request` is the navigation it asked for (adl.nav.request), null for none. */
  finished: (request: NavigationRequest | null) => void;
};

export type RunTime = {
  standard: Standard;
  /** What the SCO that is delivered finds as API or API_1484_11; null for an asset or when nothing is delivered. */
  api: () => object | null;
  /** Begins a new session of the attempt, or goes on with a suspended one; also after a tab that was just closed. */
  begin: () => Outcome;
  /** Ends what is delivered (its content has been unloaded by now) and does what was asked. */
  navigate: (request: NavigationRequest) => Outcome;
  contents: () => ContentsLine[];
  controls: () => Controls;
  /** The stored values of the SCO that is delivered, flat; empty for an asset. */
  values: () => Record<string, string>;
  /** Whether the SCO has called Initialize in this visit. */
  hasSpoken: () => boolean;
  /** Content without a word that was shown long enough counts as viewed. */
  markViewed: () => void;
  timeLimit: () => TimeLimit | null;
  /** How the tree stands as a whole. */
  standing: () => CourseStanding;
  /** Global objectives that this session has written and that outlive it, opaque JSON by their id. */
  objectives: () => Record<string, string>;
  /** Everything but the SCO's own values that the next launch needs: sequencing state, global objectives, shared data. Opaque JSON. */
  sequencing: () => string;
};

/** Opens a session; nothing is delivered before `begin`. */
export type OpenRunTime = (session: Session, listener: RunTimeListener) => RunTime;
