/** Whatever may complete a set of requirements makes certification look again; the command does nothing when nothing follows. */
export const considerAwardJob = {
  name: "certification.consider-award",
  topics: ["learning.module-completed", "assessment.sitting-passed", "assessment.practical-passed"],
} as const;

/** { practicalAssessmentId, enrolmentId }, { attendanceId, enrolmentId, moduleId } or { attemptId, enrolmentId, moduleId }: what a module's completion rested on was corrected. */
export const withdrawAwardJob = {
  name: "certification.withdraw-award",
  topics: [
    "assessment.practical-corrected",
    "cohorts.attendance-corrected",
    "learning.completion-withdrawn",
  ],
} as const;

export const refreshHoldingsJob = {
  name: "certification.refresh-holdings",
  topics: ["identity.posting-changed"],
} as const;

/** { personId, certification, number } → a mail to the holder. */
export const awardIssued = "certification.award-issued";

/** { personId, certification, number } → a mail to the holder of an award that was withdrawn because what it rested on was corrected. */
export const awardWithdrawn = "certification.award-withdrawn";

/** { eventId }: a hardship event was declared in the job's country. */
export const extendAwardsJob = {
  name: "certification.extend-awards",
  topics: ["organisations.hardship-declared"],
} as const;

export const tellOfDeclarationJob = {
  name: "certification.tell-of-hardship",
  topics: ["organisations.hardship-declared"],
} as const;
export const tellOfEndingJob = {
  name: "certification.tell-of-hardship-end",
  topics: ["organisations.hardship-ended"],
} as const;

export type HardshipChange = "declared" | "ended";
/** { eventId, change, officer }, in the reader's country and for the reader → a mail to them. */
export const hardshipNews = "certification.hardship-news";

/** { personId, certification, number, event, validTo, extendedTo } → a mail to the holder of an award that a hardship event extends. */
export const awardExtended = "certification.award-extended";
