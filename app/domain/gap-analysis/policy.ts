/** Who sees, states and releases. */
import type { Actor } from "~/domain/kernel/actor";
import { hasAnyRole, hasRole } from "~/domain/kernel/permissions";

export const canRelease = (actor: Actor): boolean =>
  hasAnyRole(actor, ["rcc_chair", "rifc_officer"]);

export const canState = (actor: Actor, country: string): boolean =>
  hasRole(actor, "ncpoc", { country });

export const canSeeCountry = (actor: Actor, country: string): boolean =>
  actor.regional || actor.countries.includes(country);

/** Whether a standard applies to a country is the committee's to say, not the country's. */
export const canRule = (actor: Actor): boolean =>
  hasAnyRole(actor, ["rcc_chair", "regional_admin"]);
