/** What the regional calendar can be narrowed down to, by name, and the pauses of one's own country. */
import type { Pause } from "~/domain/organisations/schema";
import type { ActorDb } from "~/platform/db/doors.server";

export type Choice = { key: string; title: string };
type Choices = {
  curricula: Choice[];
  countries: Choice[];
  professions: Choice[];
  ownCountry: string;
  pauses: NamedPause[];
};
export type NamedPause = Pause & { name: string };

/** With the pauses of the country one speaks for, or lives in. */
export async function readChoices(db: ActorDb, country: string | null = null): Promise<Choices> {
  const [row] = await db.$queryRaw<[Choices]>`
    select (select coalesce(jsonb_agg(jsonb_build_object('key', k.key, 'title', k.title) order by k.key), '[]') from curriculum k) as curricula,
      (select jsonb_agg(jsonb_build_object('key', n.iso2, 'title', n.name) order by n.name) from country n) as countries,
      (select jsonb_agg(jsonb_build_object('key', p.key, 'title', p.name) order by p.name) from profession p) as professions,
      coalesce(own.country, '') as "ownCountry",
      (select coalesce(jsonb_agg(jsonb_build_object('name', h.name, 'from', h.from_on, 'to', h.to_on) order by h.from_on), '[]')
        from app.hardship_pauses(coalesce(${country}, own.country)) h) as pauses
    from (select (select p.country from person p where p.id = app.actor_person()) as country) own`;
  return row;
}
