/** What this area leaves in the outbox for others. */

/** { sittingId, enrolmentId } → an award is considered. */
export const sittingPassed = "assessment.sitting-passed";

/** { practicalAssessmentId, enrolmentId } → an award is considered. */
export const practicalPassed = "assessment.practical-passed";

/** { practicalAssessmentId, enrolmentId } → a signed outcome was corrected; whoever built on it looks again. */
export const practicalCorrected = "assessment.practical-corrected";

/** { practicalAssessmentId, enrolmentId, moduleId } of a learner; two assessors differ, and the leads of the cohort are told. */
export const practicalDisputed = "assessment.practical-disputed";

/** { personId, enrolmentId, moduleId }; one per person who may be the third to decide, with that person and the learner's country. */
export const moderationWanted = "assessment.moderation-wanted";
export const tellModeratorJob = {
  name: "assessment.tell-moderator",
  topics: [moderationWanted],
} as const;
