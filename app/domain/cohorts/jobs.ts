/** What this area leaves in the outbox, and its jobs. Topics written by SQL functions are named here too. */
import { practicalDisputed } from "~/domain/assessment/jobs";
import { postingChanged } from "~/domain/identity/jobs";
import { hardshipDeclared } from "~/domain/organisations/jobs";

/** { importId, cohortId, personId }; a checked roster is to be applied, in the name of that person. */
export const rosterApplying = "cohorts.roster-applying";
export const applyRosterJob = { name: "cohorts.apply-roster", topics: [rosterApplying] };

/** { nominationId, cohortId, status, before, reason }; written by app.settle_nomination with the nominee's country and person. */
export const nominationSettled = "cohorts.nomination-settled";

/** { cohortId }; a seat may be given: somebody left one, a quota was released, or a hardship event moved a cut-off. */
export const seatFreed = "cohorts.seat-freed";

/** { cohortId, nominationId, what }; one per living nomination of a published cohort whose dates or place changed. */
export const cohortChanged = "cohorts.cohort-changed";
export const tellCohortChangedJob = {
  name: "cohorts.tell-cohort-changed",
  topics: [cohortChanged],
} as const;

/** { cohortId }; every living nomination was settled as cancelled (reason `cohort_cancelled`) in the same transaction. */
export const cohortCancelled = "cohorts.cohort-cancelled";
export const cancelSessionsJob = {
  name: "cohorts.cancel-sessions",
  topics: [cohortCancelled],
} as const;

/** Reasons that the life of a cohort gives a nomination's `cancelled`. */
export const COHORT_CANCELLED = "cohort_cancelled";
export const COHORT_CLOSED = "cohort_closed";

/** { nominationId }; somebody was put forward or asked for a seat, and it waits for a yes. */
export const nominationMade = "cohorts.nomination-made";

/** { approvalRequestId, sealed: the code } → a mail to the line manager with `${appOrigin}/approvals/<code>`. */
export const approvalRequested = "cohorts.approval-requested";

/** { cohortId }; the day on which unused quotas go back to everybody has come. */
export const quotasDue = "cohorts.quotas-due";

export const promoteWaitingJob = { name: "cohorts.promote-waiting", topics: [seatFreed] } as const;
export const promoteStruckJob = {
  name: "cohorts.promote-struck",
  topics: [hardshipDeclared],
} as const;
export const releaseQuotasJob = { name: "cohorts.release-quotas", topics: [quotasDue] } as const;
export const linkNominationsJob = {
  name: "cohorts.link-nominations",
  topics: [postingChanged],
} as const;
export const tellNomineeJob = {
  name: "cohorts.tell-nominee",
  topics: [nominationSettled],
} as const;
export const tellApproversJob = {
  name: "cohorts.tell-approvers",
  topics: [nominationMade],
} as const;
export const tellLineManagerJob = {
  name: "cohorts.tell-line-manager",
  topics: [approvalRequested],
} as const;

/** { cohortId, assessorId, assignmentIds, ended }; one per assessor whose assignments one command made or ended, with the assessor. */
export const assignmentChanged = "cohorts.assignment-changed";
export const tellAssessorJob = {
  name: "cohorts.tell-assessor",
  topics: [assignmentChanged],
} as const;

/** { practicalAssessmentId, cohortId, moduleId, personId }; one per lead trainer of a cohort in which two assessors differ. */
export const disputeInCohort = "cohorts.dispute-in-cohort";
export const spreadDisputeJob = {
  name: "cohorts.spread-dispute",
  topics: [practicalDisputed],
} as const;
export const tellLeadJob = { name: "cohorts.tell-lead", topics: [disputeInCohort] } as const;

/** { cohortId, messageId }; an academy wrote to a cohort or a selection of it. */
export const messageSent = "cohorts.message-sent";
/** { messageId, nominationId }; with the nominee's country and person. */
export const messageForNominee = "cohorts.message-for-nominee";
export const spreadMessageJob = { name: "cohorts.spread-message", topics: [messageSent] } as const;
export const tellMessageJob = {
  name: "cohorts.tell-message",
  topics: [messageForNominee],
} as const;

/** { cohortId, sessionId, nominationId | null, personId | null, change, revision }; one per learner with a seat and per trainer, in their country. */
export const sessionChanged = "cohorts.session-changed";

/** { cohortId, sessionId, nominationId | null, personId | null, on }; a session is near. Written by app.begin_session_reminders, in their country. */
export const sessionNear = "cohorts.session-near";
export const remindOfSessionJob = {
  name: "cohorts.remind-of-session",
  topics: [sessionNear],
} as const;

/** { cohortId, nominationId }; written when an invited nominee with a seat has joined. */
export const nomineeJoined = "cohorts.nominee-joined";

/** { cohortId, nominationId, correctionId? }; somebody's attendance was marked, or corrected by `correctionId`. */
export const attendanceMarked = "cohorts.attendance-marked";

/** { attendanceId, enrolmentId, moduleId }; a correction took back a workshop that was complete: whoever built on it looks again. */
export const attendanceCorrected = "cohorts.attendance-corrected";

export const settleAttendanceJob = {
  name: "cohorts.settle-attendance",
  topics: [attendanceMarked],
} as const;

export const tellOfSessionJob = {
  name: "cohorts.tell-of-session",
  topics: [sessionChanged],
} as const;

export const inviteToSessionsJob = {
  name: "cohorts.invite-to-sessions",
  topics: [nominationSettled, nomineeJoined],
} as const;
