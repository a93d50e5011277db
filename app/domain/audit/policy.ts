/** Who reads the audit trail. */
import type { Actor } from "~/domain/kernel/actor";
import { hasAnyRole } from "~/domain/kernel/permissions";

export const canReadAudit = (actor: Actor): boolean =>
  hasAnyRole(actor, ["auditor", "system_admin"]);
