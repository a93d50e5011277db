/** Who may mark whose practical. Exams need no policy beyond this: a sitting is its own learner's and nobody else's. */
import type { Actor } from "~/domain/kernel/actor";
import { hasRole } from "~/domain/kernel/permissions";

/** Has the actor any academy they mark for? */
export const isAssessor = (actor: Actor): boolean => hasRole(actor, "assessor");

/** Nobody signs for themselves, and only for people whose practical an academy of theirs was allowed to see. */
export const canMark = (
  actor: Actor,
  person: { personId: string; disclosedTo: readonly string[] },
): boolean =>
  actor.personId !== person.personId &&
  person.disclosedTo.some((organisation) => hasRole(actor, "assessor", { organisation }));
