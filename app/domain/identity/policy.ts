/** Who may invite, see and change people. */
import type { Actor } from "~/domain/kernel/actor";
import type { Branch, CountryCode } from "~/domain/kernel/country";
import { hasRole } from "~/domain/kernel/permissions";

type Place = { country: CountryCode; branch: Branch; organisationId: string };

/** System administrators anywhere; a contact point in their country's general branch; an academy manager at their organisation. */
export const canInvite = (actor: Actor, place: Place): boolean =>
  hasRole(actor, "system_admin") ||
  (hasRole(actor, "ncpoc", { country: place.country }) && place.branch === "general") ||
  hasRole(actor, "academy_manager", { organisation: place.organisationId });

/** Only system administrators grant and end roles. */
export const canGrantRoles = (actor: Actor): boolean => hasRole(actor, "system_admin");

/** Has the actor any reason to look people up? */
export const canSeePeople = (actor: Actor): boolean =>
  hasRole(actor, "system_admin") ||
  hasRole(actor, "ncpoc") ||
  hasRole(actor, "academy_manager") ||
  hasRole(actor, "instructor");

type Known = {
  country: CountryCode;
  branch: Branch;
  /** Organisations that know the person by name. */
  disclosedTo: readonly string[];
};

/** Says who leads a person: administrators, the contact point of the country's general branch, managers of an academy that knows them. */
export const canSetSupervisor = (actor: Actor, person: Known): boolean =>
  hasRole(actor, "system_admin") ||
  (person.branch === "general" && hasRole(actor, "ncpoc", { country: person.country })) ||
  person.disclosedTo.some((organisation) => hasRole(actor, "academy_manager", { organisation }));
