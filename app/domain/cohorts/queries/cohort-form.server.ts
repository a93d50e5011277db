/** What a cohort's form offers and holds, with what a change of a published cohort would mean. */
import type { Actor } from "~/domain/kernel/actor";
import { forbidden, notFound } from "~/domain/kernel/errors";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { overlapsOfCohort } from "../activities.server";
import { readCohortInput } from "../cohort-input.server";
import { getOwnCohort } from "../own-cohort.server";
import { lacksFallback } from "../plan";

type Choice = { key: string; title: string };
export type CohortChoices = {
  academies: { id: string; name: string; country: string | null }[];
  curricula: { id: string; key: string; title: string; version: string }[];
  venues: { id: string; name: string; country: string; organisationId: string }[];
  templates: { id: string; code: string; title: string }[];
  countries: Choice[];
  professions: Choice[];
  certifications: Choice[];
};

/** For a new cohort, from nothing. Throws forbidden/not_academy_manager. */
export function getNewCohortForm(actor: Actor): Promise<{ choices: CohortChoices }> {
  return withActor(actor, async (db, fresh) => ({ choices: await readChoices(db, fresh) }));
}

/** For changing one. Throws not_found/unknown_cohort, forbidden/not_academy_manager. */
export function getCohortForm(actor: Actor, cohortId: string, now = new Date()) {
  return withActor(actor, async (db, fresh) => {
    const cohort = await getOwnCohort(db, fresh, cohortId, now);
    const choices = await readChoices(db, fresh);
    const [use] = await db.$queryRaw<{ taken: number; nominees: number }[]>`
      select (select count(*)::int from seat where cohort_id = ${cohortId}::uuid and nomination_id is not null) as taken,
        (select count(*)::int from nomination where cohort_id = ${cohortId}::uuid and status in ('requested', 'approved', 'booked', 'waitlisted')) as nominees`;
    if (!use) throw notFound("unknown_cohort");
    const input = await readCohortInput(db, cohortId);
    const overlaps = await overlapsOfCohort(db, cohort);
    return { cohort, input, choices, ...use, overlaps, lacksFallback: lacksFallback(input) };
  });
}

/** One statement, whatever there is to choose from. */
async function readChoices(db: ActorDb, actor: Actor): Promise<CohortChoices> {
  const managed = actor.grants.flatMap(({ role, organisationId }) =>
    role === "academy_manager" && organisationId ? [organisationId] : [],
  );
  if (managed.length === 0) throw forbidden("not_academy_manager");
  const [row] = await db.$queryRaw<[CohortChoices]>`
    select
      (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name, 'country', o.country) order by o.name), '[]')
        from organisation o where o.id = any (${managed}::uuid[])) as academies,
      (select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'key', v.curriculum_key, 'title', v.title, 'version', v.version)
        order by v.curriculum_key, v.published_at desc), '[]') from curriculum_version v where v.status = 'published') as curricula,
      (select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'name', w.name, 'country', w.country, 'organisationId', w.organisation_id) order by w.name), '[]')
        from venue w where w.organisation_id = any (${managed}::uuid[]) and w.retired_at is null) as venues,
      (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'code', c.code, 'title', c.title) order by c.code), '[]')
        from cohort c where c.is_template and c.cancelled_at is null and c.organisation_id = any (${managed}::uuid[])) as templates,
      (select jsonb_agg(jsonb_build_object('key', n.iso2, 'title', n.name) order by n.name) from country n) as countries,
      (select jsonb_agg(jsonb_build_object('key', p.key, 'title', p.name) order by p.name) from profession p) as professions,
      (select coalesce(jsonb_agg(jsonb_build_object('key', f.key, 'title', f.name) order by f.key), '[]') from certification f) as certifications`;
  return row;
}
