/** What this area leaves in the outbox for others, and the work it does on a schedule. */

/** { sittingId, enrolmentId } → an award is considered. */
export const sittingPassed = "assessment.sitting-passed";

/** { practicalAssessmentId, enrolmentId } → an award is considered. */
export const practicalPassed = "assessment.practical-passed";

/** { practicalAssessmentId, enrolmentId } → a signed outcome was corrected; whoever built on it looks again. */
export const practicalCorrected = "assessment.practical-corrected";

/** Every minute: grades sittings whose time ran out and whose learner did not come back. */
export const closeExpired = { name: "assessment.close-expired", everySeconds: 60 } as const;
