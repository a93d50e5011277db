/** A small curriculum with an exam and a practical, and learners on it, inserted past the policies: arranging, not behaviour. */
import type { Actor } from "~/domain/kernel/actor";
import { newId } from "~/domain/kernel/ids";
import type { TestDatabase } from "../setup";
import { createPerson, ensureOrganisation, type PersonInput } from "./identity";

export type Curriculum = {
  key: string;
  versionId: string;
  selfPacedId: string;
  examId: string;
  practicalId: string;
};
export type Learner = { actor: Actor; enrolmentId: string; country: string };

const OBJECTIVES = ["scene", "custody"] as const;
const ITEMS_PER_OBJECTIVE = 9;

/** Two objectives with nine items each; the exam draws three of each, 45 minutes, 80 %, two tries, then fourteen days. */
export async function createCurriculum(
  database: TestDatabase,
  { assessors = 1 }: { assessors?: 1 | 2 } = {},
): Promise<Curriculum> {
  await ensurePlaces(database);
  const key = `TEST-${newId().slice(-8)}`;
  const versionId = newId();
  await database.sql("insert into curriculum (key, title, audience) values ($1, $1, 'test')", [
    key,
  ]);
  await database.sql(
    `insert into curriculum_version (id, curriculum_key, version, title, summary, status, core_minutes, overlay_minutes,
       self_enrolment, pass_percent, validity_months, document_hash)
     values ($1, $2, '1.0.0', 'First responders', 'test', 'published', 60, 0, true, 80, 24, 'x')`,
    [versionId, key],
  );
  const selfPacedId = await insertModule(database, versionId, "self_paced", 1);
  const examId = await insertModule(database, versionId, "exam", 2);
  const practicalId = await insertModule(database, versionId, "practical", 3);
  for (const objective of OBJECTIVES) await insertObjective(database, versionId, objective);
  await insertBlueprint(database, examId);
  await insertRubric(database, practicalId, assessors);
  return { key, versionId, selfPacedId, examId, practicalId };
}

/** Countries and professions, where the reference data have not brought them. */
async function ensurePlaces(database: TestDatabase) {
  await database.sql(
    `insert into country (iso2, name, caricom_status, languages, zone) values
       ('LC', 'Saint Lucia', 'member', '{en}', 'America/St_Lucia'), ('JM', 'Jamaica', 'member', '{en}', 'America/Jamaica')
     on conflict do nothing`,
  );
  await database.sql(
    `insert into profession (key, name, branch) values ('le_first_responder', 'First responder', 'general'),
       ('judge_superior', 'Judge', 'judicial') on conflict do nothing`,
  );
}

async function insertModule(
  database: TestDatabase,
  versionId: string,
  kind: string,
  position: number,
): Promise<string> {
  const id = newId();
  await database.sql(
    `insert into module (id, curriculum_version_id, key, title, kind, position, minutes, required, document)
     values ($1, $2, $3, $4, $3, $5, 30, true, '{}')`,
    [id, versionId, kind, `The ${kind}`, position],
  );
  return id;
}

async function insertObjective(database: TestDatabase, versionId: string, objective: string) {
  await database.sql(
    "insert into objective (id, curriculum_version_id, key, text, competencies) values ($1, $2, $3, $4, '{}')",
    [newId(), versionId, objective, `You know ${objective}`],
  );
  for (let index = 1; index <= ITEMS_PER_OBJECTIVE; index++) {
    const id = newId();
    const options = ["right", "wrong", "worse", "worst"].map((option) => ({
      key: option,
      text: `${option} answer to ${objective} ${index}`,
    }));
    await database.sql(
      `insert into item (id, curriculum_version_id, key, objective_key, stem, options, content_hash)
       values ($1, $2, $3, $4, $5, $6, 'x')`,
      [
        id,
        versionId,
        `${objective}-${index}`,
        objective,
        `What of ${objective}?`,
        JSON.stringify(options),
      ],
    );
    await database.sql(
      "insert into item_key (item_id, answer, rationale) values ($1, 'right', 'because')",
      [id],
    );
  }
}

const insertBlueprint = (database: TestDatabase, moduleId: string) =>
  database.sql(
    `insert into exam_blueprint (id, module_id, minutes, pass_percent, attempts, wait_days, draw)
     values ($1, $2, 45, 80, 2, 14, $3)`,
    [newId(), moduleId, JSON.stringify(OBJECTIVES.map((objective) => ({ objective, items: 3 })))],
  );

const insertRubric = (database: TestDatabase, moduleId: string, assessors: 1 | 2) =>
  database.sql("insert into practical_rubric (module_id, document) values ($1, $2)", [
    moduleId,
    JSON.stringify({
      title: "Scene practical",
      brief: "Secure the scene.",
      passPercent: 60,
      mustPassMark: 2,
      assessors,
      criteria: ["safety", "custody"].map((key) => ({
        ...{ key, title: key, guidance: "", mustPass: key === "custody" },
        levels: ["not seen", "poor", "sound", "excellent"],
      })),
    }),
  ]);

/** A person enrolled on the curriculum, with the self-paced module completed unless told otherwise. */
export async function createLearner(
  database: TestDatabase,
  curriculum: Curriculum,
  input: PersonInput & { ready?: boolean } = {},
): Promise<Learner> {
  const actor = await createPerson(database, input);
  const enrolmentId = newId();
  const country = input.country ?? "LC";
  const branch = input.branch ?? "general";
  await database.sql(
    "insert into enrolment (id, person_id, curriculum_version_id, country, branch) values ($1, $2, $3, $4, $5)",
    [enrolmentId, actor.personId, curriculum.versionId, country, branch],
  );
  if (input.ready ?? true) {
    await database.sql(
      `insert into module_completion (id, enrolment_id, module_id, person_id, country, branch, cause)
       values ($1, $2, $3, $4, $5, $6, 'content')`,
      [newId(), enrolmentId, curriculum.selfPacedId, actor.personId, country, branch],
    );
  }
  return { actor, enrolmentId, country };
}

/** A running cohort of an academy, by its key, with these learners in its seats. */
export async function createAssessedCohort(
  database: TestDatabase,
  curriculum: Curriculum,
  academy: string,
  learners: Learner[],
): Promise<{ cohortId: string; nominationIds: string[] }> {
  const cohortId = newId();
  const organisation = await ensureOrganisation(database, academy);
  await database.sql(
    `insert into cohort (id, code, organisation_id, curriculum_version_id, title, mode, zone, seats, enrolment, published_at)
     values ($1, $2, $3, $4, 'Assessed cohort', 'in_person', 'America/St_Lucia', 20, 'nomination', now())`,
    [cohortId, cohortId, organisation, curriculum.versionId],
  );
  const nominationIds: string[] = [];
  for (const { actor, enrolmentId } of learners) {
    const id = newId();
    nominationIds.push(id);
    await database.sql(
      `insert into nomination (id, cohort_id, organisation_id, person_id, enrolment_id, country, branch, full_name, sort_name, email,
         profession_key, source, status, status_at, nominated_at)
       select $1, $2, $3, p.id, $4, p.country, p.branch, p.full_name, p.sort_name, p.email, 'le_first_responder', 'nomination', 'booked', now(), now()
       from person p where p.id = $5`,
      [id, cohortId, organisation, enrolmentId, actor.personId],
    );
  }
  return { cohortId, nominationIds };
}

/** The number under which the page shows the right (or a wrong) option of a question. */
export async function optionNumber(
  database: TestDatabase,
  sittingId: string,
  position: number,
  option: "right" | "wrong",
): Promise<number> {
  const [row] = await database.sql<{ number: number }>(
    "select array_position(option_order, $3) as number from sitting_item where sitting_id = $1 and position = $2",
    [sittingId, position, option],
  );
  if (!row) throw new Error("no such question");
  return row.number;
}
