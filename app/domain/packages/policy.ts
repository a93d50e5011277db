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

/** What holds for every package is the region's to decide. */
export const canSetForPlatform = (actor: Actor): boolean =>
  hasAnyRole(actor, ["regional_admin", "system_admin"]);

/** Staff decide for learners whose progress is disclosed to their academy (`through`), and never for themselves. */
export const canDecideFor = (
  actor: Actor,
  learner: { personId: string; through: readonly string[] },
): boolean =>
  learner.personId !== actor.personId &&
  learner.through.some((organisation) =>
    hasAnyRole(actor, ["academy_manager", "instructor"], { organisation }),
  );
