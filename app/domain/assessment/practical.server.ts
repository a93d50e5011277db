/** A practical as the database knows it: whose it is, its rubric, and every assessment that was signed. */
import { notFound } from "~/domain/kernel/errors";
import type { ActorDb } from "~/platform/db/doors.server";
import { RubricContent } from "./content.server";
import type { Line } from "./decision";
import type { CriterionMark, Outcome, Part, Rubric, Subject } from "./schema";

export type PracticalRef = { enrolmentId: string; moduleId: string };
export type Candidate = Subject &
  PracticalRef & {
    fullName: string;
    sortName: string;
    title: string;
    curriculum: string;
    zone: string;
    disclosedTo: string[];
    /** Required self-paced modules still missing; a candidate is ready at none. */
    missing: number;
    assessors: 1 | 2;
    /** Does the actor lead this person? */
    directReport: boolean;
    /** Assessors that the person's cohorts assigned; null where nobody was. */
    assigned: string[] | null;
  };
/** A signature as everybody of the academy may know it: whose and for what, the outcome only once it may be known. */
export type SignatureLine = Line & PracticalRef & { assessor: string | null; signedAt: Date };
export type SignedPractical = {
  id: string;
  part: Part;
  round: number;
  assessorId: string;
  assessor: string | null;
  outcome: Outcome;
  observedOn: Date;
  signedAt: Date;
  correctsId: string | null;
  correctionReason: string | null;
  waiverReason: string | null;
  moderationReason: string | null;
  corrected: boolean;
  marks: CriterionMark[];
};

/** Everyone whose practicals the actor's academies may follow. */
export const listCandidates = (db: ActorDb) => candidates(db, null);

/** Throws not_found/unknown_practical for whoever is out of the actor's reach. */
export async function getCandidate(db: ActorDb, ref: PracticalRef): Promise<Candidate> {
  const candidate = await findCandidate(db, ref);
  if (!candidate) throw notFound("unknown_practical");
  return candidate;
}

export async function findCandidate(db: ActorDb, ref: PracticalRef): Promise<Candidate | null> {
  const [candidate] = await candidates(db, ref);
  return candidate ?? null;
}

const candidates = (db: ActorDb, ref: PracticalRef | null) => db.$queryRaw<Candidate[]>`
  select enrolment_id as "enrolmentId", module_id as "moduleId", person_id as "personId", country, branch,
         full_name as "fullName", sort_name as "sortName", title, curriculum, zone, disclosed_to as "disclosedTo", missing,
         assessors, direct_report as "directReport", assigned
  from app.practical_candidates()
  where ${ref === null} or (enrolment_id = ${ref?.enrolmentId ?? null}::uuid and module_id = ${ref?.moduleId ?? null}::uuid)`;

/** Throws not_found/unknown_practical. */
export async function getRubric(db: ActorDb, moduleId: string): Promise<Rubric> {
  const row = await db.practicalRubric.findUnique({ where: { moduleId } });
  if (!row) throw notFound("unknown_practical");
  return RubricContent.parse(row.document);
}

/** Who signed what, the newest first: of one practical, or of all the actor's academies may follow. */
export const listSignatures = (db: ActorDb, ref: PracticalRef | null) => db.$queryRaw<
  SignatureLine[]
>`
  select id, enrolment_id as "enrolmentId", module_id as "moduleId", part, round, assessor_id as "assessorId", assessor, outcome,
         signed_at as "signedAt", corrected
  from app.practical_signatures(${ref?.enrolmentId ?? null}::uuid, ${ref?.moduleId ?? null}::uuid)`;

/** Every signed assessment the actor may see, the newest first, with its marks where the actor may see those too. */
export const listSigned = (db: ActorDb, ref: PracticalRef) => db.$queryRaw<SignedPractical[]>`
  select a.id, a.part, a.round, a.assessor_id as "assessorId", p.full_name as assessor, a.outcome, a.observed_on as "observedOn",
         a.signed_at as "signedAt", a.corrects_id as "correctsId", a.correction_reason as "correctionReason",
         a.waiver_reason as "waiverReason", a.moderation_reason as "moderationReason",
         exists (select 1 from practical_assessment n where n.corrects_id = a.id) as corrected,
         coalesce((select jsonb_agg(jsonb_build_object('criterion', m.criterion_key, 'mark', m.mark, 'note', m.note))
           from practical_mark m where m.practical_assessment_id = a.id), '[]') as marks
  from practical_assessment a left join person p on p.id = a.assessor_id
  where a.enrolment_id = ${ref.enrolmentId}::uuid and a.module_id = ${ref.moduleId}::uuid
  order by a.signed_at desc, a.id desc`;
