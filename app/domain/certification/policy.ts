/** Who may see and revoke awards beyond their own. */
import type { Actor } from "~/domain/kernel/actor";
import type { Branch, CountryCode } from "~/domain/kernel/country";
import { hasRole } from "~/domain/kernel/permissions";

/** The contact point of the award's country in the general branch; the judiciary's own manager where the holder is disclosed to it. */
export const canRevoke = (actor: Actor, award: { country: CountryCode; branch: Branch }): boolean =>
  (award.branch === "general" && hasRole(actor, "ncpoc", { country: award.country })) ||
  (award.branch === "judicial" && hasRole(actor, "academy_manager"));

export const canListAwards = (actor: Actor): boolean =>
  hasRole(actor, "ncpoc") || hasRole(actor, "academy_manager");
