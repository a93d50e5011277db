/** For the worker: an assessor learns that an academy assigned them to mark, or that it ended that. Numbers, not names: mail is read at home. */
import { writeMessage } from "~/domain/notifications/commands/write-message.server";
import { type ActorDb, withCohortJob } from "~/platform/db/doors.server";

export type AssignmentChange = {
  cohortId: string;
  assessorId: string;
  assignmentIds: string[];
  ended: boolean;
};

/** Says what is still so: nothing of an assignment that ended meanwhile, or of an end after which they were assigned again. */
export const tellAssessor = (outboxId: string, change: AssignmentChange): Promise<void> =>
  withCohortJob(outboxId, async (db) => {
    const row = await assignments(db, change);
    if (!row) return;
    const { cohort, academy, everybody, count } = row;
    const learners = everybody
      ? { key: "practicals:mail.everybody" }
      : { key: "practicals:mail.learners", count };
    await writeMessage(db, {
      ...{ personId: change.assessorId, cause: outboxId },
      kind: change.ended ? "assessor-unassigned" : "assessor-assigned",
      values: { cohort, academy, learners, link: "/academy/practicals" },
    });
  });

type Row = { cohort: string; academy: string; everybody: boolean; count: number };

async function assignments(
  db: ActorDb,
  { cohortId, assignmentIds, ended }: AssignmentChange,
): Promise<Row | undefined> {
  const [row] = await db.$queryRaw<Row[]>`
    select c.title as cohort, o.name as academy, bool_or(a.nomination_id is null) as everybody, count(*)::int as count
    from assessor_assignment a join cohort c on c.id = a.cohort_id join organisation o on o.id = c.organisation_id
    where a.cohort_id = ${cohortId}::uuid and a.id = any (${assignmentIds}::uuid[]) and (a.ended_at is not null) = ${ended}
      and not (${ended} and exists (select 1 from assessor_assignment b where b.cohort_id = a.cohort_id and b.assessor_id = a.assessor_id
        and b.nomination_id is not distinct from a.nomination_id and b.ended_at is null))
    group by c.title, o.name`;
  return row;
}
