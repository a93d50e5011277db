/** Who trains for an academy. Being listed discloses one's name and certificates to it, recorded and dated, until one is listed no more. */
import type { Actor } from "~/domain/kernel/actor";
import { type Day, dateOf } from "~/domain/kernel/days";
import { conflict, forbidden, invalid, notFound } from "~/domain/kernel/errors";
import { newId } from "~/domain/kernel/ids";
import { type ActorDb, recordAudit, withActor } from "~/platform/db/doors.server";
import type { NewTrainerInput } from "../academy-input.server";
import { canManageAcademy } from "../policy";

/**
 * Lists somebody of the academy: posted there, or working there by a role. Whoever is out of sight is unknown, whether or not they exist.
 * Throws forbidden/not_academy_manager, invalid/{unknown_person, not_of_academy}, conflict/already_trainer.
 */
export function addTrainer(
  actor: Actor,
  { organisationId, email, sinceOn }: NewTrainerInput,
): Promise<{ trainerId: string }> {
  return withActor(actor, async (db, fresh) => {
    if (!canManageAcademy(fresh, { organisationId })) throw forbidden("not_academy_manager");
    const person = await db.person.findFirst({
      where: { email },
      select: { id: true, fullName: true, country: true, branch: true },
    });
    if (!person) throw invalid("unknown_person", { field: "email" });
    const { id: personId, fullName, country, branch } = person;
    const live = await db.trainer.findFirst({ where: { organisationId, personId, untilOn: null } });
    if (live) throw conflict("already_trainer", { field: "email" });
    const trainerId = newId();
    await db.trainer.create({
      data: {
        ...{ id: trainerId, organisationId, personId, country, branch, name: fullName },
        ...{ sinceOn: dateOf(sinceOn), addedBy: fresh.personId },
      },
    });
    if (!(await disclose(db, trainerId))) throw invalid("not_of_academy", { field: "email" });
    await audit(db, "trainer.listed", { id: trainerId, country, organisationId });
    return { trainerId };
  });
}

/** Takes somebody off the list from a day on. Throws not_found/unknown_trainer, forbidden, invalid/end_before_start, conflict/already_ended. */
export function endTrainer(
  actor: Actor,
  trainerId: string,
  { untilOn }: { untilOn: Day },
): Promise<void> {
  return withActor(actor, async (db, fresh) => {
    const trainer = await db.trainer.findUnique({ where: { id: trainerId } });
    if (!trainer) throw notFound("unknown_trainer");
    if (!canManageAcademy(fresh, trainer)) throw forbidden("not_academy_manager");
    if (trainer.untilOn) throw conflict("already_ended");
    if (dateOf(untilOn) < trainer.sinceOn) throw invalid("end_before_start", { field: "untilOn" });
    await db.trainer.update({ where: { id: trainerId }, data: { untilOn: dateOf(untilOn) } });
    await disclose(db, trainerId);
    await audit(db, "trainer.ended", trainer);
  });
}

/** Brings the disclosure in line with the list; false: this person is not of the academy. */
async function disclose(db: ActorDb, trainerId: string): Promise<boolean> {
  const [row] = await db.$queryRaw<{ listed: boolean }[]>`
    select app.disclose_trainer(${trainerId}::uuid) as listed`;
  return row?.listed ?? false;
}

const audit = (
  db: ActorDb,
  action: string,
  trainer: { id: string; country: string; organisationId: string },
) =>
  recordAudit(db, {
    ...{ action, subjectKind: "trainer", subjectId: trainer.id, country: trainer.country },
    details: { organisationId: trainer.organisationId },
  });
