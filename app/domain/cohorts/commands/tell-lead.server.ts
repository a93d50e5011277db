/** For the worker: whoever leads the sessions of a cohort learns that two assessors of one of its learners differ. */
import { writeMessage } from "~/domain/notifications/commands/write-message.server";
import { type ActorDb, enqueue, withCohortJob, withJob } from "~/platform/db/doors.server";
import { disputeInCohort } from "../jobs";

type Disputed = { practicalAssessmentId: string; moduleId: string };
type Told = Disputed & { cohortId: string; personId: string };

/** Leaves one piece of work per lead trainer of the cohorts in which the learner has a seat. */
export const spreadDispute = (
  outboxId: string,
  { enrolmentId, ...disputed }: Disputed & { enrolmentId: string },
): Promise<void> =>
  withJob(outboxId, async (db) => {
    const leads = await db.$queryRaw<{ cohortId: string; personId: string; country: string }[]>`
      select distinct n.cohort_id as "cohortId", t.person_id as "personId", t.country
      from nomination n join cohort_session s on s.cohort_id = n.cohort_id and s.cancelled_at is null
        join session_trainer t on t.session_id = s.id and t.role = 'lead'
      where n.enrolment_id = ${enrolmentId}::uuid and n.status = 'booked'`;
    for (const { cohortId, personId, country } of leads) {
      const payload = { ...disputed, cohortId, personId };
      await enqueue(db, { topic: disputeInCohort, payload, country, personId });
    }
  });

/** Once per dispute and cohort; nothing to a lead trainer who may decide: they were asked to. */
export const tellLead = (outboxId: string, told: Told): Promise<void> =>
  withCohortJob(outboxId, async (db) => {
    const row = await wordsFor(db, told);
    if (!row || row.decides) return;
    const { cohort, practical } = row;
    const { personId, cohortId, practicalAssessmentId } = told;
    await writeMessage(db, {
      ...{ personId, cause: `${practicalAssessmentId} ${cohortId}`, kind: "cohort-disputed" },
      values: { cohort, practical, link: `/academy/cohorts/${cohortId}/progress` },
    });
  });

type Row = { cohort: string; practical: string; decides: boolean };

async function wordsFor(
  db: ActorDb,
  { cohortId, moduleId, personId }: Told,
): Promise<Row | undefined> {
  const [row] = await db.$queryRaw<Row[]>`
    select c.title as cohort, m.title as practical, exists (select 1 from role_grant g where g.person_id = ${personId}::uuid
        and g.organisation_id = c.organisation_id and g.role in ('assessor', 'academy_manager')
        and not exists (select 1 from role_grant_end e where e.grant_id = g.id)) as decides
    from cohort c join module m on m.id = ${moduleId}::uuid where c.id = ${cohortId}::uuid`;
  return row;
}
