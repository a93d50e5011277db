/** Whatever may complete a set of requirements makes certification look again; the command does nothing when nothing follows. */
export const considerAwardJob = {
  name: "certification.consider-award",
  topics: ["learning.module-completed", "assessment.sitting-passed", "assessment.practical-passed"],
} as const;

export const refreshHoldingsJob = {
  name: "certification.refresh-holdings",
  topics: ["identity.posting-changed"],
} as const;

/** { awardId } → a mail to the holder. */
export const awardIssued = "certification.award-issued";
