/** Who declares a hardship event, and who reads why. */
import type { Actor } from "~/domain/kernel/actor";
import { hasRole } from "~/domain/kernel/permissions";

/** The country's contact point, or the RIFC where the contact point cannot be reached. */
export const canDeclareHardship = (actor: Actor, country: string): boolean =>
  hasRole(actor, "ncpoc", { country }) || hasRole(actor, "rifc_officer");

export const canSeeHardship = (actor: Actor, country: string): boolean =>
  actor.regional || actor.countries.includes(country);
