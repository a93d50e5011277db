/** Who was trained in a period: of a country, of an academy's cohorts, of the region. */
import type { Actor } from "~/domain/kernel/actor";
import { addDays, addMonths, type Day, regionalToday } from "~/domain/kernel/days";
import { forbidden, notFound } from "~/domain/kernel/errors";
import { type ActorDb, withReportingActor } from "~/platform/db/doors.server";
import { banded, type Group, tally } from "../counts";
import type { PeriodQuery } from "../input.server";
import { canSeeAcademyCounts, canSeeCountryCounts, canSeeRegionalCounts } from "../policy";
import type { Period } from "../schema";

/** A year to today unless told otherwise; a period the wrong way round is turned. */
export function periodOf({ from, to }: PeriodQuery, today: Day): Period {
  const until = to ?? today;
  const since = from ?? addDays(addMonths(until, -12), 1);
  return since <= until ? { from: since, to: until } : { from: until, to: since };
}

/** Its own people, exactly. Throws forbidden/not_your_country, not_found. */
export function getCountryCounts(
  actor: Actor,
  country: string,
  query: PeriodQuery,
  now = new Date(),
) {
  return withReportingActor(actor, async (db, fresh) => {
    if (!canSeeCountryCounts(fresh, country)) throw forbidden("not_your_country");
    const place = await db.country.findUnique({
      where: { iso2: country },
      select: { name: true },
    });
    if (!place) throw notFound("unknown_country");
    const today = regionalToday(now);
    const period = periodOf(query, today);
    const groups = await readGroups(db, { country, branches: fresh.branches }, period, today);
    const counts = tally(groups, ["profession", "agency", "sex"]);
    return { country, countryName: place.name, period, counts };
  });
}

/** Everybody in the actor's academies' cohorts, exactly: the academy knows them by name. Throws forbidden/not_academy_staff. */
export function getAcademyCounts(actor: Actor, query: PeriodQuery, now = new Date()) {
  return withReportingActor(actor, async (db, fresh) => {
    if (!canSeeAcademyCounts(fresh)) throw forbidden("not_academy_staff");
    const today = regionalToday(now);
    const period = periodOf(query, today);
    const groups = await readGroups(db, { organisations: fresh.organisations }, period, today);
    return { period, counts: tally(groups, ["country", "profession", "agency", "sex"]) };
  });
}

/** The region's sums, small cells held back. Throws forbidden/not_regional. */
export function getRegionalCounts(actor: Actor, query: PeriodQuery, now = new Date()) {
  return withReportingActor(actor, async (db, fresh) => {
    if (!canSeeRegionalCounts(fresh)) throw forbidden("not_regional");
    const today = regionalToday(now);
    const period = periodOf(query, today);
    const groups = await db.$queryRaw<Group[]>`
      select country, profession, null as agency, nullif(sex, 'not_stated') as sex, attendances, persons, certified
      from app.training_counts(${period.from}::date, ${period.to}::date, ${today}::date)`;
    return { period, counts: banded(tally(groups, ["country", "profession", "sex"])) };
  });
}

type Scope = {
  country?: string;
  branches?: readonly string[];
  organisations?: readonly string[];
};

/** As app.training_counts, over what the actor may read. Somebody who attended several times is one person, counted where they attended last. */
const readGroups = (
  db: ActorDb,
  { country = undefined, branches = [], organisations = [] }: Scope,
  { from, to }: Period,
  today: Day,
): Promise<Group[]> => db.$queryRaw<Group[]>`
    with marks as (
        select n.country, n.profession_key, n.employer_id, n.sex, n.person_id, coalesce(n.person_id::text, n.email) as who, s.starts_at
        from attendance a join cohort_session s on s.id = a.session_id join nomination n on n.id = a.nomination_id
        where a.mark in ('present', 'partial') and s.cancelled_at is null
          and (s.starts_at at time zone s.zone)::date between ${from}::date and ${to}::date
          and not exists (select 1 from attendance later where later.corrects_id = a.id)
          and case when ${country ?? null}::text is not null then n.country = ${country ?? null}::text and n.branch = any (${branches}::text[])
            else n.organisation_id = any (${organisations}::uuid[]) end),
      people as (
        select distinct on (who) who, m.country, m.profession_key, m.employer_id, m.sex, m.person_id, count(*) over (partition by who) as times
        from marks m order by who, starts_at desc)
    select c.name as country, f.name as profession, e.name as agency, nullif(p.sex, 'not_stated') as sex, sum(p.times)::int as attendances,
      count(*)::int as persons, (count(*) filter (where exists (select 1 from capacity_holding h
        where h.person_id = p.person_id and h.from_on <= ${today}::date and h.to_on >= ${today}::date)))::int as certified
    from people p join country c on c.iso2 = p.country join profession f on f.key = p.profession_key
      left join organisation e on e.id = p.employer_id group by 1, 2, 3, 4`;
