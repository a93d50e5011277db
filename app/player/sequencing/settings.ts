/**
 * The sequencing definition model of one activity (SCORM 2004 4th ed. SN §3, CAM §5.1), with the defaults of the specification.
 * What an author left out is as if the default had been written.
 */

/** What is tracked of an objective (SN §4.2.1 and the adlseq extension, CAM §5.1.16). The activity's own completion is its primary objective's. */
export type Field = "satisfied" | "measure" | "completed" | "progress" | "raw" | "min" | "max";

export type ObjectiveMap = { target: string; read: Field[]; write: Field[] };

export type ObjectiveSettings = {
  /** Null for a primary objective that the author did not name. */
  id: string | null;
  satisfiedByMeasure: boolean;
  minimumMeasure: number;
  maps: ObjectiveMap[];
};

export type ConditionName =
  | "satisfied"
  | "objectiveStatusKnown"
  | "objectiveMeasureKnown"
  | "objectiveMeasureGreaterThan"
  | "objectiveMeasureLessThan"
  | "completed"
  | "activityProgressKnown"
  | "attempted"
  | "attemptLimitExceeded"
  | "timeLimitExceeded"
  | "outsideAvailableTimeRange"
  | "always";

export type Condition = {
  condition: ConditionName;
  negated: boolean;
  objective: string | null;
  threshold: number;
};

export type PreAction = "skip" | "disabled" | "hiddenFromChoice" | "stopForwardTraversal";
export type PostAction = "exitParent" | "exitAll" | "retry" | "retryAll" | "continue" | "previous";
export type Rule<Action> = { conditions: Condition[]; combination: "all" | "any"; action: Action };

export type RollupAction = "satisfied" | "notSatisfied" | "completed" | "incomplete";
export type RollupRule = Rule<RollupAction> & {
  childActivitySet: "all" | "any" | "none" | "atLeastCount" | "atLeastPercent";
  minimumCount: number;
  minimumPercent: number;
};

export type Consideration = "always" | "ifNotSuspended" | "ifAttempted" | "ifNotSkipped";
export type Timing = "never" | "once" | "onEachNewAttempt";

export type HideableControl =
  | "continue"
  | "previous"
  | "exit"
  | "exitAll"
  | "abandon"
  | "abandonAll"
  | "suspendAll";

export type SharedData = { target: string; read: boolean; write: boolean };

export type ActivitySettings = {
  identifier: string;
  title: string;
  isVisible: boolean;
  /** Whether there is something to launch; a cluster launches nothing itself. */
  hasContent: boolean;
  isSco: boolean;
  control: {
    choice: boolean;
    choiceExit: boolean;
    flow: boolean;
    forwardOnly: boolean;
    useCurrentAttemptObjectiveInfo: boolean;
    useCurrentAttemptProgressInfo: boolean;
    preventActivation: boolean;
    constrainChoice: boolean;
  };
  preRules: Rule<PreAction>[];
  exitRules: Rule<"exit">[];
  postRules: Rule<PostAction>[];
  attemptLimit: number | null;
  maxTimeAllowed: string | null;
  rollup: {
    rules: RollupRule[];
    objectiveSatisfied: boolean;
    progressCompletion: boolean;
    measureWeight: number;
    required: Record<RollupAction, Consideration>;
    measureSatisfactionIfActive: boolean;
  };
  /** The primary objective, which contributes to rollup, comes first and is always there. */
  objectives: [ObjectiveSettings, ...ObjectiveSettings[]];
  completion: { byMeasure: boolean; minimum: number; weight: number };
  selection: {
    selectTiming: Timing;
    selectCount: number | null;
    randomizeTiming: Timing;
    reorderChildren: boolean;
  };
  delivery: { tracked: boolean; completionSetByContent: boolean; objectiveSetByContent: boolean };
  hidden: HideableControl[];
  sharedData: SharedData[];
  children: ActivitySettings[];
};
