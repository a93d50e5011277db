/** Gathers, in a constant number of statements, everything that evaluations of any number of countries follow from. */
import { readCapacity } from "~/domain/capacity/queries.server";
import type { Assurance } from "~/domain/capacity/schema";
import { type Day, day } from "~/domain/kernel/days";
import { conflict } from "~/domain/kernel/errors";
import { type ActorDb, recordAudit } from "~/platform/db/doors.server";
import { definitions } from "./definitions.server";
import { evaluate } from "./evaluate";
import type { Cell, Facts, Ruling, Standard } from "./schema";

export type Place = { iso2: string; name: string; caricomStatus: string };
/** `remedy` is the published curriculum that trains for what the rule counts. */
export type AreaStandard = Standard & { area: string; remedy: string | null };
type Statement = {
  country: string;
  kind: "milestone" | "indicator";
  key: string;
  state: string | null;
  value: number | null;
  on: Day | null;
  asOf: Day | null;
};
type Reference = {
  professions: { key: string; population: string }[];
  certifications: { key: string; minimum: Assurance }[];
  statements: Statement[];
  rulings: (Ruling & { country: string; standard: string })[];
};

/** The standards of the newest baseline, in their order. */
export const listStandards = (db: ActorDb): Promise<AreaStandard[]> =>
  db.$queryRaw<AreaStandard[]>`
    select s.key, s.priority_area as "priorityArea", a.name as area, s.specific_area as "specificArea", s.title, s.kind, s.rule, s.rule_hash as "ruleHash", s.evidence, s.core_only_counts as "coreOnlyCounts",
      (select c.curriculum_key from certification c where c.key = s.rule ->> 'certification'
        and exists (select 1 from curriculum_version v where v.curriculum_key = c.curriculum_key and v.status = 'published')) as remedy
    from minimum_standard s join priority_area a on a.key = s.priority_area
    where (s.baseline_key, s.baseline_version) = (select key, version from baseline order by effective_from desc, version desc limit 1)
    order by s.priority_area, s.position`;

/** The baseline that the standards are taken from. */
export async function currentBaseline(db: ActorDb): Promise<{ key: string; version: number }> {
  const [baseline] = await db.$queryRaw<{ key: string; version: number }[]>`
    select key, version from baseline order by effective_from desc, version desc limit 1`;
  if (!baseline) throw conflict("no_baseline");
  return baseline;
}

/** Every standard evaluated for every country given, on a day, as far as the actor's rows reach. */
export async function evaluateCountries(
  db: ActorDb,
  standards: Standard[],
  countries: string[],
  on: Day,
): Promise<Map<string, Map<string, Cell>>> {
  const facts = await gatherFacts(db, countries, on);
  return new Map(
    countries.map((country) => [
      country,
      new Map(standards.map((standard) => [standard.key, evaluate(standard, facts(country))])),
    ]),
  );
}

async function gatherFacts(
  db: ActorDb,
  countries: string[],
  on: Day,
): Promise<(country: string) => Facts> {
  const { certified, lapsed, workforce } = await readCapacity(db, countries, on);
  const reference = await readReference(db, countries, on);
  const professions = new Map<string, string[]>();
  for (const { key, population } of reference.professions)
    professions.set(population, [...(professions.get(population) ?? []), key]);
  const minimumAssurance = new Map(
    reference.certifications.map(({ key, minimum }) => [key, minimum]),
  );
  const { statements } = reference;
  const { milestones } = definitions();
  return (country) => ({
    on,
    rulings: new Map(
      reference.rulings
        .filter((ruling) => ruling.country === country)
        .map(({ country: _country, standard, ...ruling }) => [standard, ruling]),
    ),
    certified: certified.filter((row) => row.country === country),
    lapsed: lapsed.filter((row) => row.country === country),
    professions,
    minimumAssurance,
    workforce: new Map(
      workforce
        .filter((row) => row.country === country)
        .map((row) => [
          row.populationKey,
          {
            value: row.value,
            low: row.low,
            high: row.high,
            method: row.method,
            asOfOn: row.asOfOn,
          },
        ]),
    ),
    milestones: new Map(
      statements
        .filter((s) => s.country === country && s.kind === "milestone")
        .map((s) => [
          s.key,
          { state: s.state ?? "none", ladder: milestones.get(s.key)?.states ?? [] },
        ]),
    ),
    indicators: new Map(
      statements
        .filter((s) => s.country === country && s.kind === "indicator")
        .map((s) => [
          s.key,
          {
            value: s.value,
            happenedOn: s.on,
            asOfOn: s.asOf ?? day("1970-01-01"),
          },
        ]),
    ),
  });
}

/** What rules refer to, what contact points have stated and what has been ruled, in one statement. */
async function readReference(db: ActorDb, countries: string[], on: Day): Promise<Reference> {
  const [row] = await db.$queryRaw<Reference[]>`
    select (select coalesce(jsonb_agg(jsonb_build_object('key', key, 'population', population_key)), '[]') from profession where population_key is not null) as professions,
      (select coalesce(jsonb_agg(jsonb_build_object('key', key, 'minimum', minimum_assurance)), '[]') from certification) as certifications,
      (select coalesce(jsonb_agg(s), '[]') from (
        (select distinct on (country, milestone_key) country, 'milestone' as kind, milestone_key as key, state, null::float8 as value, reached_on as on, reached_on as "asOf"
         from milestone_record where country = any (${countries}) and reached_on <= ${on}::date order by country, milestone_key, entered_at desc)
        union all
        (select distinct on (country, indicator_key) country, 'indicator', indicator_key, null, value::float8, happened_on, as_of_on
         from indicator_record where country = any (${countries}) and as_of_on <= ${on}::date order by country, indicator_key, entered_at desc)) s) as statements,
      (select coalesce(jsonb_agg(r), '[]') from (
        select distinct on (country, standard_key) country, standard_key as standard, applicable, reason, target_on as "targetOn", waiver
        from standard_applicability where country = any (${countries}) order by country, standard_key, ruled_at desc) r) as rulings`;
  return row ?? { professions: [], certifications: [], statements: [], rulings: [] };
}

/** A regional officer's look at exact figures leaves a trace, as does one at a country that is not theirs. */
export const recordSeenExact = (db: ActorDb, country: string | null) =>
  recordAudit(db, {
    action: "matrix.seen-exact",
    subjectKind: "matrix",
    subjectId: country ?? "region",
    country,
  });
