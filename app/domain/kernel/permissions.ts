/** The vocabulary of access: roles, their scopes, and the questions every policy asks. */
import type { Actor, Grant } from "./actor";
import type { Role } from "./roles";

export { ROLES, type Role } from "./roles";

export type Scope = { country?: string; organisation?: string };

/** Does the actor hold `role` within `scope`? A wanted country or organisation must match exactly; unknown means no. */
export function hasRole(actor: Actor | null, role: Role, scope: Scope = {}): boolean {
  return actor?.grants.some((grant) => grants(grant, role, scope)) ?? false;
}

/** Does the actor hold any of `roles` within `scope`? */
export const hasAnyRole = (
  actor: Actor | null,
  roles: readonly Role[],
  scope: Scope = {},
): boolean => roles.some((role) => hasRole(actor, role, scope));

function grants(grant: Grant, role: Role, scope: Scope): boolean {
  const isRole = grant.role === role || (role === "rcc_member" && grant.role === "ncpoc");
  if (!isRole) return false;
  if (scope.country !== undefined && grant.country !== scope.country) return false;
  return scope.organisation === undefined || grant.organisationId === scope.organisation;
}
