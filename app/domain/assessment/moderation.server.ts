/** Two assessors differ: who is asked to be the third, and that others hear of it. Words are for the worker. */
import { type ActorDb, enqueue } from "~/platform/db/doors.server";
import { moderationWanted, practicalDisputed } from "./jobs";
import type { Candidate } from "./practical.server";

type StaffRow = { personId: string; manages: boolean };

/**
 * Leaves one piece of work per assessor or manager of the signer's academies who may decide; where a third assessor was assigned,
 * for those assigned and the managers. Whether each still may is asked again when they are told.
 */
export async function askThirdPersons(
  db: ActorDb,
  { enrolmentId, moduleId, personId: learnerId, country, disclosedTo, assigned }: Candidate,
  practicalAssessmentId: string,
  signers: readonly string[],
): Promise<void> {
  const third = (assigned ?? []).filter((id) => !signers.includes(id));
  for (const { personId, manages } of await listStaff(db, disclosedTo)) {
    if (personId === learnerId || signers.includes(personId)) continue;
    if (third.length > 0 && !manages && !third.includes(personId)) continue;
    const payload = { personId, enrolmentId, moduleId };
    await enqueue(db, { topic: moderationWanted, payload, country, personId });
  }
  const payload = { practicalAssessmentId, enrolmentId, moduleId };
  await enqueue(db, { topic: practicalDisputed, payload, country, personId: learnerId });
}

const listStaff = (db: ActorDb, organisationIds: readonly string[]) => db.$queryRaw<StaffRow[]>`
  select g.person_id as "personId", bool_or(g.role = 'academy_manager') as manages from role_grant g
  where g.organisation_id = any (${[...organisationIds]}::uuid[]) and g.role in ('assessor', 'academy_manager')
    and not exists (select 1 from role_grant_end e where e.grant_id = g.id)
  group by g.person_id`;
