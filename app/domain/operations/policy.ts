/** Who looks after the machine room. */
import type { Actor } from "~/domain/kernel/actor";
import { hasRole } from "~/domain/kernel/permissions";

export const canOperate = (actor: Actor): boolean => hasRole(actor, "system_admin");
