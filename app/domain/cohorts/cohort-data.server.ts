/** A cohort's fields, checked against what exists, as its row wants them. Draft and published cohorts are written through here. */
import { dateOf } from "~/domain/kernel/days";
import { invalid } from "~/domain/kernel/errors";
import type { ActorDb } from "~/platform/db/doors.server";
import type { CohortInput } from "./lifecycle-input.server";
import { planProblems } from "./plan";

export type Academy = { id: string; country: string | null; branch: string };

const REGIONAL_ZONE = "America/Port_of_Spain";

type References = {
  curriculumKey: string | null;
  locales: string[];
  zone: string | null;
  venueCountry: string | null;
  professions: string[];
  countries: string[];
  prerequisites: string[];
};

/** The row's data and the curriculum it teaches. Throws invalid/… with the field that cannot be used. */
export async function cohortData(db: ActorDb, academy: Academy, input: CohortInput) {
  const [problem] = planProblems(input);
  if (problem) throw invalid(problem.reason, { field: problem.field });
  const found = await references(db, academy, input);
  assertKnown(found, input);
  const { quotas: _quotas, ...fields } = input;
  const data = {
    ...fields,
    branch: academy.branch,
    zone: found.zone ?? REGIONAL_ZONE,
    startsOn: date(input.startsOn),
    endsOn: date(input.endsOn),
    fallbackStartsOn: date(input.fallbackStartsOn),
    fallbackEndsOn: date(input.fallbackEndsOn),
    nominationsCloseOn: date(input.nominationsCloseOn),
    quotasReleaseOn: date(input.quotasReleaseOn),
    travelCutoffOn: date(input.travelCutoffOn),
  };
  return { data, curriculumKey: found.curriculumKey ?? "" };
}

const date = (on: CohortInput["startsOn"]) => on && dateOf(on);

async function references(db: ActorDb, academy: Academy, input: CohortInput): Promise<References> {
  const place = input.hostCountry ?? academy.country;
  const named = [...new Set([...input.countries, ...Object.keys(input.quotas)])];
  const [row] = await db.$queryRaw<References[]>`
    select
      (select v.curriculum_key from curriculum_version v where v.id = ${input.curriculumVersionId}::uuid and v.status = 'published') as "curriculumKey",
      array(select distinct a.locale from module_variant a join module m on m.id = a.module_id
        where m.curriculum_version_id = ${input.curriculumVersionId}::uuid) as locales,
      (select n.zone from country n where n.iso2 = ${place}) as zone,
      (select w.country from venue w where w.id = ${input.venueId}::uuid and w.organisation_id = ${academy.id}::uuid and w.retired_at is null) as "venueCountry",
      array(select key from profession where key = any (${input.professions})) as professions,
      array(select iso2 from country where iso2 = any (${named})) as countries,
      array(select key from certification where key = any (${input.prerequisites})) as prerequisites`;
  return (
    row ?? {
      curriculumKey: null,
      locales: [],
      zone: null,
      venueCountry: null,
      professions: [],
      countries: [],
      prerequisites: [],
    }
  );
}

function assertKnown(found: References, input: CohortInput): void {
  const refuse = (field: string, reason: string) => {
    throw invalid(reason, { field });
  };
  if (!found.curriculumKey) refuse("curriculumVersionId", "unknown_curriculum");
  if (found.locales.length > 0 && !found.locales.includes(input.locale))
    refuse("locale", "language_not_available");
  if (input.hostCountry && !found.zone) refuse("hostCountry", "unknown_country");
  if (input.venueId && !found.venueCountry) refuse("venueId", "unknown_venue");
  if (input.venueId && input.hostCountry && found.venueCountry !== input.hostCountry)
    refuse("venueId", "venue_elsewhere");
  if (found.professions.length < new Set(input.professions).size)
    refuse("professions", "unknown_profession");
  if (input.countries.some((country) => !found.countries.includes(country)))
    refuse("countries", "unknown_country");
  const strange = Object.keys(input.quotas).find((country) => !found.countries.includes(country));
  if (strange) refuse(`quotas.${strange}`, "unknown_country");
  if (found.prerequisites.length < new Set(input.prerequisites).size)
    refuse("prerequisites", "unknown_certification");
}

/** Makes the quota rows equal the plan; a quota of nothing is no row. */
export async function writeQuotas(
  db: ActorDb,
  cohort: { id: string; organisationId: string },
  quotas: CohortInput["quotas"],
): Promise<void> {
  const wanted = Object.entries(quotas).filter(([, seats]) => seats > 0);
  const countries = wanted.map(([country]) => country);
  await db.$executeRaw`delete from cohort_quota where cohort_id = ${cohort.id}::uuid and not (country = any (${countries}))`;
  if (wanted.length === 0) return;
  await db.$executeRaw`
    insert into cohort_quota (cohort_id, organisation_id, country, seats)
    select ${cohort.id}::uuid, ${cohort.organisationId}::uuid, q.country, q.seats
      from unnest(${countries}::text[], ${wanted.map(([, seats]) => seats)}::int[]) as q(country, seats)
    on conflict (cohort_id, country) do update set seats = excluded.seats`;
}
