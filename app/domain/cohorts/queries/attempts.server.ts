/** Attempts as the people who teach a cohort see them: the rule of each module, requests that wait, one person's attempts of one module. */
import type { AttemptPolicy } from "~/domain/curricula/schema";
import { DEFAULT_ATTEMPT_POLICY } from "~/domain/curricula/schema";
import type { Actor } from "~/domain/kernel/actor";
import { forbidden, notFound } from "~/domain/kernel/errors";
import { readAttempts } from "~/domain/learning/queries/attempts.server";
import type { Doubt } from "~/domain/learning/schema";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { type CohortRecord, getCohort } from "../cohort.server";
import { canManageAcademy, canSeeRoster, canTeach, cohortPages } from "../policy";
import { getTaughtCohort } from "../teach.server";

type ModuleRule = {
  id: string;
  title: string;
  ofCurriculum: AttemptPolicy | null;
  ofCohort: AttemptPolicy | null;
};
export type WaitingRequest = {
  id: string;
  nominationId: string;
  moduleId: string;
  fullName: string;
  country: string;
  module: string;
  reason: string;
  requestedAt: Date;
};

export type OpenClaim = {
  attemptId: string;
  fullName: string;
  module: string;
  flags: Doubt["flag"][];
  checkedAt: Date;
};

/** Doubted results that nobody has answered for, oldest first; only of people whose scores are disclosed. */
const readOpenClaims = (db: ActorDb, cohortId: string) =>
  db.$queryRaw<OpenClaim[]>`
    select c.attempt_id as "attemptId", n.full_name as "fullName", m.title as module, c.checked_at as "checkedAt",
      array(select distinct d ->> 'flag' from jsonb_array_elements(c.doubts) d order by 1) as flags
    from nomination n join registration r on r.enrolment_id = n.enrolment_id join attempt a on a.registration_id = r.id
      join claim_check c on c.attempt_id = a.id join module m on m.id = r.module_id
    where n.cohort_id = ${cohortId}::uuid and n.status = 'booked' and c.assurance = 'C0'
      and not exists (select 1 from claim_decision d where d.attempt_id = a.id and (d.doubts = c.doubts or d.decision = 'rejected'))
    order by c.checked_at, c.attempt_id limit 500`;

/** The rule of every self-paced module of the core, or of one. */
async function readRules(db: ActorDb, cohort: CohortRecord, moduleId: string | null = null) {
  const modules = await db.$queryRaw<ModuleRule[]>`
    select m.id, m.title, m.document -> 'attempts' as "ofCurriculum", k.policy as "ofCohort"
    from module m left join lateral (
      select case when p.counts is not null then jsonb_build_object('limit', p.attempt_limit, 'counts', p.counts, 'next', p.next_attempt) end as policy
      from attempt_policy p where p.module_id = m.id and p.cohort_id = ${cohort.id}::uuid order by p.set_at desc, p.id desc limit 1) k on true
    where m.curriculum_version_id = ${cohort.curriculumVersionId}::uuid and m.kind = 'self_paced' and m.overlay_id is null
      and (${moduleId}::uuid is null or m.id = ${moduleId}::uuid)
    order by m.position, m.id`;
  return modules.map((module) => ({
    ...module,
    ofCurriculum: module.ofCurriculum ?? DEFAULT_ATTEMPT_POLICY,
  }));
}

const frameOf = ({ id, code, title, zone }: CohortRecord) => ({ id, code, title, zone });

/** Throws not_found/{unknown_cohort, unknown_module}, forbidden/not_your_academy. */
export function getAttemptPolicy(
  actor: Actor,
  { cohortId, moduleId }: { cohortId: string; moduleId: string },
  now = new Date(),
) {
  return withActor(actor, async (db, fresh) => {
    const cohort = await getCohort(db, cohortId, now);
    if (!canManageAcademy(fresh, cohort)) throw forbidden("not_your_academy");
    const [module] = await readRules(db, cohort, moduleId);
    if (!module) throw notFound("unknown_module");
    return { cohort: frameOf(cohort), module };
  });
}

/** Throws not_found/unknown_cohort, forbidden/not_teaching. */
export function getCohortAttempts(actor: Actor, cohortId: string, now = new Date()) {
  return withActor(actor, async (db, fresh) => {
    const cohort = await getTaughtCohort(db, fresh, cohortId, now);
    const modules = await readRules(db, cohort);
    const requests = await db.$queryRaw<WaitingRequest[]>`
      select q.id, n.id as "nominationId", r.module_id as "moduleId", n.full_name as "fullName", n.country, m.title as module, q.reason,
        q.requested_at as "requestedAt"
      from nomination n join registration r on r.enrolment_id = n.enrolment_id join attempt_request q on q.registration_id = r.id
        join module m on m.id = r.module_id
      where n.cohort_id = ${cohortId}::uuid and n.status = 'booked' and q.decided_at is null order by q.requested_at, q.id`;
    return {
      cohort: { ...frameOf(cohort), pages: cohortPages(fresh, cohort) },
      ...{ modules, requests },
      claims: await readOpenClaims(db, cohortId),
      mayManage: canManageAcademy(fresh, cohort),
    };
  });
}

type PersonModule = {
  fullName: string;
  title: string;
  registrationId: string | null;
  scores: boolean;
};

/** Throws not_found/{unknown_cohort, unknown_nomination}, forbidden/not_academy_staff. Six statements. */
export function getPersonModule(
  actor: Actor,
  {
    cohortId,
    nominationId,
    moduleId,
  }: { cohortId: string; nominationId: string; moduleId: string },
  now = new Date(),
) {
  return withActor(actor, async (db, fresh) => {
    const cohort = await getCohort(db, cohortId, now);
    if (!canSeeRoster(fresh, cohort)) throw forbidden("not_academy_staff");
    const [found] = await db.$queryRaw<PersonModule[]>`
      select n.full_name as "fullName", m.title,
        (select r.id from registration r where r.enrolment_id = n.enrolment_id and r.module_id = m.id and r.ended_at is null) as "registrationId",
        exists (select 1 from disclosure d where d.person_id = n.person_id and d.organisation_id = n.organisation_id and 'scores' = any (d.fields)
          and d.until_on >= current_date) as scores
      from nomination n join module m on m.id = ${moduleId}::uuid and m.curriculum_version_id = ${cohort.curriculumVersionId}::uuid
      where n.id = ${nominationId}::uuid and n.cohort_id = ${cohortId}::uuid and n.status = 'booked'`;
    if (!found) throw notFound("unknown_nomination");
    const view = found.registrationId ? await readAttempts(db, found.registrationId) : null;
    return {
      cohort: { ...frameOf(cohort), pages: cohortPages(fresh, cohort) },
      ...{ nominationId, moduleId },
      ...{ fullName: found.fullName, title: found.title, scores: found.scores },
      ...{ view, mayTeach: canTeach(fresh, cohort) },
    };
  });
}
