/** Which academy may deliver which curriculum, for those who decide it. */
import type { Actor } from "~/domain/kernel/actor";
import { type Day, dayOf, regionalToday } from "~/domain/kernel/days";
import { forbidden, notFound } from "~/domain/kernel/errors";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { canGrantDelivery } from "../policy";

export type RightRow = {
  id: string;
  academy: string;
  curriculumKey: string;
  curriculum: string;
  fromOn: Day;
  untilOn: Day | null;
  state: "scheduled" | "valid" | "expired";
};

/** Every delivery right and what may be granted. Throws forbidden/may_not_grant_delivery. */
export function listDeliveryRights(actor: Actor, now = new Date()) {
  return withActor(actor, async (db, fresh) => {
    if (!canGrantDelivery(fresh)) throw forbidden("may_not_grant_delivery");
    const on = regionalToday(now);
    const rights = await readRights(db, on);
    const academies = await db.organisation.findMany({
      where: { kind: { in: ["academy", "judiciary", "partner", "regional_agency"] } },
      select: { id: true, name: true },
      orderBy: [{ kind: "asc" }, { name: "asc" }],
    });
    const curricula = await db.curriculum.findMany({
      select: { key: true, title: true },
      orderBy: { key: "asc" },
    });
    return { rights, academies, curricula, today: on };
  });
}

/** One right, for ending it. Throws not_found/unknown_right, forbidden/may_not_grant_delivery. */
export function getDeliveryRight(actor: Actor, rightId: string, now = new Date()) {
  return withActor(actor, async (db, fresh) => {
    if (!canGrantDelivery(fresh)) throw forbidden("may_not_grant_delivery");
    const on = regionalToday(now);
    const right = (await readRights(db, on)).find(({ id }) => id === rightId);
    if (!right) throw notFound("unknown_right");
    return { right, today: on };
  });
}

type Row = Omit<RightRow, "fromOn" | "untilOn" | "state"> & { fromOn: Date; untilOn: Date | null };

async function readRights(db: ActorDb, on: Day): Promise<RightRow[]> {
  const rows = await db.$queryRaw<Row[]>`
    select r.id, o.name as academy, r.curriculum_key as "curriculumKey", k.title as curriculum, r.from_on as "fromOn", r.until_on as "untilOn"
    from delivery_right r join organisation o on o.id = r.organisation_id join curriculum k on k.key = r.curriculum_key
    order by o.name, r.curriculum_key, r.from_on desc`;
  return rows.map(({ fromOn, untilOn, ...row }): RightRow => {
    const days = { fromOn: dayOf(fromOn), untilOn: untilOn && dayOf(untilOn) };
    const over = days.untilOn !== null && days.untilOn < on;
    return { ...row, ...days, state: days.fromOn > on ? "scheduled" : over ? "expired" : "valid" };
  });
}
