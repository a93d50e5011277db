/** A country's certified trainers and what they can deliver; for the region, counts only. */
import type { Actor } from "~/domain/kernel/actor";
import { type Day, dateOf, dayOf, daysBetween, regionalToday } from "~/domain/kernel/days";
import { forbidden, notFound } from "~/domain/kernel/errors";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { canDeliver, recentFrom, TRAINER_CERTIFICATION } from "../bench";
import { canSeeCountryCounts, canSeeRegionalCounts } from "../policy";
import type { Delivers } from "../schema";

export type TrainerOnBench = {
  personId: string;
  name: string;
  until: Day;
  state: "certified" | "expiring" | "expired";
  sessions: number;
  lastAt: Date | null;
  taught: string[];
};

const EXPIRING_DAYS = 180;

type Holder = { personId: string; name: string; until: Date; holds: string[] };
type Delivery = { personId: string; curriculumKey: string; sessions: number; lastAt: Date };
type CurriculumRow = { key: string; title: string };

/** Names inside the country only. Throws forbidden/not_your_country, not_found/unknown_country. */
export function getTrainerBench(actor: Actor, country: string, now = new Date()) {
  return withActor(actor, async (db, fresh) => {
    if (!canSeeCountryCounts(fresh, country)) throw forbidden("not_your_country");
    const place = await db.country.findUnique({
      where: { iso2: country },
      select: { name: true },
    });
    if (!place) throw notFound("unknown_country");
    const today = regionalToday(now);
    const holders = await readHolders(db, country, today);
    const deliveries = await db.$queryRaw<Delivery[]>`
      select person_id as "personId", curriculum_key as "curriculumKey", sessions, last_at as "lastAt"
      from app.trainer_deliveries(${country}, ${dateOf(recentFrom(today))}, ${now})`;
    const curricula = await db.$queryRaw<CurriculumRow[]>`
      select distinct on (k.key) k.key, v.title from curriculum k join curriculum_version v on v.curriculum_key = k.key
      where v.status = 'published' order by k.key, v.version desc`;
    const trainers = holders.map((holder) => trainerOf(holder, deliveries, today));
    const bench = holders.map(({ personId, until, holds }) => ({
      ...{ until: dayOf(until), holds },
      taught: taughtBy(deliveries, personId),
    }));
    const delivers = curricula.map(
      ({ key, title }): Delivers => ({
        ...{ curriculumKey: key, curriculum: title },
        ...canDeliver(bench, key, today),
      }),
    );
    return { country, countryName: place.name, trainers, delivers };
  });
}

const readHolders = (db: ActorDb, country: string, today: Day): Promise<Holder[]> =>
  db.$queryRaw<Holder[]>`
    select h.person_id as "personId", p.full_name as name, max(h.to_on) as until,
      array(select distinct c.curriculum_key from capacity_holding o join certification c on c.key = o.certification_key
        where o.person_id = h.person_id and o.from_on <= ${today}::date and o.to_on >= ${today}::date) as holds
    from capacity_holding h join person p on p.id = h.person_id
    where h.country = ${country} and h.certification_key = ${TRAINER_CERTIFICATION} and h.from_on <= ${today}::date
    group by 1, 2, p.sort_name order by p.sort_name, 1`;

const taughtBy = (deliveries: Delivery[], personId: string): string[] =>
  deliveries.filter((one) => one.personId === personId).map((one) => one.curriculumKey);

function trainerOf({ personId, name, until }: Holder, deliveries: Delivery[], today: Day) {
  const own = deliveries.filter((one) => one.personId === personId);
  const last = own.map((one) => one.lastAt.getTime());
  const end = dayOf(until);
  const left = daysBetween(today, end);
  const state = left < 0 ? "expired" : left <= EXPIRING_DAYS ? "expiring" : "certified";
  return {
    ...{ personId, name, until: end, state, taught: taughtBy(own, personId) },
    sessions: own.reduce((sum, one) => sum + one.sessions, 0),
    lastAt: last.length > 0 ? new Date(Math.max(...last)) : null,
  } satisfies TrainerOnBench;
}

export type BenchRow = {
  iso2: string;
  country: string;
  certified: number;
  expiring: number;
  active: number;
};

/** Every country's bench as three counts. Throws forbidden/not_regional. */
export function getRegionalBench(actor: Actor, now = new Date()): Promise<{ rows: BenchRow[] }> {
  return withActor(actor, async (db, fresh) => {
    if (!canSeeRegionalCounts(fresh)) throw forbidden("not_regional");
    const today = regionalToday(now);
    const rows = await db.$queryRaw<BenchRow[]>`
      select iso2, country, certified, expiring, active from app.trainer_bench(${today}::date, ${dateOf(recentFrom(today))}, ${now}) order by country`;
    return { rows };
  });
}
