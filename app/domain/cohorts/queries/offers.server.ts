/** What partners plan elsewhere, with the mandate each works under. */
import type { Actor } from "~/domain/kernel/actor";
import { type Day, dayOf } from "~/domain/kernel/days";
import { forbidden } from "~/domain/kernel/errors";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { canRecordOffer, isAcademyStaff } from "../policy";

export type OfferRow = {
  id: string;
  provider: string;
  mandate: string | null;
  title: string;
  curriculumKey: string | null;
  professions: string[];
  countries: string[];
  startsOn: Day;
  endsOn: Day;
  place: string;
  source: string;
  withdrawn: boolean;
  mayWithdraw: boolean;
};

/** What partners plan, the next first, withdrawn ones last. Throws forbidden/may_not_see_offers. */
export function listOffers(actor: Actor) {
  return withActor(actor, async (db, fresh) => {
    if (!canRecordOffer(fresh) && !isAcademyStaff(fresh)) throw forbidden("may_not_see_offers");
    const rows = await db.$queryRaw<
      (Omit<OfferRow, "startsOn" | "endsOn" | "mayWithdraw"> & {
        startsOn: Date;
        endsOn: Date;
        recordedBy: string;
      })[]
    >`
      select p.id, o.name as provider, o.mandate, p.title, p.curriculum_key as "curriculumKey",
        array(select f.name from profession f where f.key = any (p.professions) order by f.name) as professions,
        array(select n.name from country n where n.iso2 = any (p.countries) order by n.name) as countries,
        p.starts_on as "startsOn", p.ends_on as "endsOn", p.place, p.source, p.withdrawn_at is not null as withdrawn, p.recorded_by as "recordedBy"
      from partner_offer p join organisation o on o.id = p.provider_id order by p.withdrawn_at nulls first, p.starts_on, p.title`;
    const offers = rows.map(
      ({ recordedBy, ...row }): OfferRow => ({
        ...row,
        ...{ startsOn: dayOf(row.startsOn), endsOn: dayOf(row.endsOn) },
        mayWithdraw: !row.withdrawn && (fresh.regional || recordedBy === fresh.personId),
      }),
    );
    return {
      ...{ offers, choices: await offerChoices(db) },
      mayRecord: canRecordOffer(fresh),
    };
  });
}

type Choice = { key: string; title: string };
type OfferChoices = {
  providers: Choice[];
  curricula: Choice[];
  professions: Choice[];
  countries: Choice[];
};

async function offerChoices(db: ActorDb): Promise<OfferChoices> {
  const [row] = await db.$queryRaw<[OfferChoices]>`
    select (select jsonb_agg(jsonb_build_object('key', o.id, 'title', o.name) order by o.name) from organisation o where o.kind in ('partner', 'regional_agency')) as providers,
      (select coalesce(jsonb_agg(jsonb_build_object('key', k.key, 'title', k.key || ' · ' || k.title) order by k.key), '[]') from curriculum k) as curricula,
      (select jsonb_agg(jsonb_build_object('key', p.key, 'title', p.name) order by p.name) from profession p) as professions,
      (select jsonb_agg(jsonb_build_object('key', n.iso2, 'title', n.name) order by n.name) from country n) as countries`;
  return row;
}
