/** One practical as an assessor and as its learner see it. */
import type { Actor } from "~/domain/kernel/actor";
import { type Clock, systemClock } from "~/domain/kernel/clock";
import { type Day, dayOf, today } from "~/domain/kernel/days";
import { notFound } from "~/domain/kernel/errors";
import { newId } from "~/domain/kernel/ids";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { correctable, decide, roundOfNext, signedIn, signersOf } from "../decision";
import { type EvidenceView, listEvidence } from "../evidence.server";
import {
  type Candidate,
  getCandidate,
  getRubric,
  listSignatures,
  listSigned,
  type PracticalRef,
  type SignatureLine,
  type SignedPractical,
} from "../practical.server";
import type { Obstacle, Part, PracticalState, Rubric } from "../schema";
import { obstacleTo } from "../signing.server";

export type SignedView = Omit<SignedPractical, "observedOn"> & {
  observedOn: Day;
  /** Signed by whoever looks. */
  isOwn: boolean;
  evidence: EvidenceView[];
};

export type PracticalView = PracticalRef & {
  fullName: string;
  title: string;
  curriculum: string;
  zone: string;
  missing: number;
  today: Day;
  mayMark: boolean;
  rubric: Rubric;
  state: PracticalState;
  /** What this page would sign; null once the practical is passed. */
  part: Part | null;
  /** Why the actor may not sign it; null when they may. */
  obstacle: Obstacle | null;
  /** Who signed in this round before, without what they signed. */
  signers: { part: Part; assessor: string | null; signedAt: Date }[];
  /** The actor evaluated and would sign the final mark alone. */
  isEvaluator: boolean;
  /** The signature the actor may correct. */
  correctable: string | null;
  standing: SignedView | null;
  history: SignedView[];
  /** The id a signature from this page will carry; a draft that has files keeps its id. */
  assessmentId: string;
  /** Files of the draft. */
  draft: EvidenceView[];
};

/** One learner's practical, with its rubric and all that was signed. Throws not_found/unknown_practical. */
export function getPractical(
  actor: Actor,
  ref: PracticalRef,
  clock: Clock = systemClock,
): Promise<PracticalView> {
  return withActor(actor, async (db, fresh) => {
    const candidate = await getCandidate(db, ref);
    const lines = await listSignatures(db, ref);
    const evidence = await listEvidence(db, ref);
    const history = (await listSigned(db, ref)).map((signed) => viewOf(fresh, signed, evidence));
    const { fullName, title, curriculum, zone, missing } = candidate;
    return {
      ...{ ...ref, fullName, title, curriculum, zone, missing, history },
      ...signingView(fresh, candidate, lines),
      ...draftOf(evidence, lines, fresh.personId),
      today: today(zone, clock.now()),
      rubric: await getRubric(db, ref.moduleId),
      standing: standingOf(history, lines, candidate.assessors),
    };
  });
}

/** What the actor may do next, from who signed what. */
function signingView(actor: Actor, candidate: Candidate, lines: SignatureLine[]) {
  const decision = decide(lines, candidate.assessors);
  const signers = signersOf(lines, decision);
  const obstacle = obstacleTo(actor, candidate, decision.next ?? "sole", signers);
  const current = roundOfNext(decision) === decision.round ? signedIn(lines, decision) : [];
  return {
    obstacle,
    mayMark: obstacle === null,
    state: decision.state,
    part: decision.next,
    isEvaluator: decision.next === "final" && signers.includes(actor.personId),
    correctable: correctable(lines, decision, candidate.assessors, actor.personId),
    signers: current.map(({ part, assessor, signedAt }) => ({ part, assessor, signedAt })),
  };
}

/** The signature that decided; for one assessor, and until two agree, the newest that nothing corrects. */
function standingOf(
  history: SignedView[],
  lines: readonly SignatureLine[],
  assessors: 1 | 2,
): SignedView | null {
  const { decidedBy } = decide(lines, assessors);
  return history.find(({ id }) => id === decidedBy) ?? null;
}

/** Files that hang on no signature yet belong to the draft they were uploaded with. */
function draftOf(evidence: EvidenceView[], lines: SignatureLine[], personId: string) {
  const signed = new Set(lines.map((line) => line.id));
  const [newest] = evidence.filter(
    (file) => file.uploadedBy === personId && !signed.has(file.assessmentId),
  );
  const assessmentId = newest?.assessmentId ?? newId<"PracticalAssessmentId">();
  return { assessmentId, draft: evidence.filter((file) => file.assessmentId === assessmentId) };
}

export type OwnPracticalView = {
  title: string;
  curriculum: string;
  zone: string;
  rubric: Rubric;
  state: PracticalState;
  standing: SignedView | null;
  /** Everything that counts in the round that stands; nothing before both assessors have signed. */
  signed: SignedView[];
};

/** A learner's own practical: what is asked, and what was said of it. Throws not_found/unknown_practical. */
export function getOwnPractical(actor: Actor, moduleId: string): Promise<OwnPracticalView> {
  return withActor(actor, async (db) => {
    const { enrolmentId, ...shown } = await ownPractical(db, actor, moduleId);
    const ref = { enrolmentId, moduleId };
    const rubric = await getRubric(db, moduleId);
    const lines = await listSignatures(db, ref);
    const evidence = await listEvidence(db, ref);
    const history = (await listSigned(db, ref)).map((signed) => viewOf(actor, signed, evidence));
    const { state, round } = decide(lines, rubric.assessors);
    const standing = standingOf(history, lines, rubric.assessors);
    const counting = history.filter((signed) => !signed.corrected && signed.round === round);
    const signed = rubric.assessors === 1 ? counting.slice(0, 1) : counting;
    return { ...shown, rubric, state, standing, signed };
  });
}

async function ownPractical(db: ActorDb, actor: Actor, moduleId: string) {
  const [own] = await db.$queryRaw<
    { enrolmentId: string; title: string; curriculum: string; zone: string }[]
  >`
    select e.id as "enrolmentId", m.title, v.title as curriculum, c.zone
    from enrolment e join module m on m.curriculum_version_id = e.curriculum_version_id
    join curriculum_version v on v.id = m.curriculum_version_id join country c on c.iso2 = e.country
    where e.person_id = ${actor.personId}::uuid and e.withdrawn_at is null
      and m.id = ${moduleId}::uuid and m.kind = 'practical'`;
  if (!own) throw notFound("unknown_practical");
  return own;
}

const viewOf = (
  { personId }: Actor,
  signed: SignedPractical,
  evidence: EvidenceView[],
): SignedView => ({
  ...signed,
  observedOn: dayOf(signed.observedOn),
  isOwn: signed.assessorId === personId,
  evidence: evidence.filter((file) => file.assessmentId === signed.id),
});
