/** Everybody who has a seat in a cohort with all that their academy was told, and how they stand by the one rule. */
import { listResults, type ModuleResult } from "~/domain/assessment/queries/results.server";
import type { Branch } from "~/domain/kernel/country";
import { type Day, dayOf, today } from "~/domain/kernel/days";
import { type LearnerState, listLearnerStates } from "~/domain/learning/queries/standings.server";
import type { ActorDb } from "~/platform/db/doors.server";
import { attendanceShare, thresholdOf } from "./attendance";
import type { CohortRecord } from "./cohort.server";
import { type AwardFact, cellOf, type ProgressRow } from "./gradebook";
import type { AttendanceMark } from "./schema";
import { standing } from "./standing";
import { missingForAward } from "./why-no-award";

type PersonRow = {
  nominationId: string;
  enrolmentId: string | null;
  fullName: string;
  country: string;
  countryName: string;
  branch: Branch;
  profession: string;
  employer: string | null;
  joined: boolean;
  disclosed: boolean;
  scores: boolean;
  bookedAt: Date;
  held: number;
  missed: number;
  sessions: {
    id: string;
    minutes: number;
    mark: AttendanceMark | null;
    markMinutes: number | null;
  }[];
  attendedAt: Date | null;
  award: (Omit<AwardFact, "from" | "to"> & { from: string; to: string }) | null;
  hasOverlay: boolean;
};

/** In order of name. A constant number of statements: people, modules, packages, results. `only`: one nomination. */
export async function listProgress(
  db: ActorDb,
  cohort: CohortRecord,
  now: Date,
  only: string | null = null,
): Promise<ProgressRow[]> {
  const people = await readPeople(db, cohort, now, only);
  const enrolments = people.flatMap(({ enrolmentId, disclosed }) =>
    enrolmentId && disclosed ? [enrolmentId] : [],
  );
  const states = await listLearnerStates(db, enrolments);
  const results = byEnrolment(await listResults(db, enrolments));
  return people.map((person) => {
    const id = person.enrolmentId ?? "";
    return rowOf(cohort, person, states.get(id), results.get(id) ?? []);
  });
}

function byEnrolment(results: ModuleResult[]): Map<string, ModuleResult[]> {
  const groups = new Map<string, ModuleResult[]>();
  for (const result of results)
    groups.set(result.enrolmentId, [...(groups.get(result.enrolmentId) ?? []), result]);
  return groups;
}

/** The seats' holders with their marks in the sessions held so far. A session nobody was marked in waits. */
const readPeople = (db: ActorDb, cohort: CohortRecord, now: Date, only: string | null) =>
  db.$queryRaw<PersonRow[]>`
    select n.id as "nominationId", n.enrolment_id as "enrolmentId", n.full_name as "fullName", n.country, c.name as "countryName", n.branch,
      f.name as profession, e.name as employer, n.person_id is not null as joined, n.status_at as "bookedAt",
      exists (select 1 from disclosure d where d.person_id = n.person_id and d.organisation_id = n.organisation_id and 'progress' = any (d.fields)
        and d.until_on >= current_date) as disclosed,
      exists (select 1 from disclosure d where d.person_id = n.person_id and d.organisation_id = n.organisation_id and 'scores' = any (d.fields)
        and d.until_on >= current_date) as scores,
      t.held, t.missed, t.sessions, t.attended_at as "attendedAt",
      (select jsonb_build_object('number', a.number, 'from', a.valid_from_on, 'to', a.valid_to_on, 'revoked', r.award_id is not null,
          'covered', exists (select 1 from award_coverage v where v.award_id = a.id and v.country = n.country))
        from award a left join award_revocation r on r.award_id = a.id where a.enrolment_id = n.enrolment_id order by a.issued_at desc limit 1) as award,
      exists (select 1 from module m join overlay o on o.id = m.overlay_id
        where m.curriculum_version_id = ${cohort.curriculumVersionId}::uuid and o.country = n.country) as "hasOverlay"
    from nomination n join country c on c.iso2 = n.country join profession f on f.key = n.profession_key
      left join organisation e on e.id = n.employer_id
      cross join lateral (
        select count(*) filter (where k.mark is distinct from 'excused')::int as held, count(*) filter (where k.mark = 'absent')::int as missed,
          coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'minutes', s.length, 'mark', k.mark, 'markMinutes', k.minutes)), '[]') as sessions,
          max(s.ends_at) filter (where k.mark in ('present', 'partial')) as attended_at
        from (select u.id, u.ends_at, round(extract(epoch from u.ends_at - u.starts_at) / 60)::int as length from cohort_session u
            where u.cohort_id = n.cohort_id and u.cancelled_at is null and u.ends_at <= ${now}
              and exists (select 1 from attendance w where w.session_id = u.id)) s
          left join lateral (select a.mark, a.minutes from attendance a where a.session_id = s.id and a.nomination_id = n.id
            and not exists (select 1 from attendance x where x.corrects_id = a.id) limit 1) k on true) t
    where n.cohort_id = ${cohort.id}::uuid and n.status = 'booked' and (${only}::uuid is null or n.id = ${only}::uuid)
    order by n.sort_name, n.id`;

function rowOf(
  cohort: CohortRecord,
  person: PersonRow,
  state: LearnerState | undefined,
  results: ModuleResult[],
): ProgressRow {
  const { enrolmentId: _enrolment, bookedAt, sessions, attendedAt, ...rest } = person;
  const { award: given, hasOverlay, branch: _branch, ...shown } = rest;
  const award = given && {
    ...given,
    from: dayOf(new Date(given.from)),
    to: dayOf(new Date(given.to)),
  };
  const modules = state?.modules ?? [];
  const resultOf = new Map(results.map((result) => [result.moduleId, result]));
  const cells = Object.fromEntries(modules.map((m) => [m.id, cellOf(m, resultOf.get(m.id))]));
  const attendancePercent = percentSoFar(sessions);
  const required = modules.filter((module) => module.required);
  const at = [
    attendedAt,
    ...modules.flatMap((m) => [m.completedAt, m.startedAt, m.savedAt]),
    ...results.map((r) => r.at),
  ];
  const lastActivityOn = lastDay(at, cohort.zone);
  const facts = {
    ...{ joined: person.joined, disclosed: person.disclosed, missed: person.missed },
    ...{ done: required.filter((m) => m.completed).length, total: required.length },
    open: state?.steps.some((step) => step.why === "next") ?? false,
    ...{ bookedOn: today(cohort.zone, bookedAt), lastActivityOn, endsOn: cohort.endsOn },
    ...{ attendancePercent, threshold: askedOf(cohort, state) },
    ...failures(results),
  };
  const missing = missingForAward({
    ...facts,
    award,
    hasOverlay,
    steps: state?.steps ?? [],
  });
  return {
    ...shown,
    ...{ award, cells, attendancePercent, lastActivityOn, missing },
    ...standing(facts, cohort.today),
  };
}

/** Whole percent of the minutes held so far; null while nothing counts. */
function percentSoFar(sessions: PersonRow["sessions"]): number | null {
  const { attended, total } = attendanceShare(
    sessions.map(({ id, minutes }) => ({ id, minutes, cancelled: false })),
    sessions.flatMap(({ id, mark, markMinutes }) =>
      mark ? [{ sessionId: id, mark, minutes: markMinutes }] : [],
    ),
  );
  return total > 0 ? Math.floor((100 * attended) / total) : null;
}

/** What completes the workshop; null where neither the cohort nor a workshop asks for attendance. */
function askedOf(cohort: CohortRecord, state: LearnerState | undefined): number | null {
  const workshop = state?.modules.find((module) => module.kind === "workshop");
  if (!workshop && cohort.attendancePercent === null) return null;
  return thresholdOf(cohort.attendancePercent, workshop?.attendancePercent);
}

function failures(results: ModuleResult[]) {
  const open = results.filter(({ passed }) => !passed);
  const exams = open.filter(({ kind }) => kind === "exam");
  return {
    failedTries: exams.reduce((sum, exam) => sum + exam.failedTries, 0),
    practicalFailed: open.some(({ kind }) => kind === "practical"),
  };
}

function lastDay(instants: (Date | null)[], zone: string): Day | null {
  const times = instants.flatMap((instant) => instant?.getTime() ?? []);
  return times.length > 0 ? today(zone, new Date(Math.max(...times))) : null;
}
