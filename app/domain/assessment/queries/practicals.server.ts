/** Practicals as an assessor and as a learner see them. */
import type { Actor } from "~/domain/kernel/actor";
import { type Clock, systemClock } from "~/domain/kernel/clock";
import { type Day, dayOf, today } from "~/domain/kernel/days";
import { forbidden, notFound } from "~/domain/kernel/errors";
import { newId } from "~/domain/kernel/ids";
import { hasRole } from "~/domain/kernel/permissions";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { canMark, isAssessor } from "../policy";
import {
  type Candidate,
  getCandidate,
  getRubric,
  listCandidates,
  listSigned,
  type PracticalRef,
  type SignedPractical,
  standingOf,
} from "../practical.server";
import type { Outcome, Rubric } from "../schema";

export type PracticalRow = PracticalRef & {
  fullName: string;
  title: string;
  curriculum: string;
  state: "to_mark" | "not_ready" | Outcome;
  missing: number;
  signedAt: Date | null;
  zone: string;
};
type SignedView = Omit<SignedPractical, "observedOn"> & { observedOn: Day };

/** Who is waiting to be marked, who is not ready, who has been signed; waiting first. Throws forbidden/not_an_assessor. */
export function listPracticals(actor: Actor): Promise<PracticalRow[]> {
  return withActor(actor, async (db, fresh) => {
    if (!isAssessor(fresh) && !hasRole(fresh, "academy_manager")) {
      throw forbidden("not_an_assessor");
    }
    const standing = await latestSignatures(db);
    const candidates = (await listCandidates(db)).filter(
      (candidate) => candidate.personId !== fresh.personId,
    );
    return candidates
      .sort((a, b) => a.sortName.localeCompare(b.sortName))
      .map((candidate) => rowOf(candidate, standing.get(nameOf(candidate))))
      .sort((a, b) => ORDER[a.state] - ORDER[b.state]);
  });
}

function rowOf(candidate: Candidate, signed: Signature | undefined): PracticalRow {
  const { enrolmentId, moduleId, fullName, title, curriculum, missing, zone } = candidate;
  const state = signed?.outcome ?? (missing > 0 ? "not_ready" : "to_mark");
  const signedAt = signed?.signedAt ?? null;
  return { enrolmentId, moduleId, fullName, title, curriculum, missing, zone, state, signedAt };
}

const nameOf = (ref: PracticalRef) => `${ref.enrolmentId} ${ref.moduleId}`;

const ORDER: Record<PracticalRow["state"], number> = {
  to_mark: 0,
  failed: 1,
  not_ready: 2,
  passed: 3,
};

type Signature = PracticalRef & { outcome: Outcome; signedAt: Date };

async function latestSignatures(db: ActorDb): Promise<Map<string, Signature>> {
  const rows = await db.$queryRaw<Signature[]>`
    select distinct on (a.enrolment_id, a.module_id) a.enrolment_id as "enrolmentId", a.module_id as "moduleId",
           a.outcome, a.signed_at as "signedAt"
    from practical_assessment a
    where not exists (select 1 from practical_assessment n where n.corrects_id = a.id)
    order by a.enrolment_id, a.module_id, a.signed_at desc, a.id desc`;
  return new Map(rows.map((row) => [nameOf(row), row]));
}

export type PracticalView = PracticalRef & {
  fullName: string;
  title: string;
  curriculum: string;
  zone: string;
  missing: number;
  today: Day;
  mayMark: boolean;
  rubric: Rubric;
  standing: SignedView | null;
  history: SignedView[];
  /** The id a signature from this page will carry. */
  assessmentId: string;
};

/** One learner's practical, with its rubric and all that was signed. Throws not_found/unknown_practical. */
export function getPractical(
  actor: Actor,
  ref: PracticalRef,
  clock: Clock = systemClock,
): Promise<PracticalView> {
  return withActor(actor, async (db, fresh) => {
    const candidate = await getCandidate(db, ref);
    const history = (await listSigned(db, ref)).map(viewOf);
    const { fullName, title, curriculum, zone, missing } = candidate;
    return {
      ...{ ...ref, fullName, title, curriculum, zone, missing, history },
      today: today(zone, clock.now()),
      mayMark: canMark(fresh, candidate),
      rubric: await getRubric(db, ref.moduleId),
      standing: history.find((signed) => !signed.corrected) ?? null,
      assessmentId: newId<"PracticalAssessmentId">(),
    };
  });
}

export type OwnPracticalView = {
  title: string;
  curriculum: string;
  zone: string;
  rubric: Rubric;
  standing: SignedView | null;
};

/** A learner's own practical: what is asked, and what was said of it. Throws not_found/unknown_practical. */
export function getOwnPractical(actor: Actor, moduleId: string): Promise<OwnPracticalView> {
  return withActor(actor, async (db) => {
    const [own] = await db.$queryRaw<
      { enrolmentId: string; title: string; curriculum: string; zone: string }[]
    >`
      select e.id as "enrolmentId", m.title, v.title as curriculum, c.zone
      from enrolment e join module m on m.curriculum_version_id = e.curriculum_version_id
      join curriculum_version v on v.id = m.curriculum_version_id join country c on c.iso2 = e.country
      where e.person_id = ${actor.personId}::uuid and e.withdrawn_at is null
        and m.id = ${moduleId}::uuid and m.kind = 'practical'`;
    if (!own) throw notFound("unknown_practical");
    const { enrolmentId, ...shown } = own;
    const signed = standingOf(await listSigned(db, { enrolmentId, moduleId }));
    const rubric = await getRubric(db, moduleId);
    return { ...shown, rubric, standing: signed ? viewOf(signed) : null };
  });
}

const viewOf = (signed: SignedPractical): SignedView => ({
  ...signed,
  observedOn: dayOf(signed.observedOn),
});
