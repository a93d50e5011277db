/** Signing a practical. A signature is never changed: what was wrong is corrected by a new one that says why. */
import type { Actor } from "~/domain/kernel/actor";
import { type Clock, systemClock } from "~/domain/kernel/clock";
import { dateOf, day } from "~/domain/kernel/days";
import { completeModule } from "~/domain/learning/commands.server";
import { type ActorDb, enqueue, recordAudit, withActor } from "~/platform/db/doors.server";
import { decide, signersOf } from "../decision";
import { practicalCorrected, practicalPassed } from "../jobs";
import { askThirdPersons } from "../moderation.server";
import { listSignatures, type PracticalRef } from "../practical.server";
import type { Judgement } from "../rubric";
import type { Part, PracticalState } from "../schema";
import { type Considered, consider, type SignatureInput, type Signing } from "../signing.server";

export type { SignatureInput };

/** What these marks say, and where the practical stands once they are signed. */
export type SignedJudgement = Judgement & { state: PracticalState };

/**
 * Signs with the marks given: as the only assessor, as one of two, or to decide between them. The module is complete once the
 * standing outcome is a pass. The same form sent twice signs once. Throws not_found/unknown_practical; forbidden with
 * may_not_mark, direct_report, not_assigned, moderator_signed or not_your_signature; conflict with modules_incomplete,
 * already_passed, part_signed, already_corrected or moderated; and invalid with the field that is missing.
 */
export function signPractical(
  actor: Actor,
  input: SignatureInput,
  clock: Clock = systemClock,
): Promise<SignedJudgement> {
  return withActor(actor, async (db, fresh) => {
    const considered = await consider(db, fresh, input, clock.now());
    const { signing, judgement, before } = considered;
    if (!signing) return { ...judgement, state: before.state };
    await record(db, fresh, considered, signing, input, clock.now());
    return { ...judgement, state: await settle(db, considered, signing, input) };
  });
}

/** What signing these marks would say, without signing. Throws as signPractical does. */
export function previewPractical(
  actor: Actor,
  input: SignatureInput,
  clock: Clock = systemClock,
): Promise<Judgement> {
  return withActor(
    actor,
    async (db, fresh) => (await consider(db, fresh, input, clock.now())).judgement,
  );
}

async function record(
  db: ActorDb,
  assessor: Actor,
  { candidate, judgement: { outcome } }: Considered,
  signing: Signing,
  input: SignatureInput,
  now: Date,
): Promise<void> {
  const { personId, country, branch, enrolmentId, moduleId } = candidate;
  const { assessmentId: id, correctsId, reason } = input;
  await db.practicalAssessment.create({
    data: {
      ...{ id, enrolmentId, moduleId, personId, country, branch, outcome, correctsId, ...signing },
      assessorId: assessor.personId,
      observedOn: dateOf(day(input.observedOn)),
      signedAt: now,
      correctionReason: correctsId ? reason : null,
      moderationReason: signing.part === "moderation" && !correctsId ? reason : null,
    },
  });
  await db.practicalMark.createMany({
    data: input.marks.map(({ criterion, mark, note }) => ({
      ...{ practicalAssessmentId: id, personId, country, branch },
      ...{ criterionKey: criterion, mark, note },
    })),
  });
}

/** Looks at all signatures again and tells what follows from a new standing outcome. */
async function settle(
  db: ActorDb,
  { candidate, judgement, before }: Considered,
  signing: Signing,
  input: SignatureInput,
): Promise<PracticalState> {
  const { enrolmentId, moduleId, country, personId, assessors } = candidate;
  const lines = await listSignatures(db, input);
  const decision = decide(lines, assessors);
  const { state } = decision;
  const waived = signing.waiverReason !== null;
  if (signing.part === "sole") await audit(db, judgement.outcome, candidate, input);
  else {
    await audit(db, "signed", candidate, input, { part: signing.part, waived });
    if (state !== before.state && state !== "waiting") await audit(db, state, candidate, input);
  }
  if (state === "disputed" && before.state !== "disputed")
    await askThirdPersons(db, candidate, input.assessmentId, signersOf(lines, decision));
  const payload = { practicalAssessmentId: input.assessmentId, enrolmentId };
  if (state === "passed") {
    await completeModule(db, { enrolmentId, moduleId, cause: "practical_passed" });
    await enqueue(db, { topic: practicalPassed, payload, country, personId });
  } else if (before.state === "passed") {
    await takeBack(db, { enrolmentId, moduleId, country });
    await enqueue(db, { topic: practicalCorrected, payload, country, personId });
  }
  return state;
}

const audit = (
  db: ActorDb,
  what: "signed" | PracticalState,
  { country, moduleId }: { country: string; moduleId: string },
  input: SignatureInput,
  more: { part?: Part; waived?: boolean } = {},
) =>
  recordAudit(db, {
    action: `practical.${what}`,
    subjectKind: "practical_assessment",
    subjectId: input.assessmentId,
    country,
    details: { moduleId, correctsId: input.correctsId, ...more },
  });

/** The module is not complete any more; certification hears of it and withdraws an award that rested on it. */
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
