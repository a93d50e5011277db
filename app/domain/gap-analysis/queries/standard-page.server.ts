/** One standard in one country: the rule, the cell, what made it and what it was. */
import type { Actor } from "~/domain/kernel/actor";
import { today } from "~/domain/kernel/days";
import { forbidden, notFound } from "~/domain/kernel/errors";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { definitions } from "../definitions.server";
import { evaluateCountries, listStandards, recordSeenExact } from "../facts.server";
import { canRule, canSeeCountry } from "../policy";
import { certificationOf, keysOf } from "../rule";
import type { Status } from "../schema";

/** From a figure to what made it: the rule, the cell, the awards in reach, the counts and statements behind it. Throws forbidden, not_found. */
export function getStandardPage(actor: Actor, iso2: string, standardKey: string, now = new Date()) {
  return withActor(actor, async (db, fresh) => {
    if (!canSeeCountry(fresh, iso2)) throw forbidden("not_your_country");
    const place = await db.country.findUnique({ where: { iso2 } });
    const standard = (await listStandards(db)).find((candidate) => candidate.key === standardKey);
    if (!place || !standard) throw notFound("unknown_standard");
    if (!fresh.countries.includes(iso2)) await recordSeenExact(db, iso2);
    const evaluated = await evaluateCountries(db, [standard], [iso2], today(place.zone, now));
    const cell = evaluated.get(iso2)?.get(standardKey);
    if (!cell) throw notFound("unknown_standard");
    const certification = certificationOf(standard.rule);
    const holders = certification
      ? await db.$queryRaw<
          {
            awardId: string;
            name: string | null;
            number: string;
            to: Date;
            scope: string;
            extended: boolean;
            profession: string;
          }[]
        >`
          select h.award_id as "awardId", a.holder_name as name, a.number, h.to_on as to, h.scope, h.extended, f.name as profession
          from capacity_holding h join award a on a.id = h.award_id join profession f on f.key = h.profession_key
          where h.country = ${iso2} and h.certification_key = ${certification} and h.from_on <= current_date and h.to_on >= current_date order by h.to_on, a.number limit 200`
      : [];
    const population =
      standard.rule.op === "coverage"
        ? await db.population.findUnique({ where: { key: standard.rule.population } })
        : null;
    const history = await listHistory(db, iso2, standardKey);
    const statements = await db.$queryRaw<
      { key: string; said: string; on: Date; evidence: string; url: string | null; at: Date }[]
    >`
      select milestone_key as key, state as said, reached_on as on, evidence, evidence_url as url, entered_at as at from milestone_record where country = ${iso2} and milestone_key = any (${keysOf(standard.rule)})
      union all select indicator_key, coalesce(value::text, happened_on::text), as_of_on, evidence, evidence_url, entered_at from indicator_record where country = ${iso2} and indicator_key = any (${keysOf(standard.rule)})
      order by at desc limit 100`;
    return {
      iso2,
      name: place.name,
      standard,
      cell,
      certification,
      holders,
      statements,
      population: population?.name ?? null,
      names: namesOf(keysOf(standard.rule)),
      history,
      mayRule: canRule(fresh),
    };
  });
}

/** What people call the milestones and indicators that a rule reads. */
function namesOf(keys: string[]): Record<string, string> {
  const { milestones, indicators } = definitions();
  return Object.fromEntries(
    keys.map((key) => [key, (milestones.get(key) ?? indicators.get(key))?.name ?? key]),
  );
}

/** What the nights have found, newest first; only changes are kept. */
const listHistory = (db: ActorDb, country: string, standardKey: string) =>
  db.$queryRaw<
    { on: string; status: Status; numerator: number | null; required: number | null }[]
  >`select to_char(on_day, 'YYYY-MM-DD') as on, status, numerator, required from standard_evaluation
    where country = ${country} and standard_key = ${standardKey} order by on_day desc limit 60`;
