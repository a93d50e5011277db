/** What this area leaves in the outbox, and the job that finishes a module when the answer to a commit was lost. */
export const moduleCompleted = "learning.module-completed";

export const completeModuleJob = {
  name: "learning.complete-module",
  topics: ["learning.item-completed"],
} as const;

/** { changeId }, per learner in flight, who moves to another version of a module's package or begins again on it. */
export const changePackageJob = {
  name: "learning.change-package",
  topics: ["learning.package-changed"],
} as const;

/** { changeId }, per learner, who goes back to the version before where nothing was saved since. */
export const undoPackageChangeJob = {
  name: "learning.undo-package-change",
  topics: ["learning.package-change-undone"],
} as const;

/** { attemptId }; an attempt was finished, or has changed since it was checked. */
export const claimMade = "learning.claim-made";
export const checkClaimJob = { name: "learning.check-claim", topics: [claimMade] } as const;

/** { attemptId, enrolmentId, moduleId }; a claim was rejected and the completion that rested on it taken back. */
export const completionWithdrawn = "learning.completion-withdrawn";
