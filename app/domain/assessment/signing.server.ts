/** What a signature would be for, and everything that stands in its way. Asked again inside the lock when it is signed. */
import type { Actor } from "~/domain/kernel/actor";
import { compareDays, day, today } from "~/domain/kernel/days";
import { conflict, forbidden, invalid } from "~/domain/kernel/errors";
import type { ActorDb } from "~/platform/db/doors.server";
import { type Decision, decide, roundOfNext, signersOf } from "./decision";
import type { MarkingForm } from "./input.server";
import { lockPractical } from "./locks.server";
import { whyNotMark, whyNotModerate } from "./policy";
import {
  type Candidate,
  getCandidate,
  getRubric,
  listSignatures,
  type PracticalRef,
  type SignatureLine,
} from "./practical.server";
import { assertMarked, type Judgement, judge } from "./rubric";
import type { Obstacle, Part } from "./schema";

/** `part` says for which part the marks were given, where the caller knows; `waiver` why the evaluator signs alone. */
export type SignatureInput = PracticalRef &
  Omit<MarkingForm, "part" | "waiver"> & { part?: Part; waiver?: string };

/** What is signed: its part and round, and the reasons kept beside it. */
export type Signing = { part: Part; round: number; waiverReason: string | null };
export type Considered = {
  candidate: Candidate;
  judgement: Judgement;
  lines: SignatureLine[];
  before: Decision;
  /** Null when this very form was signed before. */
  signing: Signing | null;
};

/** Everything signPractical may throw, thrown here. Takes the practical's turn until the transaction ends. */
export async function consider(
  db: ActorDb,
  actor: Actor,
  input: SignatureInput,
  now: Date,
): Promise<Considered> {
  const candidate = await getCandidate(db, input);
  await lockPractical(db, input.enrolmentId, input.moduleId);
  const lines = await listSignatures(db, input);
  const before = decide(lines, candidate.assessors);
  const corrected = lines.find((line) => line.id === input.correctsId);
  const part = corrected?.part ?? before.next ?? "sole";
  assertMaySign(actor, candidate, part, signersOf(lines, before), Boolean(corrected));
  if (candidate.missing > 0) throw conflict("modules_incomplete", { missing: candidate.missing });
  const rubric = await getRubric(db, input.moduleId);
  assertObserved(input.observedOn, candidate.zone, now);
  assertMarked(rubric, input.marks);
  const judgement = judge(rubric, input.marks);
  const again = lines.some((line) => line.id === input.assessmentId);
  const signing = again ? null : signingOf(actor, input, before, lines, candidate.assessors);
  return { candidate, judgement, lines, before, signing };
}

function assertMaySign(
  actor: Actor,
  candidate: Candidate,
  part: Part,
  signers: readonly string[],
  isCorrection: boolean,
): void {
  const obstacle = obstacleTo(actor, candidate, part, isCorrection ? [] : signers);
  if (obstacle) throw forbidden(obstacle);
}

/** Why the actor may not sign this part; null when they may. */
export const obstacleTo = (
  actor: Actor,
  candidate: Candidate,
  part: Part,
  signers: readonly string[],
): Obstacle | null =>
  part === "moderation" ? whyNotModerate(actor, candidate, signers) : whyNotMark(actor, candidate);

function assertObserved(observedOn: string, zone: string, now: Date): void {
  if (compareDays(day(observedOn), today(zone, now)) <= 0) return;
  throw invalid("observed_in_future", { field: "observedOn" });
}

function signingOf(
  actor: Actor,
  input: SignatureInput,
  before: Decision,
  lines: readonly SignatureLine[],
  assessors: 1 | 2,
): Signing {
  if (input.correctsId) return correctionOf(actor, input, before, lines, assessors);
  const { next: part } = before;
  if (!part) throw conflict("already_passed");
  if (input.part && input.part !== part) throw conflict("part_signed");
  if (part === "moderation" && input.reason.length < 3) {
    throw invalid("moderation_reason_missing", { field: "reason" });
  }
  const round = roundOfNext(before);
  return {
    part,
    round,
    waiverReason: part === "final" ? waiverOf(actor, input, lines, round) : null,
  };
}

/** The evaluator signs the final mark only with a reason; anybody else needs none. */
function waiverOf(
  actor: Actor,
  input: SignatureInput,
  lines: readonly SignatureLine[],
  round: number,
): string | null {
  const evaluated = lines.some(
    (line) => line.round === round && line.assessorId === actor.personId,
  );
  if (!evaluated) return null;
  const waiver = input.waiver ?? "";
  if (waiver.length < 3) throw invalid("waiver_missing", { field: "waiver" });
  return waiver;
}

function correctionOf(
  actor: Actor,
  input: SignatureInput,
  before: Decision,
  lines: readonly SignatureLine[],
  assessors: 1 | 2,
): Signing {
  const live = lines.filter((line) => !line.corrected && line.round === before.round);
  const corrected =
    assessors === 1
      ? live.find(({ id }) => id === before.decidedBy)
      : live.find(({ id }) => id === input.correctsId);
  if (!corrected || corrected.id !== input.correctsId) throw conflict("already_corrected");
  if (assessors === 2 && corrected.assessorId !== actor.personId) {
    throw forbidden("not_your_signature");
  }
  const moderated = live.some((line) => line.part === "moderation");
  if (moderated && corrected.part !== "moderation") throw conflict("moderated");
  if (input.reason.length < 3) throw invalid("reason_missing", { field: "reason" });
  return { part: corrected.part, round: corrected.round, waiverReason: null };
}
