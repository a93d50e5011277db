/** Who may learn what. */
import type { Actor } from "~/domain/kernel/actor";

/** A registration is opened by its own person and nobody else. */
export const canOpen = (actor: Actor, registration: { personId: string }): boolean =>
  registration.personId === actor.personId;
