/** Which academy may deliver which curriculum: the region's administrators decide, from a day on and until another. */
import type { Actor } from "~/domain/kernel/actor";
import { type Day, dateOf } from "~/domain/kernel/days";
import { conflict, forbidden, invalid, notFound } from "~/domain/kernel/errors";
import { newId } from "~/domain/kernel/ids";
import { type ActorDb, recordAudit, withActor } from "~/platform/db/doors.server";
import type { DeliveryRightInput } from "../academy-input.server";
import { canGrantDelivery } from "../policy";

/** Throws forbidden/may_not_grant_delivery, invalid/{unknown_academy, unknown_curriculum}, conflict/right_exists. */
export function grantDelivery(
  actor: Actor,
  { organisationId, curriculumKey, fromOn, untilOn }: DeliveryRightInput,
): Promise<{ rightId: string }> {
  return withActor(actor, async (db, fresh) => {
    if (!canGrantDelivery(fresh)) throw forbidden("may_not_grant_delivery");
    const academy = await db.organisation.findUnique({ where: { id: organisationId } });
    if (!academy) throw invalid("unknown_academy", { field: "organisationId" });
    const curriculum = await db.curriculum.findUnique({ where: { key: curriculumKey } });
    if (!curriculum) throw invalid("unknown_curriculum", { field: "curriculumKey" });
    const from = dateOf(fromOn);
    const until = untilOn && dateOf(untilOn);
    const [live] = await db.$queryRaw<{ until: Date | null }[]>`
      select until_on as until from delivery_right where organisation_id = ${organisationId}::uuid and curriculum_key = ${curriculumKey}
        and daterange(from_on, until_on, '[]') && daterange(${from}::date, ${until}::date, '[]') limit 1`;
    if (live) throw conflict("right_exists", { field: "curriculumKey" });
    const rightId = newId();
    await db.deliveryRight.create({
      data: {
        ...{ id: rightId, organisationId, curriculumKey, fromOn: from, untilOn: until },
        grantedBy: fresh.personId,
      },
    });
    await audit(db, "delivery.granted", rightId, { country: academy.country, curriculumKey });
    return { rightId };
  });
}

/** Published cohorts go on; nothing new is published for later days. Throws not_found, forbidden, invalid/end_before_start. */
export function endDelivery(
  actor: Actor,
  rightId: string,
  { untilOn }: { untilOn: Day },
): Promise<void> {
  return withActor(actor, async (db, fresh) => {
    if (!canGrantDelivery(fresh)) throw forbidden("may_not_grant_delivery");
    const right = await db.deliveryRight.findUnique({ where: { id: rightId } });
    if (!right) throw notFound("unknown_right");
    if (dateOf(untilOn) < right.fromOn) throw invalid("end_before_start", { field: "untilOn" });
    const academy = await db.organisation.findUnique({ where: { id: right.organisationId } });
    await db.deliveryRight.update({ where: { id: rightId }, data: { untilOn: dateOf(untilOn) } });
    const { curriculumKey } = right;
    await audit(db, "delivery.ended", rightId, {
      country: academy?.country ?? null,
      ...{ curriculumKey, untilOn },
    });
  });
}

const audit = (
  db: ActorDb,
  action: string,
  rightId: string,
  { country, ...details }: { country: string | null } & Record<string, string | null>,
) =>
  recordAudit(db, { action, subjectKind: "delivery_right", subjectId: rightId, country, details });
