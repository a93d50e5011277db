/** What is needed to know about an exam before sitting it: its blueprint, the learner's enrolment, and what came before. */
import { notFound } from "~/domain/kernel/errors";
import type { ActorDb } from "~/platform/db/doors.server";
import { Draw } from "./content.server";
import {
  type Eligibility,
  examEligibility,
  type ModuleState,
  type PastSitting,
} from "./eligibility";
import type { Blueprint, Subject } from "./schema";

export type Exam = Subject & {
  moduleId: string;
  curriculumVersionId: string;
  enrolmentId: string;
  title: string;
  curriculum: string;
  locale: string;
  zone: string;
  blueprint: Blueprint;
};

type ExamRow = Omit<Exam, "blueprint"> & Omit<Blueprint, "draw"> & { draw: unknown };

/** The exam this person is enrolled for. Throws not_found/unknown_exam, also for whoever is not enrolled. */
export async function getExam(db: ActorDb, personId: string, moduleId: string): Promise<Exam> {
  const [row] = await db.$queryRaw<ExamRow[]>`
    select m.id as "moduleId", m.title, v.id as "curriculumVersionId", v.title as curriculum, e.id as "enrolmentId",
           e.person_id as "personId", e.country, e.branch, p.locale, c.zone,
           b.minutes, b.pass_percent as "passPercent", b.attempts, b.wait_days as "waitDays", b.draw
    from module m
    join curriculum_version v on v.id = m.curriculum_version_id
    join exam_blueprint b on b.module_id = m.id
    join enrolment e on e.curriculum_version_id = v.id and e.person_id = ${personId}::uuid and e.withdrawn_at is null
    join person p on p.id = e.person_id
    join country c on c.iso2 = e.country
    where m.id = ${moduleId}::uuid and m.kind = 'exam'`;
  if (!row) throw notFound("unknown_exam");
  const { minutes, passPercent, attempts, waitDays, draw, ...exam } = row;
  return {
    ...exam,
    blueprint: { minutes, passPercent, attempts, waitDays, draw: Draw.parse(draw) },
  };
}

/** May they start now? Overdue sittings are expected to be closed before asking. */
export async function askEligibility(db: ActorDb, exam: Exam, now: Date): Promise<Eligibility> {
  const preconditions = await listPreconditions(db, exam);
  const past = await listPastSittings(db, exam);
  return examEligibility({
    blueprint: exam.blueprint,
    past,
    preconditions,
    now,
    zone: exam.zone,
  });
}

/** The required self-paced modules: those of the core and those of the learner's own country. */
function listPreconditions(db: ActorDb, exam: Exam): Promise<ModuleState[]> {
  return db.$queryRaw<ModuleState[]>`
    select m.key, m.title, exists (select 1 from module_completion c
      where c.enrolment_id = ${exam.enrolmentId}::uuid and c.module_id = m.id) as completed
    from module m left join overlay o on o.id = m.overlay_id
    where m.curriculum_version_id = ${exam.curriculumVersionId}::uuid and m.kind = 'self_paced' and m.required
      and (m.overlay_id is null or o.country = ${exam.country})
    order by m.position`;
}

function listPastSittings(db: ActorDb, exam: Exam): Promise<PastSitting[]> {
  return db.$queryRaw<PastSitting[]>`
    select s.submitted_at as "submittedAt", s.passed from sitting s
    where s.person_id = ${exam.personId}::uuid and s.module_id = ${exam.moduleId}::uuid and s.submitted_at is not null`;
}
