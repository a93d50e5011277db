/** What this area leaves in the outbox, and its jobs. Topics written by SQL functions are named here too. */

/** { nominationId, cohortId, status, before, reason }; written by app.settle_nomination with the nominee's country and person. */
export const nominationSettled = "cohorts.nomination-settled";

/** { cohortId }; written by app.settle_nomination when somebody leaves a seat, and by whoever releases a quota. */
export const seatFreed = "cohorts.seat-freed";

/** { cohortId, sessionId, nominationId | null, personId | null, change, revision }; one per learner with a seat and per trainer, in their country. */
export const sessionChanged = "cohorts.session-changed";

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
