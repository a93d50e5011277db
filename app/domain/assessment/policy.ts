/** Who may mark whose practical. Exams need no policy beyond this: a sitting is its own learner's and nobody else's. */
import type { Actor } from "~/domain/kernel/actor";
import { hasAnyRole, hasRole, type Role } from "~/domain/kernel/permissions";
import type { Obstacle } from "./schema";

/** Has the actor any academy they mark for? */
export const isAssessor = (actor: Actor): boolean => hasRole(actor, "assessor");

/** Sees whose practicals wait: who marks them, and the managers who see to it that somebody does. */
export const canListPracticals = (actor: Actor): boolean =>
  isAssessor(actor) || hasRole(actor, "academy_manager");

export type Markable = {
  personId: string;
  /** Academies the person's practical is disclosed to. */
  disclosedTo: readonly string[];
  /** Does the actor lead the person? */
  directReport?: boolean;
  /** Whom the person's cohorts assigned; null where nobody was. */
  assigned?: readonly string[] | null;
};

export const canMark = (actor: Actor, person: Markable): boolean =>
  whyNotMark(actor, person) === null;

/**
 * Why the actor may not mark; null when they may. Nobody signs for themselves or for somebody they lead, and only for people
 * whose practical an academy of theirs was allowed to see. Where a cohort assigned assessors, only those mark.
 */
export function whyNotMark(actor: Actor, person: Markable): Obstacle | null {
  if (actor.personId === person.personId) return "may_not_mark";
  if (person.directReport) return "direct_report";
  if (!holdsAny(actor, ["assessor"], person.disclosedTo)) return "may_not_mark";
  if (person.assigned && !person.assigned.includes(actor.personId)) return "not_assigned";
  return null;
}

/** Why the actor may not decide between two assessors: it takes a third person of the academy, assigned or not. */
export function whyNotModerate(
  actor: Actor,
  person: Markable,
  signers: readonly string[],
): Obstacle | null {
  if (actor.personId === person.personId) return "may_not_mark";
  if (person.directReport) return "direct_report";
  if (signers.includes(actor.personId)) return "moderator_signed";
  const staff = holdsAny(actor, ["assessor", "academy_manager"], person.disclosedTo);
  return staff ? null : "may_not_mark";
}

/** Whom the assignments name for one nomination: those for it and those for everybody. Null where there are none. */
export function assignedTo(
  assignments: readonly { assessorId: string; nominationId: string | null }[],
  nominationId: string,
): string[] | null {
  const named = assignments
    .filter((one) => one.nominationId === null || one.nominationId === nominationId)
    .map((one) => one.assessorId);
  return named.length > 0 ? [...new Set(named)] : null;
}

const holdsAny = (actor: Actor, roles: readonly Role[], organisations: readonly string[]) =>
  organisations.some((organisation) => hasAnyRole(actor, roles, { organisation }));
