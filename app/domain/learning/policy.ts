/** Who may look into somebody's run-time data and act on their attempts: the person, and teaching staff of an academy they are disclosed to. */
import type { Actor } from "~/domain/kernel/actor";
import { hasAnyRole } from "~/domain/kernel/permissions";

/** Does the actor teach at one of the organisations that the person is disclosed to? */
export const teachesAt = (actor: Actor, organisationIds: readonly string[]): boolean =>
  organisationIds.some((organisation) =>
    hasAnyRole(actor, ["academy_manager", "instructor"], { organisation }),
  );
