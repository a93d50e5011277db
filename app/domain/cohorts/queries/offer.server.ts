/** A published cohort as anybody signed in sees it: what it is, what is left, where one stands, what one may do. */
import { listHeldCertifications } from "~/domain/capacity/queries.server";
import type { Actor } from "~/domain/kernel/actor";
import type { Branch } from "~/domain/kernel/country";
import { addDays } from "~/domain/kernel/days";
import { notFound } from "~/domain/kernel/errors";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { type CohortRecord, getCohort } from "../cohort.server";
import { deadlineFor, isPast } from "../deadlines";
import { type Eligibility, eligibility } from "../eligibility";
import { listPlaces } from "../places.server";
import { canManageAcademy, canSeeRoster } from "../policy";
import type { NominationStatus } from "../schema";
import { DISCLOSED_DAYS, type HistoryEntry, type QueuePlace } from "../schema";
import { takesNominations } from "../state";
import { listAnnouncements } from "./announcements.server";
import { ownSessions } from "./my-sessions.server";

type Details = {
  summary: string;
  venue: string | null;
  address: string | null;
  hostCountry: string | null;
  professionNames: string[];
  countryNames: string[];
  academyBranch: Branch;
};
type Self = {
  country: string;
  branch: Branch;
  zone: string;
  professionKey: string | null;
  offered: boolean;
  mine: Mine | null;
};
type Mine = {
  id: string;
  status: NominationStatus;
  lineManagerEmail: string | null;
  queue: QueuePlace | null;
  history: HistoryEntry[];
};

/** Throws not_found/unknown_cohort, also for a draft that is not the actor's own. */
export function getOffer(actor: Actor, cohortId: string, now = new Date()) {
  return withActor(actor, async (db, fresh) => {
    const cohort = await getCohort(db, cohortId, now);
    if (cohort.state === "draft" || cohort.state === "template") throw notFound("unknown_cohort");
    const { academyBranch, ...details } = await readDetails(db, cohortId);
    const { mine, offered, ...self } = await readSelf(db, fresh, cohort);
    const hasSeat = mine?.status === "booked";
    const eligible = await ownEligibility(db, fresh, cohort, { ...self, hasSeat });
    const open = isOpen(cohort, self.country);
    return {
      cohort: { ...cohort, ...details },
      places: (await listPlaces(db, [cohortId])).filter(
        ({ country }) => country === null || country === self.country,
      ),
      ...{ mine, offered, eligible, open, zone: self.zone },
      deadlines: deadlinesOf(cohort, self.country),
      sessions: hasSeat ? await ownSessions(db, { personId: fresh.personId, cohortId, now }) : [],
      announcements: hasSeat ? await listAnnouncements(db, fresh.personId, cohortId) : [],
      mayClaim: open && mayAsk(cohort, mine, offered, eligible),
      contactFor: fresh.grants.flatMap(({ role, country }) =>
        role === "ncpoc" && country ? [country] : [],
      ),
      mayNominate: open && (canManageAcademy(fresh, cohort) || fresh.branches.includes("general")),
      staff: canSeeRoster(fresh, cohort),
      disclosure: disclosureOf(cohort, self.branch, academyBranch),
    };
  });
}

const isOpen = (cohort: CohortRecord, country: string): boolean =>
  takesNominations(cohort.state) && !isPast(cohort, "nominationsCloseOn", country, cohort.today);

/** As they hold for the reader's own country. */
const deadlinesOf = (cohort: CohortRecord, country: string) => ({
  nominationsCloseOn: deadlineFor(cohort, "nominationsCloseOn", country),
  quotasReleaseOn: deadlineFor(cohort, "quotasReleaseOn", country),
  travelCutoffOn: deadlineFor(cohort, "travelCutoffOn", country),
});

function mayAsk(
  cohort: CohortRecord,
  mine: Mine | null,
  offered: boolean,
  eligible: Eligibility,
): boolean {
  if (offered) return true;
  const again = !mine || mine.status === "withdrawn" || mine.status === "transferred";
  return cohort.enrolment === "open" && again && eligible.outcome === "eligible";
}

/** What a seat lets the academy see, and until when; a judge's scores never, unless the academy is the judiciary's own. */
function disclosureOf(cohort: CohortRecord, branch: Branch, academyBranch: Branch) {
  const scores = branch !== "judicial" || academyBranch === "judicial";
  return { scores, until: cohort.endsOn && addDays(cohort.endsOn, DISCLOSED_DAYS) };
}

async function ownEligibility(
  db: ActorDb,
  actor: Actor,
  cohort: CohortRecord,
  {
    country,
    professionKey,
    hasSeat,
  }: Pick<Self, "country" | "professionKey"> & { hasSeat: boolean },
): Promise<Eligibility> {
  const asks = cohort.prerequisites.length > 0 && !hasSeat; // nobody asks for the seat they have
  const held = asks ? await listHeldCertifications(db, actor.personId, cohort.today) : [];
  return eligibility(cohort, { country, professionKey: professionKey ?? "", held });
}

async function readDetails(db: ActorDb, cohortId: string): Promise<Details> {
  const [row] = await db.$queryRaw<Details[]>`
    select c.summary, w.name as venue, w.address, h.name as "hostCountry", o.branch as "academyBranch",
      array(select p.name from profession p where p.key = any (c.professions) order by p.name) as "professionNames",
      array(select n.name from country n where n.iso2 = any (c.countries) order by n.name) as "countryNames"
    from cohort c join organisation o on o.id = c.organisation_id left join venue w on w.id = c.venue_id
      left join country h on h.iso2 = c.host_country where c.id = ${cohortId}::uuid`;
  if (!row) throw notFound("unknown_cohort");
  return row;
}

async function readSelf(db: ActorDb, actor: Actor, cohort: CohortRecord): Promise<Self> {
  const [row] = await db.$queryRaw<Self[]>`
    select p.country, p.branch, z.zone, g.profession_key as "professionKey",
      exists (select 1 from app.nominations_offered() o where o.cohort_id = ${cohort.id}::uuid) as offered,
      (select jsonb_build_object('id', n.id, 'status', n.status, 'lineManagerEmail', n.line_manager_email,
          'queue', (select jsonb_build_object('place', q.place, 'waiting', q.waiting) from app.place_in_queue(n.id) q),
          'history', (select jsonb_agg(jsonb_build_object('status', e.status, 'reason', e.reason, 'note', e.note, 'by', b.full_name, 'at', e.recorded_at)
            order by e.id) from nomination_event e left join person b on b.id = e.recorded_by where e.nomination_id = n.id))
        from nomination n where n.cohort_id = ${cohort.id}::uuid and n.person_id = p.id order by n.status_at desc limit 1) as mine
    from person p join country z on z.iso2 = p.country left join lateral (select * from posting q where q.person_id = p.id
      and q.starts_on <= ${cohort.today}::date and (q.ends_on is null or q.ends_on >= ${cohort.today}::date)
      order by q.profession_key = any (${cohort.professions}) desc, q.starts_on desc limit 1) g on true
    where p.id = ${actor.personId}::uuid`;
  if (!row) throw notFound("unknown_person");
  return row;
}
