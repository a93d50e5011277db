/** What this area leaves in the outbox for others. */

/** { eventId }, in the event's country → awards that would expire are extended. */
export const hardshipDeclared = "organisations.hardship-declared";

/** { eventId }, in the event's country: it ended before it was expected to, or was called off. */
export const hardshipEnded = "organisations.hardship-ended";
