/** One cohort as its academy sees it: what is planned, who has which places, what comes next, what gets in its way. */
import type { Actor } from "~/domain/kernel/actor";
import { type Day, dayOf } from "~/domain/kernel/days";
import { forbidden, notFound } from "~/domain/kernel/errors";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { overlapsOfCohort } from "../activities.server";
import { type CohortRecord, getCohort } from "../cohort.server";
import { pausedIn } from "../deadlines";
import { getOwnCohort } from "../own-cohort.server";
import { listPlaces } from "../places.server";
import { lacksFallback } from "../plan";
import { canManageAcademy, canSeeRoster, cohortPages } from "../policy";

/** Seats and people of one country; `country` null is the shared reserve. */
export type CountryPlaces = {
  country: string | null;
  name: string | null;
  seats: number;
  taken: number;
  free: number;
  released: number;
  waiting: number;
  requested: number;
};

export type Deadline = {
  kind: "nominationsCloseOn" | "quotasReleaseOn" | "travelCutoffOn" | "startsOn" | "endsOn";
  on: Day;
};

type Details = {
  summary: string;
  locale: string;
  version: string;
  hostCountry: string | null;
  venue: string | null;
  address: string | null;
  fallbackStartsOn: Date | null;
  fallbackEndsOn: Date | null;
  cancelReason: string | null;
  copiedFrom: string | null;
  professionNames: string[];
  countryNames: string[];
  sessions: number;
  names: Names;
};

type Names = Record<"professions" | "countries", { key: string; title: string }[]>;

/** Throws not_found/unknown_cohort, forbidden/not_academy_staff. */
export function getCohortPage(actor: Actor, cohortId: string, now = new Date()) {
  return withActor(actor, async (db, fresh) => {
    const cohort = await getCohort(db, cohortId, now);
    if (!canSeeRoster(fresh, cohort)) throw forbidden("not_academy_staff");
    const { fallbackStartsOn, fallbackEndsOn, names, ...details } = await readDetails(db, cohortId);
    const fallback = {
      fallbackStartsOn: fallbackStartsOn && dayOf(fallbackStartsOn),
      fallbackEndsOn: fallbackEndsOn && dayOf(fallbackEndsOn),
    };
    return {
      cohort: {
        ...{ ...cohort, ...details, ...fallback, pausedIn: allPaused(cohort) },
        pages: cohortPages(fresh, cohort),
      },
      places: await placesByCountry(db, cohort),
      next: nextDeadline(cohort),
      ...{ overlaps: await overlapsOfCohort(db, cohort), names },
      lacksFallback: lacksFallback({ ...cohort, ...fallback, quotas: {} }),
      mayManage: canManageAcademy(fresh, cohort),
    };
  });
}

const allPaused = (cohort: CohortRecord) => ({
  nominationsCloseOn: pausedIn(cohort, "nominationsCloseOn"),
  quotasReleaseOn: pausedIn(cohort, "quotasReleaseOn"),
  travelCutoffOn: pausedIn(cohort, "travelCutoffOn"),
});

async function readDetails(db: ActorDb, cohortId: string): Promise<Details> {
  const [row] = await db.$queryRaw<[Details]>`
    select c.summary, c.locale, v.version, h.name as "hostCountry", w.name as venue, w.address, c.fallback_starts_on as "fallbackStartsOn",
      c.fallback_ends_on as "fallbackEndsOn", c.cancel_reason as "cancelReason", f.code as "copiedFrom",
      array(select p.name from profession p where p.key = any (c.professions) order by p.name) as "professionNames",
      array(select n.name from country n where n.iso2 = any (c.countries) order by n.name) as "countryNames",
      (select count(*)::int from cohort_session s where s.cohort_id = c.id and s.cancelled_at is null) as sessions,
      jsonb_build_object('professions', (select jsonb_agg(jsonb_build_object('key', p.key, 'title', p.name)) from profession p),
        'countries', (select jsonb_agg(jsonb_build_object('key', n.iso2, 'title', n.name)) from country n)) as names
    from cohort c join curriculum_version v on v.id = c.curriculum_version_id left join country h on h.iso2 = c.host_country
      left join venue w on w.id = c.venue_id left join cohort f on f.id = c.copied_from_id where c.id = ${cohortId}::uuid`;
  return row;
}

/** By country name, the reserve last. A draft shows what would be made. */
async function placesByCountry(db: ActorDb, cohort: CohortRecord): Promise<CountryPlaces[]> {
  const people = await db.$queryRaw<
    { country: string; name: string; waiting: number; requested: number; quota: number }[]
  >`
    select n.iso2 as country, n.name, coalesce(q.seats, 0) as quota,
      count(m.id) filter (where m.status = 'waitlisted')::int as waiting, count(m.id) filter (where m.status = 'requested')::int as requested
    from country n left join cohort_quota q on q.country = n.iso2 and q.cohort_id = ${cohort.id}::uuid
      left join nomination m on m.country = n.iso2 and m.cohort_id = ${cohort.id}::uuid and m.status in ('waitlisted', 'requested')
    where q.cohort_id is not null or m.id is not null group by 1, 2, 3 order by 2`;
  const places = await listPlaces(db, [cohort.id]);
  const isDraft = cohort.state === "draft" || cohort.state === "template";
  const named = new Map(people.map((row) => [row.country, row]));
  for (const place of places)
    if (place.country && !named.has(place.country))
      named.set(place.country, {
        ...{ country: place.country, name: place.name ?? place.country },
        ...{ waiting: 0, requested: 0, quota: 0 },
      });
  const rows = [...named.values()].map(({ quota, ...row }) => {
    const place = places.find((one) => one.country === row.country);
    const seats = isDraft ? quota : (place?.seats ?? 0);
    const free = isDraft ? quota : (place?.free ?? 0);
    return { ...row, seats, free, taken: seats - free, released: place?.released ?? 0 };
  });
  return [
    ...rows,
    reserveOf(cohort, rows, isDraft ? null : places.find((p) => p.country === null)),
  ];
}

function reserveOf(
  cohort: CohortRecord,
  rows: CountryPlaces[],
  place: { seats: number; free: number } | undefined | null,
): CountryPlaces {
  const rest = cohort.seats - rows.reduce((sum, row) => sum + row.seats, 0);
  const seats = place?.seats ?? rest;
  const free = place?.free ?? seats;
  const numbers = { seats, free, taken: seats - free, released: 0, waiting: 0, requested: 0 };
  return { country: null, name: null, ...numbers };
}

const KINDS = [
  "nominationsCloseOn",
  "quotasReleaseOn",
  "travelCutoffOn",
  "startsOn",
  "endsOn",
] as const;

/** What comes next, today included. */
function nextDeadline(cohort: CohortRecord): Deadline | null {
  const ahead = KINDS.flatMap((kind) => {
    const on = cohort[kind];
    return on && on >= cohort.today ? [{ kind, on }] : [];
  });
  return ahead.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))[0] ?? null;
}

/** What publishing, cancelling or closing would do, counted before it is done. Throws not_found, forbidden/not_academy_manager. */
export function getCohortEnd(actor: Actor, cohortId: string, now = new Date()) {
  return withActor(actor, async (db, fresh) => {
    const cohort = await getOwnCohort(db, fresh, cohortId, now);
    const [people] = await db.$queryRaw<
      {
        booked: number;
        waitlisted: number;
        requested: number;
        countries: number;
        right: boolean;
        quota: number;
        names: Names;
      }[]
    >`
      select count(*) filter (where n.status = 'booked')::int as booked, count(*) filter (where n.status = 'waitlisted')::int as waitlisted,
        count(*) filter (where n.status in ('requested', 'approved'))::int as requested, count(distinct n.country)::int as countries,
        exists (select 1 from delivery_right r where r.organisation_id = ${cohort.organisationId}::uuid and r.curriculum_key = ${cohort.curriculumKey}
          and r.from_on <= ${cohort.startsOn ?? cohort.today}::date and (r.until_on is null or r.until_on >= ${cohort.startsOn ?? cohort.today}::date)) as right,
        (select coalesce(sum(q.seats), 0)::int from cohort_quota q where q.cohort_id = ${cohortId}::uuid) as quota,
        jsonb_build_object('professions', (select jsonb_agg(jsonb_build_object('key', f.key, 'title', f.name)) from profession f),
        'countries', (select jsonb_agg(jsonb_build_object('key', k.iso2, 'title', k.name)) from country k)) as names
      from nomination n where n.cohort_id = ${cohortId}::uuid and n.status in ('requested', 'approved', 'booked', 'waitlisted')`;
    if (!people) throw notFound("unknown_cohort");
    const { right: mayDeliver, ...counts } = people;
    return { cohort, mayDeliver, ...counts, overlaps: await overlapsOfCohort(db, cohort) };
  });
}
