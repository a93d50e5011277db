/** A learner's own sitting as it stands. What is somebody else's is not found, whatever else the actor may see. */
import { notFound } from "~/domain/kernel/errors";
import type { ActorDb } from "~/platform/db/doors.server";
import type { Subject } from "./schema";
import type { SittingTimes } from "./timing";

export type OwnSitting = Subject &
  SittingTimes & {
    id: string;
    enrolmentId: string;
    moduleId: string;
    locale: string;
    passPercent: number;
    passed: boolean | null;
    closing: string | null;
    title: string;
    zone: string;
    total: number;
    answered: number;
  };

/** Throws not_found/unknown_sitting. */
export async function getOwnSitting(
  db: ActorDb,
  personId: string,
  sittingId: string,
): Promise<OwnSitting> {
  const [row] = await db.$queryRaw<OwnSitting[]>`
    select s.id, s.enrolment_id as "enrolmentId", s.module_id as "moduleId", s.person_id as "personId", s.country, s.branch,
           s.locale, s.pass_percent as "passPercent", s.started_at as "startedAt", s.deadline_at as "deadlineAt",
           s.submitted_at as "submittedAt", s.passed, s.closing, m.title, c.zone,
           (select count(*) from sitting_item i where i.sitting_id = s.id)::int as total,
           (select count(distinct a.position) from sitting_answer a where a.sitting_id = s.id)::int as answered
    from sitting s join module m on m.id = s.module_id join country c on c.iso2 = s.country
    where s.id = ${sittingId}::uuid and s.person_id = ${personId}::uuid`;
  if (!row) throw notFound("unknown_sitting");
  return row;
}

/** The id of the person's sitting of this exam that is not closed yet, if any. */
export async function findOpenSitting(
  db: ActorDb,
  personId: string,
  moduleId: string,
): Promise<string | null> {
  const found = await db.sitting.findFirst({
    where: { personId, moduleId, submittedAt: null },
    select: { id: true },
  });
  return found?.id ?? null;
}
