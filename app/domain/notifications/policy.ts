/** Who looks at mail that was sent to others; which of it, row-level security decides. */
import type { Actor } from "~/domain/kernel/actor";
import { hasAnyRole } from "~/domain/kernel/permissions";
import { KINDS } from "./schema";

export const canReadMail = (actor: Actor): boolean => hasAnyRole(actor, ["system_admin", "ncpoc"]);

/** An academy learns that mail did not reach its people, never what it said or why. */
export const canSeeUndelivered = (actor: Actor): boolean =>
  hasAnyRole(actor, ["academy_manager", "instructor"]);

/** Mails whose link is as good as a password, or as a line manager's word. */
export const carriesSecret = (kind: string): boolean =>
  kind === "approval-requested" ||
  Object.entries(KINDS).some(([name, { topic }]) => name === kind && topic === "security");
