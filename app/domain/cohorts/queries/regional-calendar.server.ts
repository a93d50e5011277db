/** The region's trainings in one list: cohorts with the places left for one's own country, partners' offers, and what overlaps. */
import type { Actor } from "~/domain/kernel/actor";
import { type Day, dayOf, regionalToday, today } from "~/domain/kernel/days";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { type NamedPause, readChoices } from "../calendar-choices.server";
import { heldDay } from "../deadlines";
import type { Overlap } from "../overlaps";
import { listPlaces, type Places } from "../places.server";
import { canGrantDelivery, canRecordOffer, canSeeOverlaps } from "../policy";
import type { CohortState, EnrolmentWay, Mode } from "../schema";
import { cohortState, takesNominations } from "../state";
import { overlapsAhead } from "./overlaps.server";

export type CalendarFilter = {
  country?: string;
  curriculum?: string;
  audience?: string;
  mode?: Mode;
};

export type CalendarEntry = {
  id: string;
  kind: "cohort" | "offer";
  code: string | null;
  title: string;
  organiser: string;
  place: string | null;
  curriculumKey: string | null;
  curriculum: string | null;
  mode: Mode | null;
  enrolment: EnrolmentWay | null;
  professions: string[];
  countries: string[];
  startsOn: Day | null;
  endsOn: Day | null;
  /** As it holds for one's own country. */
  nominationsCloseOn: Day | null;
  /** The hardship events that moved it. */
  pausedBy: string[];
  state: CohortState | null;
  takesPeople: boolean;
  /** Null: one's country has no places of its own. */
  mine: { seats: number; free: number } | null;
  sharedFree: number;
  releasedByOthers: number;
  byCountry: { name: string; seats: number; free: number }[];
  overlapsWith: string[];
};

type Row = Omit<CalendarEntry, DayField | Derived> &
  Record<DayField, Date | null> & { zone: string; sinceOn: Date | null };
type DayField = "startsOn" | "endsOn" | "nominationsCloseOn";
type Derived =
  | "pausedBy"
  | "state"
  | "takesPeople"
  | "mine"
  | "sharedFree"
  | "releasedByOthers"
  | "byCountry"
  | "overlapsWith";

/** What is still to come or runs today, by first day; lists without dates last. */
export function getRegionalCalendar(actor: Actor, filter: CalendarFilter, now = new Date()) {
  return withActor(actor, async (db, fresh) => {
    const { ownCountry, pauses, ...choices } = await readChoices(db, fresh.countries[0]);
    const rows = await readEntries(db, regionalToday(now));
    const cohorts = rows.filter((row) => row.kind === "cohort").map((row) => row.id);
    const places = await listPlaces(db, cohorts);
    const country = fresh.countries[0] ?? ownCountry;
    const viewer = { country, pauses, regional: fresh.regional };
    const overlaps = overlapNames(await overlapsAhead(db, now));
    const entries = rows
      .map((row) => entryOf(row, places, { ...viewer, now, overlaps }))
      .filter((entry) => matches(entry, filter));
    return {
      ...{ entries, country, regional: fresh.regional },
      countryName: choices.countries.find(({ key }) => key === country)?.title ?? country,
      choices,
      mayRecordOffers: canRecordOffer(fresh),
      mayGrantDelivery: canGrantDelivery(fresh),
      maySeeOverlaps: canSeeOverlaps(fresh),
    };
  });
}

function overlapNames(overlaps: Overlap[]): Map<string, string[]> {
  const names = new Map<string, string[]>();
  const add = (id: string, title: string) => names.set(id, [...(names.get(id) ?? []), title]);
  for (const { first, second } of overlaps) {
    add(first.id, `${second.title} (${second.organiser})`);
    add(second.id, `${first.title} (${first.organiser})`);
  }
  return names;
}

/** Published cohorts that are not over, and partners' offers; names in the order a reader looks for them. */
const readEntries = (db: ActorDb, on: Day): Promise<Row[]> =>
  db.$queryRaw<Row[]>`
    select c.id::text, 'cohort' as kind, c.code, c.title, o.name as organiser, coalesce(w.name || ', ' || wn.name, h.name) as place,
      v.curriculum_key as "curriculumKey", v.title as curriculum, c.mode, c.enrolment, c.professions, c.countries, c.starts_on as "startsOn",
      c.ends_on as "endsOn", c.nominations_close_on as "nominationsCloseOn", c.zone,
      (c.published_at at time zone c.zone)::date as "sinceOn"
    from cohort c join organisation o on o.id = c.organisation_id join curriculum_version v on v.id = c.curriculum_version_id
      left join venue w on w.id = c.venue_id left join country wn on wn.iso2 = w.country left join country h on h.iso2 = c.host_country
    where c.published_at is not null and not c.is_template and c.cancelled_at is null and c.closed_at is null
      and (c.ends_on is null or c.ends_on >= ${on}::date)
    union all
    select p.id::text, 'offer', null, p.title, o.name, nullif(p.place, ''), p.curriculum_key, k.title, null, null, p.professions, p.countries,
      p.starts_on, p.ends_on, null, 'America/Port_of_Spain', null
    from partner_offer p join organisation o on o.id = p.provider_id left join curriculum k on k.key = p.curriculum_key
    where p.withdrawn_at is null and p.ends_on >= ${on}::date
    order by "startsOn" nulls last, title`;

type Viewer = {
  country: string;
  pauses: NamedPause[];
  regional: boolean;
  now: Date;
  overlaps: Map<string, string[]>;
};

function entryOf(
  row: Row,
  places: Places[],
  { country, pauses, regional, now, overlaps }: Viewer,
): CalendarEntry {
  const { zone, startsOn, endsOn, nominationsCloseOn: closesOn, sinceOn, ...rest } = row;
  const first = startsOn && dayOf(startsOn);
  const span = { startsOn: first, sinceOn: dayOf(sinceOn ?? now) };
  const closes = closesOn && heldDay(dayOf(closesOn), span, pauses);
  const dates = {
    ...{ startsOn: first, endsOn: endsOn && dayOf(endsOn) },
    nominationsCloseOn: closes ? closes.due : null,
  };
  const on = today(zone, now);
  const life = { isTemplate: false, publishedAt: now, cancelledAt: null, closedAt: null };
  const state = row.kind === "cohort" ? cohortState({ ...life, ...dates }, on) : null;
  const open = dates.nominationsCloseOn === null || dates.nominationsCloseOn >= on;
  const own = places.filter((place) => place.cohortId === row.id);
  const mine = own.find((place) => place.country === country);
  const shared = own.find((place) => place.country === null);
  return {
    ...{ ...rest, ...dates, state, pausedBy: closes ? closes.because : [] },
    takesPeople: state !== null && takesNominations(state) && open,
    mine: mine ? { seats: mine.seats, free: mine.free } : null,
    sharedFree: shared?.free ?? 0,
    releasedByOthers: shared?.released ?? 0,
    byCountry: own.flatMap(({ name, seats, free }) =>
      regional && name ? [{ name, seats, free }] : [],
    ),
    overlapsWith: overlaps.get(row.id) ?? [],
  };
}

/** Nothing named means everybody, so it matches every country and audience. */
const matches = (entry: CalendarEntry, { country, curriculum, audience, mode }: CalendarFilter) =>
  (!country || entry.countries.length === 0 || entry.countries.includes(country)) &&
  (!curriculum || entry.curriculumKey === curriculum) &&
  (!audience || entry.professions.length === 0 || entry.professions.includes(audience)) &&
  (!mode || entry.mode === mode);
