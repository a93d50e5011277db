/** What the form for a nomination offers, and whom the e-mail means if the nominator may know them. */
import type { Actor } from "~/domain/kernel/actor";
import { forbidden } from "~/domain/kernel/errors";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { type CohortRecord, getCohort } from "../cohort.server";
import { canManageAcademy } from "../policy";
import type { Sex } from "../schema";
import { takesNominations } from "../state";

export type KnownPerson = {
  fullName: string;
  email: string;
  country: string;
  sex: Sex;
  professionKey: string | null;
  employerId: string | null;
};
type Choice = { key: string; name: string };
type Employer = { id: string; name: string; country: string | null };

/** Throws not_found/unknown_cohort, forbidden/may_not_nominate. */
export function getNominationForm(
  actor: Actor,
  cohortId: string,
  email: string | null,
  now = new Date(),
) {
  return withActor(actor, async (db, fresh) => {
    const cohort = await getCohort(db, cohortId, now);
    const academy = canManageAcademy(fresh, cohort);
    const own = fresh.grants.flatMap(({ role, country }) =>
      role === "ncpoc" && country ? [country] : [],
    );
    if (!academy && own.length === 0) throw forbidden("may_not_nominate");
    const choices = await readChoices(db, cohort, academy ? null : own);
    return {
      cohort,
      takes: takesNominations(cohort.state),
      known: email ? await findKnown(db, cohort, email, academy ? null : own) : null,
      ...choices,
      academy,
    };
  });
}

async function readChoices(db: ActorDb, cohort: CohortRecord, own: string[] | null) {
  const [row] = await db.$queryRaw<
    { countries: Choice[]; professions: Choice[]; employers: Employer[] }[]
  >`
    select (select coalesce(jsonb_agg(jsonb_build_object('key', k.iso2, 'name', k.name) order by k.name), '[]') from country k
        where (${own}::text[] is null or k.iso2 = any (${own}::text[])) and (cardinality(${cohort.countries}::text[]) = 0 or k.iso2 = any (${cohort.countries}::text[]))) as countries,
      (select coalesce(jsonb_agg(jsonb_build_object('key', f.key, 'name', f.name) order by f.name), '[]') from profession f
        where (${own}::text[] is null or f.branch = 'general') and (cardinality(${cohort.professions}::text[]) = 0 or f.key = any (${cohort.professions}::text[]))) as professions,
      (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name, 'country', o.country) order by o.country, o.name), '[]') from organisation o
        where o.country is not null and (${own}::text[] is null or (o.country = any (${own}::text[]) and o.branch = 'general'))) as employers`;
  return row ?? { countries: [], professions: [], employers: [] };
}

/** Somebody within the nominator's own reach; anybody else is as unknown as an e-mail nobody has. */
async function findKnown(
  db: ActorDb,
  cohort: CohortRecord,
  email: string,
  own: string[] | null,
): Promise<KnownPerson | null> {
  const [row] = await db.$queryRaw<KnownPerson[]>`
    select p.full_name as "fullName", p.email, p.country, p.sex, g.profession_key as "professionKey", g.organisation_id::text as "employerId"
    from person p left join lateral (select * from posting q where q.person_id = p.id and (q.ends_on is null or q.ends_on >= ${cohort.today}::date)
      order by q.profession_key = any (${cohort.professions}) desc, q.starts_on desc limit 1) g on true
    where p.email = lower(${email}) and p.id <> app.actor_person() and (${own}::text[] is null or (p.country = any (${own}::text[]) and p.branch = 'general'))`;
  return row ?? null;
}
