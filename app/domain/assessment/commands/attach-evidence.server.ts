/** Attaching photos and files to a signature, before it is signed or, with a note, afterwards. */
import type { Actor } from "~/domain/kernel/actor";
import { type Clock, systemClock } from "~/domain/kernel/clock";
import { conflict, forbidden, invalid, notFound } from "~/domain/kernel/errors";
import { newId } from "~/domain/kernel/ids";
import { type ActorDb, recordAudit, withActor } from "~/platform/db/doors.server";
import { type ReceivedFile, type StoredEvidence, storeEvidence } from "../evidence.server";
import { lockPractical } from "../locks.server";
import { whyNotModerate } from "../policy";
import { type Candidate, getCandidate, type PracticalRef } from "../practical.server";
import { EVIDENCE_FILES } from "../schema";

export type EvidenceInput = PracticalRef & {
  assessmentId: string;
  files: readonly ReceivedFile[];
  note: string;
};

/**
 * Keeps the files with the draft or the signature `assessmentId`; the same file twice is one. Nothing is kept of a set in
 * which one file is refused. Throws not_found/unknown_practical, forbidden with may_not_mark, direct_report or
 * not_your_signature, and invalid with evidence_type, evidence_too_large, evidence_empty, evidence_too_many or note_missing.
 */
export async function attachEvidence(
  actor: Actor,
  input: EvidenceInput,
  clock: Clock = systemClock,
): Promise<void> {
  if (input.files.length === 0) return;
  await withActor(actor, async (db, fresh) => assertMayAttach(db, fresh, input));
  const stored: StoredEvidence[] = [];
  for (const file of input.files) stored.push(await storeEvidence(file));
  await withActor(actor, async (db, fresh) => {
    const candidate = await assertMayAttach(db, fresh, input);
    await keep(db, fresh, candidate, input, stored, clock.now());
  });
}

async function assertMayAttach(
  db: ActorDb,
  actor: Actor,
  input: EvidenceInput,
): Promise<Candidate> {
  const candidate = await getCandidate(db, input);
  const obstacle = whyNotModerate(actor, candidate, []);
  if (obstacle) throw forbidden(obstacle);
  const [target] = await db.$queryRaw<{ mayAttach: boolean; signed: boolean; files: number }[]>`
    select app.may_attach(${input.assessmentId}::uuid, ${input.enrolmentId}::uuid, ${input.moduleId}::uuid, ${candidate.personId}::uuid) as "mayAttach",
      exists (select 1 from practical_assessment p where p.id = ${input.assessmentId}::uuid) as signed,
      (select count(*)::int from practical_evidence e where e.practical_assessment_id = ${input.assessmentId}::uuid and e.removed_at is null) as files`;
  if (!target?.mayAttach) throw forbidden("not_your_signature");
  if (target.signed && input.note.length < 3) {
    throw invalid("evidence_note_missing", { field: "evidenceNote" });
  }
  if (target.files + input.files.length > EVIDENCE_FILES) {
    throw invalid("evidence_too_many", { field: "evidence", most: EVIDENCE_FILES });
  }
  return candidate;
}

async function keep(
  db: ActorDb,
  actor: Actor,
  { personId, country, branch }: Candidate,
  input: EvidenceInput,
  stored: readonly StoredEvidence[],
  now: Date,
): Promise<void> {
  const { enrolmentId, moduleId, assessmentId: practicalAssessmentId, note } = input;
  await lockPractical(db, enrolmentId, moduleId);
  const { count } = await db.practicalEvidence.createMany({
    data: stored.map((file) => ({
      ...{ id: newId(), practicalAssessmentId, enrolmentId, moduleId, personId, country, branch },
      ...{ ...file, note, uploadedBy: actor.personId, uploadedAt: now },
    })),
    skipDuplicates: true,
  });
  const kept = await db.practicalEvidence.count({
    where: { practicalAssessmentId, removedAt: null },
  });
  if (kept > EVIDENCE_FILES) throw conflict("evidence_too_many", { most: EVIDENCE_FILES });
  await recordAudit(db, {
    action: "practical.evidence-attached",
    subjectKind: "practical_assessment",
    subjectId: practicalAssessmentId,
    country,
    details: { files: count },
  });
}

/** Takes a file back from a draft; what hangs on a signature stays. Throws not_found/unknown_evidence. */
export function removeEvidence(
  actor: Actor,
  evidenceId: string,
  clock: Clock = systemClock,
): Promise<PracticalRef> {
  return withActor(actor, async (db) => {
    const [removed] = await db.$queryRaw<PracticalRef[]>`
      update practical_evidence set removed_at = ${clock.now()} where id = ${evidenceId}::uuid and removed_at is null
      returning enrolment_id as "enrolmentId", module_id as "moduleId"`;
    if (!removed) throw notFound("unknown_evidence");
    return removed;
  });
}
