/** Who looks at mail that was sent to others; which of it, row-level security decides. */
import type { Actor } from "~/domain/kernel/actor";
import { hasAnyRole } from "~/domain/kernel/permissions";

export const canReadMail = (actor: Actor): boolean => hasAnyRole(actor, ["system_admin", "ncpoc"]);

/** Mails whose link is as good as a password. */
export const carriesSecret = (kind: string): boolean =>
  kind === "password-reset" || kind === "invitation";
