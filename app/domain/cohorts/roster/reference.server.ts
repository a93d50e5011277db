/** What rows are checked against: the words for countries, professions and organisations, and who is already known. */
import type { ActorDb } from "~/platform/db/doors.server";
import type { Known } from "./duplicates";
import type { Reference } from "./vocabulary";

/** Every country, profession and organisation, in one statement. */
export async function readReference(db: ActorDb): Promise<Reference> {
  const [row] = await db.$queryRaw<Reference[]>`
    select (select jsonb_agg(jsonb_build_object('iso2', iso2, 'name', name) order by name) from country) as countries,
      (select jsonb_agg(jsonb_build_object('key', key, 'name', name, 'branch', branch) order by name) from profession) as professions,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'key', key, 'name', name, 'country', country, 'branch', branch) order by name, key), '[]')
        from organisation) as organisations`;
  return row ?? { countries: [], professions: [], organisations: [] };
}

/** Who is on the cohort's roster, and whom the actor may see of these countries. */
export const readKnown = (
  db: ActorDb,
  cohortId: string,
  countries: readonly string[],
): Promise<Known[]> =>
  db.$queryRaw<Known[]>`
    select n.full_name as "fullName", n.email, n.country, n.id::text as "nominationId", n.person_id::text as "personId"
      from nomination n where n.cohort_id = ${cohortId}::uuid
    union all
    select p.full_name, p.email, p.country, null, p.id::text from person p where p.country = any (${[...countries]})`;
