/** A cohort's learners, the academy's assessors and who was assigned, as the commands and the page need them. */
import type { ActorDb } from "~/platform/db/doors.server";
import type { Learner } from "./assessors";

export type Assessor = { personId: string; fullName: string };
export type NamedLearner = Learner & { fullName: string; country: string };
export type Assignment = {
  id: string;
  assessorId: string;
  nominationId: string | null;
  name: string;
};

export const listAssessors = (db: ActorDb, organisationId: string) => db.$queryRaw<Assessor[]>`
  select person_id as "personId", full_name as "fullName" from app.academy_assessors(${organisationId}::uuid) order by full_name`;

/** Everybody with a seat. */
export const listLearners = (db: ActorDb, cohortId: string) => db.$queryRaw<NamedLearner[]>`
  select n.id as "nominationId", n.person_id as "personId", n.full_name as "fullName", n.country,
    array(select g.supervisor_id from posting g where g.person_id = n.person_id and g.supervisor_id is not null
      and g.starts_on <= current_date and (g.ends_on is null or g.ends_on >= current_date)) as supervisors
  from nomination n where n.cohort_id = ${cohortId}::uuid and n.status = 'booked' order by n.sort_name, n.id`;

export const listAssignments = (db: ActorDb, cohortId: string) => db.$queryRaw<Assignment[]>`
  select id, assessor_id as "assessorId", nomination_id as "nominationId", name from assessor_assignment
  where cohort_id = ${cohortId}::uuid and ended_at is null order by assigned_at, id`;
