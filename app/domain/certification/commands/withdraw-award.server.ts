/** Withdrawing an award whose ground was corrected: the practical, the attendance or the lesson it rested on. A decision of a person is `revokeAward`. */
import { refreshHoldings } from "~/domain/capacity/commands.server";
import { dateOf, today } from "~/domain/kernel/days";
import { type ActorDb, enqueue, recordAudit, withJob } from "~/platform/db/doors.server";
import { awardWithdrawn } from "../jobs";

export type Correction =
  | { practicalAssessmentId: string; enrolmentId: string }
  | { attendanceId: string; enrolmentId: string; moduleId: string }
  | { attemptId: string; enrolmentId: string; moduleId: string };

/** For the worker: the award that rested on what was corrected is withdrawn from that day on. */
export const withdrawAwardAfter = (
  outboxId: string,
  correction: Correction,
  now: Date,
): Promise<void> => withJob(outboxId, (db) => withdrawAward(db, correction, now));

type Resting = {
  awardId: string;
  personId: string;
  country: string;
  branch: string;
  zone: string;
  certification: string;
  number: string;
};
/** Who made the correction, and of which module. */
type Ground = {
  moduleId: string;
  recordedBy: string;
  cause: "practical_corrected" | "attendance_corrected" | "claim_rejected";
  reason: string;
  details: Record<string, string>;
};

/** Does nothing when the module is complete again meanwhile, or the award is withdrawn already. */
async function withdrawAward(db: ActorDb, correction: Correction, now: Date): Promise<void> {
  const { enrolmentId } = correction;
  await db.$executeRaw`select 1 from enrolment where id = ${enrolmentId}::uuid for update`;
  const ground = await groundOf(db, correction);
  if (!ground) return;
  const [resting] = await db.$queryRaw<Resting[]>`
    select a.id as "awardId", a.person_id as "personId", a.country, a.branch, n.zone, s.name as certification, a.number
    from award a join country n on n.iso2 = a.country join certification s on s.key = a.certification_key
    where a.enrolment_id = ${enrolmentId}::uuid
      and not exists (select 1 from award_revocation r where r.award_id = a.id)
      and exists (select 1 from module m where m.id = ${ground.moduleId}::uuid and m.required)
      and not exists (select 1 from module_completion c where c.enrolment_id = a.enrolment_id and c.module_id = ${ground.moduleId}::uuid)`;
  if (resting) await withdraw(db, resting, ground, now);
}

async function groundOf(db: ActorDb, correction: Correction): Promise<Ground | null> {
  if ("attendanceId" in correction) {
    const { attendanceId, moduleId } = correction;
    const [mark] = await db.$queryRaw<{ recordedBy: string }[]>`
      select marked_by as "recordedBy" from attendance where id = ${attendanceId}::uuid and corrects_id is not null and marked_by is not null`;
    const reason = "The attendance it rested on was corrected.";
    const cause = "attendance_corrected";
    return mark ? { ...mark, moduleId, cause, reason, details: { attendanceId } } : null;
  }
  if ("attemptId" in correction) {
    const { attemptId, moduleId } = correction;
    const [rejected] = await db.$queryRaw<{ recordedBy: string }[]>`
      select decided_by as "recordedBy" from claim_decision where attempt_id = ${attemptId}::uuid and decision = 'rejected' limit 1`;
    const reason = "The result of a lesson it rested on was not accepted.";
    const cause = "claim_rejected";
    return rejected ? { ...rejected, moduleId, cause, reason, details: { attemptId } } : null;
  }
  const { practicalAssessmentId, enrolmentId } = correction;
  const [signed] = await db.$queryRaw<{ recordedBy: string; moduleId: string }[]>`
    select assessor_id as "recordedBy", module_id as "moduleId" from practical_assessment
    where id = ${practicalAssessmentId}::uuid and enrolment_id = ${enrolmentId}::uuid`;
  const reason = "The practical it rested on was corrected.";
  const cause = "practical_corrected";
  return signed ? { ...signed, cause, reason, details: { practicalAssessmentId } } : null;
}

async function withdraw(
  db: ActorDb,
  { awardId, personId, country, branch, zone, certification, number }: Resting,
  { cause, reason, recordedBy, details }: Ground,
  now: Date,
): Promise<void> {
  const effectiveOn = dateOf(today(zone, now));
  await db.awardRevocation.create({
    data: { awardId, personId, country, branch, effectiveOn, cause, recordedBy, reason },
  });
  await refreshHoldings(db, personId, "award-revoked");
  await recordAudit(db, {
    action: "award.revoked",
    subjectKind: "award",
    subjectId: awardId,
    country,
    details: { cause, ...details },
  });
  const payload = { personId, certification, number };
  await enqueue(db, { topic: awardWithdrawn, payload, country, personId });
}
