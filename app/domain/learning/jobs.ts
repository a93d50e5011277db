/** What this area leaves in the outbox, and the job that finishes a module when the answer to a commit was lost. */
export const moduleCompleted = "learning.module-completed";

export const completeModuleJob = {
  name: "learning.complete-module",
  topics: ["learning.item-completed"],
} as const;
