/** Who is certified on any day: one sum over the rollup and its short tail, whatever the number of awards. */
import type { Actor } from "~/domain/kernel/actor";
import type { Day } from "~/domain/kernel/days";
import { forbidden } from "~/domain/kernel/errors";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { canCountWorkforce, canSeeFigures } from "./policy";
import type { Assurance, Scope } from "./schema";

export type CertifiedRow = {
  country: string;
  certification: string;
  profession: string;
  scope: Scope;
  assurance: Assurance;
  now: number;
  in90: number;
  in180: number;
};

/** Certified persons by country, profession ("*" any), scope and assurance on a day, and if nobody renews in 90 and 180 days. */
export function listCertifiedCounts(
  db: ActorDb,
  countries: string[],
  on: Day,
): Promise<CertifiedRow[]> {
  return db.$queryRaw<CertifiedRow[]>`
    select country, certification_key as certification, profession_key as profession, scope, assurance,
      coalesce(sum(change) filter (where day <= ${on}::date), 0)::int as now,
      coalesce(sum(change) filter (where day <= ${on}::date + 90), 0)::int as in90,
      coalesce(sum(change) filter (where day <= ${on}::date + 180), 0)::int as in180
    from (select country, certification_key, profession_key, scope, assurance, day, change from capacity_rollup
            where country = any (${countries}) and day <= ${on}::date + 180
          union all
          select country, certification_key, profession_key, scope, assurance, day, change from capacity_delta
            where tx >= (select below from capacity_rollup_mark) and country = any (${countries}) and day <= ${on}::date + 180) d
    group by 1, 2, 3, 4, 5
    having sum(change) filter (where day <= ${on}::date + 180) <> 0 or sum(change) filter (where day <= ${on}::date) <> 0`;
}

export type LapsedRow = {
  country: string;
  certification: string;
  profession: string;
  lapsed: number;
};

export const listLapsedCounts = (db: ActorDb, countries: string[], on: Day): Promise<LapsedRow[]> =>
  db.$queryRaw<
    LapsedRow[]
  >`select country, certification_key as certification, profession_key as profession, lapsed from app.lapsed_counts(${countries}, ${on}::date)`;

export type MonthRow = { month: number; certified: number };

/** Certified persons of a country at the start of the given month and the twelve after, if nobody renews. */
export function forecastCertified(
  db: ActorDb,
  country: string,
  certification: string,
  professions: string[],
  on: Day,
): Promise<MonthRow[]> {
  return db.$queryRaw<MonthRow[]>`
    select m.month::int, coalesce(sum(d.change) filter (where d.day <= (${on}::date + make_interval(months => m.month::int))::date), 0)::int as certified
    from generate_series(0, 12) as m(month)
    left join (select day, change from capacity_rollup where country = ${country} and certification_key = ${certification} and profession_key = any (${professions})
      union all select day, change from capacity_delta where tx >= (select below from capacity_rollup_mark)
        and country = ${country} and certification_key = ${certification} and profession_key = any (${professions})) d on true
    group by 1 order by 1`;
}

export type WorkforceRow = {
  id: string;
  country: string;
  populationKey: string;
  population: string;
  asOfOn: Date;
  value: number;
  low: number;
  high: number;
  method: string;
  source: string;
  note: string | null;
  enteredAt: Date;
};

/** The newest count of each population per country. */
export const listCurrentWorkforce = (
  db: ActorDb,
  countries: string[],
  on: Day,
): Promise<WorkforceRow[]> =>
  db.$queryRaw<WorkforceRow[]>`
    select distinct on (w.country, w.population_key) w.id, w.country, w.population_key as "populationKey", p.name as population, w.as_of_on as "asOfOn",
      w.value, w.low, w.high, w.method, w.source, w.note, w.entered_at as "enteredAt"
    from workforce_count w join population p on p.key = w.population_key
    where w.country = any (${countries}) and w.as_of_on <= ${on}::date order by w.country, w.population_key, w.as_of_on desc, w.entered_at desc`;

/** Every count a country has stated, newest first, with the populations there are. Throws forbidden for another country. */
export function getWorkforce(actor: Actor, country: string) {
  return withActor(actor, async (db, fresh) => {
    if (!canSeeFigures(fresh, country)) throw forbidden("not_your_country");
    const populations = await db.population.findMany({ orderBy: { name: "asc" } });
    const counts = await db.$queryRaw<WorkforceRow[]>`
      select w.id, w.country, w.population_key as "populationKey", p.name as population, w.as_of_on as "asOfOn", w.value, w.low, w.high, w.method, w.source, w.note, w.entered_at as "enteredAt"
      from workforce_count w join population p on p.key = w.population_key where w.country = ${country} order by w.as_of_on desc, w.entered_at desc limit 500`;
    const place = await db.country.findUnique({ where: { iso2: country }, select: { name: true } });
    return {
      country,
      countryName: place?.name ?? country,
      populations,
      counts,
      mayCount: canCountWorkforce(fresh, country),
    };
  });
}
