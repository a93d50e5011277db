/** Who states how many there are. */
import type { Actor } from "~/domain/kernel/actor";
import { hasRole } from "~/domain/kernel/permissions";

export const canCountWorkforce = (actor: Actor, country: string): boolean =>
  hasRole(actor, "ncpoc", { country });

export const canSeeFigures = (actor: Actor, country: string): boolean =>
  actor.regional || actor.countries.includes(country);
