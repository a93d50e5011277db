/** Who works and trains for an academy, and how long its trainers are certified to. */
import { listHeldUntil } from "~/domain/capacity/queries/held-until.server";
import type { Actor } from "~/domain/kernel/actor";
import { type Day, dayOf, daysBetween, regionalToday } from "~/domain/kernel/days";
import { forbidden, notFound } from "~/domain/kernel/errors";
import { withActor } from "~/platform/db/doors.server";
import { listAcademies } from "../academies.server";
import { canManageAcademy } from "../policy";

/** The certification that makes a trainer: training of trainers. */
const TRAINER_CERTIFICATION = "TOT";

export type TrainerRow = {
  id: string;
  name: string;
  country: string;
  academy: string;
  sinceOn: Day;
  untilOn: Day | null;
  /** Last day of the trainer certification; null: none known to the academy. */
  certifiedUntil: Day | null;
  standing: "certified" | "expiring" | "expired" | "none";
};
export type StaffRow = {
  id: string;
  name: string | null;
  role: string;
  academy: string;
  grantedAt: Date;
};

/** Who works and trains for the actor's academies. Throws forbidden/not_academy_staff. */
export function listTrainers(actor: Actor, now = new Date()) {
  return withActor(actor, async (db, fresh) => {
    const academies = await listAcademies(db, fresh);
    const rows = await db.$queryRaw<
      (Omit<TrainerRow, "sinceOn" | "untilOn"> & {
        personId: string;
        sinceOn: Date;
        untilOn: Date | null;
      })[]
    >`
      select t.id, t.person_id as "personId", t.name, t.country, o.name as academy, t.since_on as "sinceOn", t.until_on as "untilOn"
      from trainer t join organisation o on o.id = t.organisation_id
      where t.organisation_id = any (${fresh.organisations}::uuid[]) order by t.until_on desc nulls first, t.name`;
    const held = await listHeldUntil(
      db,
      rows.map((row) => row.personId),
      TRAINER_CERTIFICATION,
    );
    const staff = await db.$queryRaw<StaffRow[]>`
      select g.id, p.full_name as name, g.role, o.name as academy, g.granted_at as "grantedAt"
      from role_grant g join organisation o on o.id = g.organisation_id left join person p on p.id = g.person_id
      where g.organisation_id = any (${fresh.organisations}::uuid[]) and not exists (select 1 from role_grant_end e where e.grant_id = g.id)
      order by o.name, p.sort_name nulls last`;
    const on = regionalToday(now);
    const trainers = rows.map(({ personId, sinceOn, untilOn, ...row }): TrainerRow => {
      const certifiedUntil = held.get(personId) ?? null;
      const standing = standingOf(certifiedUntil, on);
      return {
        ...row,
        sinceOn: dayOf(sinceOn),
        untilOn: untilOn && dayOf(untilOn),
        certifiedUntil,
        standing,
      };
    });
    return { academies, trainers, staff, today: on };
  });
}

const EXPIRING_DAYS = 180;

function standingOf(until: Day | null, on: Day): TrainerRow["standing"] {
  if (!until) return "none";
  if (until < on) return "expired";
  return daysBetween(on, until) <= EXPIRING_DAYS ? "expiring" : "certified";
}

/** One trainer of an academy the actor manages. Throws not_found/unknown_trainer, forbidden/not_academy_manager. */
export function getTrainer(actor: Actor, trainerId: string, now = new Date()) {
  return withActor(actor, async (db, fresh) => {
    const trainer = await db.trainer.findUnique({
      where: { id: trainerId },
      select: { id: true, name: true, sinceOn: true, organisationId: true },
    });
    if (!trainer) throw notFound("unknown_trainer");
    if (!canManageAcademy(fresh, trainer)) throw forbidden("not_academy_manager");
    const { id, name, sinceOn } = trainer;
    return { trainer: { id, name, sinceOn: dayOf(sinceOn) }, today: regionalToday(now) };
  });
}
