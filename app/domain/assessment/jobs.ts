/** What this area leaves in the outbox for others. */

/** { sittingId, enrolmentId } → an award is considered. */
export const sittingPassed = "assessment.sitting-passed";

/** { practicalAssessmentId, enrolmentId } → an award is considered. */
export const practicalPassed = "assessment.practical-passed";

/** { practicalAssessmentId, enrolmentId } → a signed outcome was corrected; whoever built on it looks again. */
export const practicalCorrected = "assessment.practical-corrected";
