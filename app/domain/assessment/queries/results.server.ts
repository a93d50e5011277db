/** Exams and practicals of many people: a question that areas above ask in their own transaction. Scores only where they are disclosed. */
import type { ActorDb } from "~/platform/db/doors.server";

export type ModuleResult = {
  enrolmentId: string;
  moduleId: string;
  kind: "exam" | "practical";
  passed: boolean;
  /** Closed exams that were failed. */
  failedTries: number;
  /** Best exam in percent; null: not disclosed, or a practical. */
  percent: number | null;
  at: Date;
};

/** At most one per enrolment and module: the exam at its best, the practical as it stands. One statement. */
export const listResults = (
  db: ActorDb,
  enrolmentIds: readonly string[],
): Promise<ModuleResult[]> => db.$queryRaw<ModuleResult[]>`
    select s.enrolment_id as "enrolmentId", s.module_id as "moduleId", 'exam' as kind, bool_or(s.passed) as passed,
      (count(*) filter (where not s.passed))::int as "failedTries", max(round(100.0 * r.score / nullif(r.max_score, 0)))::int as percent,
      max(s.submitted_at) as at
    from sitting s left join sitting_result r on r.sitting_id = s.id
    where s.enrolment_id = any (${enrolmentIds}::uuid[]) and s.submitted_at is not null group by 1, 2
    union all
    select * from (select distinct on (a.enrolment_id, a.module_id) a.enrolment_id, a.module_id, 'practical', a.outcome = 'passed', 0, null::int, a.signed_at
      from practical_assessment a where a.enrolment_id = any (${enrolmentIds}::uuid[])
        and not exists (select 1 from practical_assessment n where n.corrects_id = a.id)
      order by a.enrolment_id, a.module_id, a.signed_at desc, a.id desc) p`;
