/** Who sees which counts: a contact point its own country's, an academy its own cohorts', regional roles the region's, banded. */
import { isAcademyStaff } from "~/domain/cohorts/policy";
import type { Actor } from "~/domain/kernel/actor";
import { hasRole } from "~/domain/kernel/permissions";

export const canSeeCountryCounts = (actor: Actor, country: string): boolean =>
  hasRole(actor, "ncpoc", { country });

export const canSeeAcademyCounts = (actor: Actor): boolean => isAcademyStaff(actor);

export const canSeeRegionalCounts = (actor: Actor): boolean => actor.regional;
