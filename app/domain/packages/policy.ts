/** Who may import and see packages. */
import type { Actor } from "~/domain/kernel/actor";
import { hasAnyRole, hasRole } from "~/domain/kernel/permissions";

/** Academy managers for their own organisation; regional and system administrators for any. */
export const canImport = (actor: Actor, organisationId: string): boolean =>
  hasRole(actor, "academy_manager", { organisation: organisationId }) ||
  hasAnyRole(actor, ["regional_admin", "system_admin"]);

/** Staff who prepare training. */
export const canListPackages = (actor: Actor): boolean =>
  hasAnyRole(actor, [
    "academy_manager",
    "instructor",
    "regional_admin",
    "system_admin",
    "national_editor",
  ]);
