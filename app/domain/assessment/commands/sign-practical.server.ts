/** Signing a practical. A signature is never changed: what was wrong is corrected by a new one that says why. */
import type { Actor } from "~/domain/kernel/actor";
import { type Clock, systemClock } from "~/domain/kernel/clock";
import { compareDays, dateOf, day, today } from "~/domain/kernel/days";
import { conflict, forbidden, invalid } from "~/domain/kernel/errors";
import { completeModule } from "~/domain/learning/commands.server";
import { type ActorDb, enqueue, recordAudit, withActor } from "~/platform/db/doors.server";
import type { MarkingForm } from "../input.server";
import { practicalCorrected, practicalPassed } from "../jobs";
import { lockPractical } from "../locks.server";
import { canMark } from "../policy";
import {
  type Candidate,
  getCandidate,
  getRubric,
  listSigned,
  type PracticalRef,
  type SignedPractical,
  standingOf,
} from "../practical.server";
import { assertMarked, type Judgement, judge } from "../rubric";

export type SignatureInput = PracticalRef & MarkingForm;

/**
 * Signs with the marks given; on a pass the module is complete. The same form sent twice signs once. Throws
 * not_found/unknown_practical, forbidden/may_not_mark, conflict with modules_incomplete, already_passed or already_corrected,
 * and invalid with the field that is missing.
 */
export function signPractical(
  actor: Actor,
  input: SignatureInput,
  clock: Clock = systemClock,
): Promise<Judgement> {
  return withActor(actor, async (db, fresh) => {
    const { candidate, judgement, signed } = await considerMarks(db, fresh, input, clock.now());
    if (signed.some((assessment) => assessment.id === input.assessmentId)) return judgement;
    assertSignable(input, signed);
    await record(db, fresh, candidate, input, judgement, clock.now());
    await tell(db, candidate, input, judgement, signed);
    return judgement;
  });
}

/** What signing these marks would say, without signing. Throws as signPractical does. */
export function previewPractical(
  actor: Actor,
  input: SignatureInput,
  clock: Clock = systemClock,
): Promise<Judgement> {
  return withActor(actor, async (db, fresh) => {
    const { judgement, signed } = await considerMarks(db, fresh, input, clock.now());
    assertSignable(input, signed);
    return judgement;
  });
}

async function considerMarks(db: ActorDb, actor: Actor, input: SignatureInput, now: Date) {
  const candidate = await getCandidate(db, input);
  if (!canMark(actor, candidate)) throw forbidden("may_not_mark");
  await lockPractical(db, input.enrolmentId, input.moduleId);
  if (candidate.missing > 0) throw conflict("modules_incomplete", { missing: candidate.missing });
  const rubric = await getRubric(db, input.moduleId);
  assertObserved(input.observedOn, candidate.zone, now);
  assertMarked(rubric, input.marks);
  const signed = await listSigned(db, input);
  return { candidate, judgement: judge(rubric, input.marks), signed };
}

function assertObserved(observedOn: string, zone: string, now: Date): void {
  if (compareDays(day(observedOn), today(zone, now)) <= 0) return;
  throw invalid("observed_in_future", { field: "observedOn" });
}

function assertSignable(input: SignatureInput, signed: readonly SignedPractical[]): void {
  const standing = standingOf(signed);
  if (input.correctsId) {
    if (standing?.id !== input.correctsId) throw conflict("already_corrected");
    if (input.reason.length < 3) throw invalid("reason_missing", { field: "reason" });
  } else if (standing?.outcome === "passed") throw conflict("already_passed");
}

async function record(
  db: ActorDb,
  assessor: Actor,
  candidate: Candidate,
  input: SignatureInput,
  { outcome }: Judgement,
  now: Date,
): Promise<void> {
  const { personId, country, branch, enrolmentId, moduleId } = candidate;
  const id = input.assessmentId;
  await db.practicalAssessment.create({
    data: {
      ...{ id, enrolmentId, moduleId, personId, country, branch, outcome },
      assessorId: assessor.personId,
      observedOn: dateOf(day(input.observedOn)),
      signedAt: now,
      correctsId: input.correctsId,
      correctionReason: input.correctsId ? input.reason : null,
    },
  });
  await db.practicalMark.createMany({
    data: input.marks.map(({ criterion, mark, note }) => ({
      ...{ practicalAssessmentId: id, personId, country, branch },
      ...{ criterionKey: criterion, mark, note },
    })),
  });
}

async function tell(
  db: ActorDb,
  { enrolmentId, moduleId, country, personId }: Candidate,
  input: SignatureInput,
  { outcome }: Judgement,
  signed: readonly SignedPractical[],
): Promise<void> {
  const details = { moduleId, correctsId: input.correctsId };
  await recordAudit(db, {
    action: `practical.${outcome}`,
    subjectKind: "practical_assessment",
    subjectId: input.assessmentId,
    country,
    details,
  });
  const payload = { practicalAssessmentId: input.assessmentId, enrolmentId };
  if (outcome === "passed") {
    await completeModule(db, { enrolmentId, moduleId, cause: "practical_passed" });
    await enqueue(db, { topic: practicalPassed, payload, country, personId });
  } else if (standingOf(signed)?.outcome === "passed") {
    await takeBack(db, { enrolmentId, moduleId, country });
    await enqueue(db, { topic: practicalCorrected, payload, country, personId });
  }
}

/** The module is not complete any more; an award that rested on it is for certification's staff to revoke. */
async function takeBack(
  db: ActorDb,
  { enrolmentId, moduleId, country }: PracticalRef & { country: string },
): Promise<void> {
  await db.$executeRaw`select app.withdraw_practical_completion(${enrolmentId}::uuid, ${moduleId}::uuid)`;
  await recordAudit(db, {
    action: "module.completion-withdrawn",
    subjectKind: "enrolment",
    subjectId: enrolmentId,
    country,
    details: { moduleId, cause: "practical_corrected" },
  });
}
