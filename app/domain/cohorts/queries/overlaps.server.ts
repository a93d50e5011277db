/** Trainings ahead that get in each other's way: the same audience, country, topic and period. */
import type { Actor } from "~/domain/kernel/actor";
import { addMonths, regionalToday } from "~/domain/kernel/days";
import { forbidden } from "~/domain/kernel/errors";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { listActivities } from "../activities.server";
import { type Choice, readChoices } from "../calendar-choices.server";
import { findOverlaps, type Overlap } from "../overlaps";
import { canRecordOffer, canSeeOverlaps } from "../policy";

const HORIZON_MONTHS = 24;

/** Every pair of trainings ahead that get in each other's way. Throws forbidden/may_not_see_overlaps. */
export function listOverlaps(actor: Actor, now = new Date()) {
  return withActor(actor, async (db, fresh) => {
    if (!canSeeOverlaps(fresh)) throw forbidden("may_not_see_overlaps");
    const { curricula, countries, professions } = await readChoices(db);
    const nameOf = (list: Choice[]) => (key: string) =>
      list.find((choice) => choice.key === key)?.title ?? key;
    return {
      overlaps: (await overlapsAhead(db, now)).map((overlap) => ({
        ...overlap,
        curriculum: nameOf(curricula)(overlap.curriculumKey),
        countries: overlap.countries.map(nameOf(countries)),
        professions: overlap.professions.map(nameOf(professions)),
      })),
      mayRecordOffers: canRecordOffer(fresh),
    };
  });
}

/** The pairs of two years ahead, in the transaction of whoever asks. */
export async function overlapsAhead(db: ActorDb, now: Date): Promise<Overlap[]> {
  const from = regionalToday(now);
  return findOverlaps(await listActivities(db, { from, to: addMonths(from, HORIZON_MONTHS) }));
}
