/** The academies an actor works for. */
import type { Actor } from "~/domain/kernel/actor";
import { forbidden } from "~/domain/kernel/errors";
import type { ActorDb } from "~/platform/db/doors.server";
import { canManageAcademy, isAcademyStaff } from "./policy";

export type Academy = { id: string; name: string; mayManage: boolean };

/** By name. Throws forbidden/not_academy_staff. */
export async function listAcademies(db: ActorDb, actor: Actor): Promise<Academy[]> {
  if (!isAcademyStaff(actor)) throw forbidden("not_academy_staff");
  const rows = await db.organisation.findMany({
    where: { id: { in: [...actor.organisations] } },
    select: { id: true, name: true },
    orderBy: { name: "asc" },
  });
  return rows.map((row) => ({
    ...row,
    mayManage: canManageAcademy(actor, { organisationId: row.id }),
  }));
}
