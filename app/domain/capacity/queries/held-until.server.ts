/** How long people hold a certification: a capacity question that areas above ask in their own transaction. */
import { type Day, dayOf } from "~/domain/kernel/days";
import type { ActorDb } from "~/platform/db/doors.server";

/** Person → the last day they hold it, among those the actor's rows reach; whoever never held it is missing. One statement. */
export async function listHeldUntil(
  db: ActorDb,
  personIds: readonly string[],
  certification: string,
): Promise<Map<string, Day>> {
  const rows = await db.$queryRaw<{ personId: string; until: Date }[]>`
    select person_id as "personId", max(to_on) as until from capacity_holding
    where person_id = any (${personIds}::uuid[]) and certification_key = ${certification} group by 1`;
  return new Map(rows.map(({ personId, until }) => [personId, dayOf(until)]));
}
