/** What this area leaves in the outbox, and the job that finishes a module when the answer to a commit was lost. */
export const moduleCompleted = "learning.module-completed";

export const completeModuleJob = {
  name: "learning.complete-module",
  topics: ["learning.item-completed"],
} as const;

/** { changeId }, per country: learners in flight are moved to, or begin again on, another version of a module's package. */
export const changePackageJob = {
  name: "learning.change-package",
  topics: ["learning.package-changed"],
} as const;

/** { changeId }, per country: whoever has saved nothing since goes back to the version before. */
export const undoPackageChangeJob = {
  name: "learning.undo-package-change",
  topics: ["learning.package-change-undone"],
} as const;
