/** Reads about imports of rosters: the lists, and where one import stands. */
import type { Actor } from "~/domain/kernel/actor";
import { dayOf } from "~/domain/kernel/days";
import { forbidden, notFound } from "~/domain/kernel/errors";
import { hasRole } from "~/domain/kernel/permissions";
import { type CountryPause, listPauses } from "~/domain/organisations/queries/hardship.server";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { getCohort } from "../cohort.server";
import { heldDay } from "../deadlines";
import { canImportRoster, cohortPages } from "../policy";
import type { ImportStatus } from "../roster/schema";
import { takesNominations } from "../state";

export type RosterListItem = {
  id: string;
  cohortId: string;
  cohort: string;
  fileName: string;
  status: ImportStatus;
  total: number;
  applied: number;
  /** Rows that wait for a person. */
  waiting: number;
  uploadedBy: string | null;
  createdAt: Date;
};

const list = (db: ActorDb, cohortId: string | null, country: string | null) =>
  db.$queryRaw<RosterListItem[]>`
    select i.id, i.cohort_id as "cohortId", c.title as cohort, i.file_name as "fileName", i.status, i.total, i.applied, p.full_name as "uploadedBy",
      i.created_at as "createdAt", case when i.status in ('review', 'done') then (select count(*)::int from roster_row r
        where r.import_id = i.id and r.state in ('problem', 'question')) else 0 end as waiting
    from roster_import i join cohort c on c.id = i.cohort_id left join person p on p.id = i.created_by
    where i.country is not distinct from ${country} and (${cohortId}::uuid is null or i.cohort_id = ${cohortId}::uuid)
    order by i.created_at desc limit 200`;

/** An academy's imports for a cohort, newest first. Throws not_found/unknown_cohort, forbidden/may_not_import. */
export function listRosters(actor: Actor, cohortId: string, now = new Date()) {
  return withActor(actor, async (db, fresh) => {
    const cohort = await getCohort(db, cohortId, now);
    if (!canImportRoster(fresh, { ...cohort, country: null })) throw forbidden("may_not_import");
    const { title, code, zone, state, startsOn } = cohort;
    const imports = await list(db, cohortId, null);
    const open = takesNominations(state);
    return {
      cohort: {
        ...{ id: cohortId, title, code, zone, open, draft: state === "draft", startsOn },
        pages: cohortPages(fresh, cohort),
      },
      imports,
    };
  });
}

export type NominationCohort = { id: string; title: string; code: string; startsOn: Date | null };
type OpenCohort = NominationCohort & { closesOn: Date | null; sinceOn: Date; today: Date };

/** A contact point's imports for all cohorts, and the cohorts that take their nominations. Throws not_found/unknown_country, forbidden/not_contact_point. */
export function listCountryRosters(actor: Actor, country: string, now = new Date()) {
  return withActor(actor, async (db, fresh) => {
    if (!hasRole(fresh, "ncpoc", { country })) throw forbidden("not_contact_point");
    const [place] = await db.$queryRaw<{ name: string; zone: string }[]>`
      select name, zone from country where iso2 = ${country}`;
    if (!place) throw notFound("unknown_country");
    const pauses = await listPauses(db, country);
    const cohorts = await db.$queryRaw<OpenCohort[]>`
      select id, title, code, starts_on as "startsOn", nominations_close_on as "closesOn", (published_at at time zone zone)::date as "sinceOn",
        (${now}::timestamptz at time zone zone)::date as today from cohort
      where published_at is not null and not is_template and cancelled_at is null and closed_at is null
        and (ends_on is null or ends_on >= (${now}::timestamptz at time zone zone)::date)
        and (cardinality(countries) = 0 or ${country} = any (countries))
      order by starts_on nulls last, title limit 500`;
    const open = cohorts.filter((cohort) => takesLists(cohort, pauses));
    return { country, place, cohorts: open.map(asChoice), imports: await list(db, null, country) };
  });
}

/** The closing day itself still counts; days of the country's hardship events do not. */
function takesLists({ closesOn, startsOn, sinceOn, today }: OpenCohort, pauses: CountryPause[]) {
  if (!closesOn) return true;
  const span = { startsOn: startsOn && dayOf(startsOn), sinceOn: dayOf(sinceOn) };
  return dayOf(today) <= heldDay(dayOf(closesOn), span, pauses).due;
}

const asChoice = ({ id, title, code, startsOn }: OpenCohort): NominationCohort => ({
  ...{ id, title, code, startsOn },
});
