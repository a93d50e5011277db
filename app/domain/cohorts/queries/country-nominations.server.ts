/** Every nomination of a country's general branch in every cohort, for its contact point. */
import type { Actor } from "~/domain/kernel/actor";
import type { Branch } from "~/domain/kernel/country";
import { type Day, dayOf } from "~/domain/kernel/days";
import { forbidden } from "~/domain/kernel/errors";
import { type ActorDb, withActor, withReportingActor } from "~/platform/db/doors.server";
import { type Decision, stepsNeeded, stepsOpen } from "../approval-steps";
import type { CountryNominationsQuery } from "../nominations-input.server";
import { canSeeNominations } from "../policy";
import type { ApprovalStep, NominationSource, NominationStatus, Sex } from "../schema";

export type CountryNomination = {
  id: string;
  fullName: string;
  email: string;
  profession: string;
  employer: string | null;
  sex: Sex;
  status: NominationStatus;
  statusAt: Date;
  note: string;
  cohortId: string;
  code: string;
  cohort: string;
  academy: string;
  startsOn: Day | null;
  /** Steps nobody has said yes to yet. */
  waitsFor: ApprovalStep[];
};

const PAGE = 50;
const EXPORT = 10_000;

type Filter = Pick<CountryNominationsQuery, "status" | "cohort" | "search"> & { ids?: string[] };

/** 50 to a page, what needs a decision first. Throws forbidden/not_your_country. */
export function getCountryNominations(actor: Actor, iso2: string, query: CountryNominationsQuery) {
  return withActor(actor, async (db, fresh) => {
    if (!canSeeNominations(fresh, iso2)) throw forbidden("not_your_country");
    const { rows, total } = await readNominations(db, iso2, query, {
      limit: PAGE,
      offset: (query.page - 1) * PAGE,
    });
    const place = await db.country.findUnique({ where: { iso2 }, select: { name: true } });
    return {
      country: { iso2, name: place?.name ?? iso2 },
      nominations: rows,
      total,
      pages: Math.ceil(total / PAGE),
      ...(await readOverview(db, iso2)),
    };
  });
}

/** All of them for a table file. Throws forbidden/not_your_country. */
export function exportCountryNominations(
  actor: Actor,
  iso2: string,
  filter: Filter,
): Promise<CountryNomination[]> {
  return withReportingActor(actor, async (db, fresh) => {
    if (!canSeeNominations(fresh, iso2)) throw forbidden("not_your_country");
    return (await readNominations(db, iso2, filter, { limit: EXPORT, offset: 0 })).rows;
  });
}

/** The chosen ones, before they are decided together. Throws forbidden/not_your_country. */
export function previewDecisions(actor: Actor, iso2: string, ids: string[]) {
  return withActor(actor, async (db, fresh) => {
    if (!canSeeNominations(fresh, iso2)) throw forbidden("not_your_country");
    const filter = { status: undefined, cohort: undefined, search: "", ids };
    const { rows } = await readNominations(db, iso2, filter, { limit: EXPORT, offset: 0 });
    const place = await db.country.findUnique({ where: { iso2 }, select: { name: true } });
    const decidable = rows.filter(({ waitsFor }) => waitsFor.includes("ncpoc"));
    return {
      country: { iso2, name: place?.name ?? iso2 },
      decidable,
      others: rows.filter(({ waitsFor }) => !waitsFor.includes("ncpoc")),
    };
  });
}

type Row = Omit<CountryNomination, "startsOn" | "waitsFor"> & {
  country: string;
  startsOn: Date | null;
  branch: Branch;
  source: NominationSource;
  approvals: ApprovalStep[];
  academyCountry: string | null;
  decisions: Decision[];
  total: number;
};

async function readNominations(
  db: ActorDb,
  iso2: string,
  { status, cohort, search, ids }: Filter,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ rows: CountryNomination[]; total: number }> {
  const pattern = `%${search.trim().replace(/[\\%_]/g, "\\$&")}%`;
  const rows = await db.$queryRaw<Row[]>`
    select n.id::text, n.full_name as "fullName", n.email, f.name as profession, e.name as employer, n.sex, n.status, n.status_at as "statusAt", n.note,
      n.country, n.branch, n.source, c.id::text as "cohortId", c.code, c.title as cohort, c.approvals, c.starts_on as "startsOn", o.name as academy,
      o.country as "academyCountry", count(*) over ()::int as total,
      (select coalesce(jsonb_agg(jsonb_build_object('step', a.step, 'outcome', a.outcome) order by a.decided_at, a.id), '[]')
        from nomination_approval a where a.nomination_id = n.id) as decisions
    from nomination n join cohort c on c.id = n.cohort_id join organisation o on o.id = c.organisation_id join profession f on f.key = n.profession_key
      left join organisation e on e.id = n.employer_id
    where n.country = ${iso2} and n.branch = 'general' and (${status ?? null}::text is null or n.status = ${status ?? null})
      and (${cohort ?? null}::uuid is null or n.cohort_id = ${cohort ?? null}::uuid) and (n.full_name ilike ${pattern} or n.email ilike ${pattern})
      and (${ids ?? null}::uuid[] is null or n.id = any (${ids ?? null}::uuid[]))
    order by n.status = 'requested' desc, c.starts_on desc nulls first, c.code, n.sort_name, n.id limit ${limit} offset ${offset}`;
  return { rows: rows.map(shape), total: rows[0]?.total ?? 0 };
}

function shape({ startsOn, approvals, academyCountry, decisions, ...row }: Row): CountryNomination {
  const { country, branch, source, total: _total, ...shown } = row;
  const needed = stepsNeeded({ approvals, academyCountry }, { country, branch, source });
  const waitsFor = row.status === "requested" ? stepsOpen(needed, decisions) : [];
  return { ...shown, startsOn: startsOn && dayOf(startsOn), waitsFor };
}

/** How many stand where, and the cohorts there are to choose from. */
async function readOverview(db: ActorDb, iso2: string) {
  const [row] = await db.$queryRaw<
    {
      counts: Partial<Record<NominationStatus, number>>;
      cohorts: { id: string; code: string; title: string }[];
    }[]
  >`
    select (select coalesce(jsonb_object_agg(s.status, s.count), '{}') from (select status, count(*)::int as count from nomination
        where country = ${iso2} and branch = 'general' group by 1) s) as counts,
      (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'code', c.code, 'title', c.title) order by c.starts_on desc nulls first, c.code), '[]')
        from cohort c where exists (select 1 from nomination n where n.cohort_id = c.id and n.country = ${iso2} and n.branch = 'general')) as cohorts`;
  return row ?? { counts: {}, cohorts: [] };
}
