/** Who is certified on any day: one sum over the rollup and its short tail, whatever the number of awards. */
import type { Actor } from "~/domain/kernel/actor";
import type { Day } from "~/domain/kernel/days";
import { forbidden } from "~/domain/kernel/errors";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { canCountWorkforce, canSeeFigures } from "./policy";
import type { Assurance, Method, Scope } from "./schema";

export type CertifiedRow = {
  country: string;
  certification: string;
  profession: string;
  scope: Scope;
  assurance: Assurance;
  extended: boolean;
  now: number;
  in90: number;
  in180: number;
};
export type LapsedRow = {
  country: string;
  certification: string;
  profession: string;
  lapsed: number;
};
export type WorkforceFact = {
  country: string;
  populationKey: string;
  value: number;
  low: number;
  high: number;
  method: Method;
  asOfOn: Day;
};
export type Capacity = {
  certified: CertifiedRow[];
  lapsed: LapsedRow[];
  workforce: WorkforceFact[];
};

/**
 * How countries stand on a day, in one statement: certified persons by profession ("*" any), scope, assurance and whether only
 * a hardship extension holds them, also if nobody renews for 90 and 180 days; people whose certificate has lapsed; the newest workforce counts. Costs the same whatever the number of awards
 * when the day is the one the last roll-up looked at.
 */
export async function readCapacity(db: ActorDb, countries: string[], on: Day): Promise<Capacity> {
  const [row] = await db.$queryRaw<Capacity[]>`
    select
      (select coalesce(jsonb_agg(c), '[]') from (
        select country, certification_key as certification, profession_key as profession, scope, assurance, extended,
          sum(certified)::int as now, sum(in90)::int as in90, sum(in180)::int as in180
        from (
          select country, certification_key, profession_key, scope, assurance, extended, certified, in90, in180 from capacity_standing
            where (select standing_on from capacity_rollup_mark) = ${on}::date and country = any (${countries})
          union all
          select country, certification_key, profession_key, scope, assurance, extended, sum(change) filter (where day <= ${on}::date),
              sum(change) filter (where day <= ${on}::date + 90), sum(change) from capacity_rollup
            where (select standing_on from capacity_rollup_mark) is distinct from ${on}::date and country = any (${countries}) and day <= ${on}::date + 180
            group by 1, 2, 3, 4, 5, 6
          union all
          select country, certification_key, profession_key, scope, assurance, extended, case when day <= ${on}::date then change else 0 end,
              case when day <= ${on}::date + 90 then change else 0 end, change from capacity_delta
            where tx >= (select below from capacity_rollup_mark) and country = any (${countries}) and day <= ${on}::date + 180) d
        group by 1, 2, 3, 4, 5, 6 having coalesce(sum(certified), 0) <> 0 or coalesce(sum(in90), 0) <> 0 or coalesce(sum(in180), 0) <> 0) c) as certified,
      (select coalesce(jsonb_agg(l), '[]') from (
        select country, certification_key as certification, profession_key as profession, lapsed from app.lapsed_counts(${countries}, ${on}::date)) l) as lapsed,
      (select coalesce(jsonb_agg(w), '[]') from (
        select distinct on (country, population_key) country, population_key as "populationKey", value, low, high, method, as_of_on as "asOfOn"
        from workforce_count where country = any (${countries}) and as_of_on <= ${on}::date
        order by country, population_key, as_of_on desc, entered_at desc) w) as workforce`;
  return row ?? { certified: [], lapsed: [], workforce: [] };
}

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

/** The certifications a person holds on a day, as far as the actor's rows reach: one's own, and one's country's in one's branches. */
export async function listHeldCertifications(
  db: ActorDb,
  personId: string,
  on: Day,
): Promise<string[]> {
  const rows = await db.$queryRaw<{ certification: string }[]>`
    select distinct certification_key as certification from capacity_holding
    where person_id = ${personId}::uuid and from_on <= ${on}::date and to_on >= ${on}::date order by 1`;
  return rows.map((row) => row.certification);
}
