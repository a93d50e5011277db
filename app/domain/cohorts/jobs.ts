/** What this area leaves in the outbox, and its jobs. Topics written by SQL functions are named here too. */

/** { nominationId, cohortId, status, before, reason }; written by app.settle_nomination with the nominee's country and person. */
export const nominationSettled = "cohorts.nomination-settled";

/** { cohortId }; written by app.settle_nomination when somebody leaves a seat, and by whoever releases a quota. */
export const seatFreed = "cohorts.seat-freed";
