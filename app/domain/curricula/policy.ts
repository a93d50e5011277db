/** Who may change what a curriculum uses. The core itself changes only through content/ and a new version. */
import type { Actor } from "~/domain/kernel/actor";
import { hasAnyRole } from "~/domain/kernel/permissions";

export const canAssignPackage = (actor: Actor | null): boolean =>
  hasAnyRole(actor, ["academy_manager", "regional_admin"]);
