/** What this area leaves in the outbox for others. `sealed` is opened with platform/sealing. */

/** { personId, sealed: the reset token } → a mail with `${appOrigin}/reset-password/<token>`. */
export const passwordResetRequested = "identity.password-reset-requested";

/** { invitationId, sealed: the invitation code } → a mail to the invitation's e-mail with `${appOrigin}/invitations/<code>`. */
export const invitationCreated = "identity.invitation-created";

/** { personId } → holdings are recomputed. */
export const postingChanged = "identity.posting-changed";
