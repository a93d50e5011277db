/** What this area leaves in the outbox for others. */

/** { eventId }, in the event's country → awards that would expire are extended, and people are told. */
export const hardshipDeclared = "organisations.hardship-declared";

/** { eventId }, in the event's country: it ended before it was expected to, or was called off → people are told. */
export const hardshipEnded = "organisations.hardship-ended";
