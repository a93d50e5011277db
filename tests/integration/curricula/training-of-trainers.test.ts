/** The curriculum with a workshop, an exam and a double-marked practical, as it is published and as a nominated trainer meets it. */
import { beforeAll, expect, test } from "vitest";
import { getRubric } from "~/domain/assessment/practical.server";
import { readCapacity } from "~/domain/capacity/queries.server";
import { considerAwardAfter } from "~/domain/certification/commands.server";
import { getCurriculum, listCatalogue } from "~/domain/curricula/queries.server";
import type { Actor } from "~/domain/kernel/actor";
import { today } from "~/domain/kernel/days";
import { newId } from "~/domain/kernel/ids";
import { enrol } from "~/domain/learning/commands.server";
import { getMyLearning } from "~/domain/learning/queries.server";
import { withActor } from "~/platform/db/doors.server";
import { createPerson } from "../../factories/identity";
import { testDatabase } from "../../setup";

const database = await testDatabase();
let trainer: Actor;
let enrolmentId: string;

beforeAll(async () => {
  trainer = await createPerson(database);
  enrolmentId = newId();
  const { version } = await getCurriculum(null, "TOT");
  await database.sql(
    "insert into enrolment (id, person_id, curriculum_version_id, country, branch) values ($1, $2, $3, 'LC', 'general')",
    [enrolmentId, trainer.personId, version.id],
  );
});

const moduleId = async (curriculum: string, kind: string) =>
  (await getCurriculum(null, curriculum)).modules.find((module) => module.kind === kind)?.id ?? "";

/** Marks every required module of these kinds as complete. */
const complete = (kinds: string[]) =>
  database.sql(
    `insert into module_completion (id, enrolment_id, module_id, person_id, country, branch, cause)
     select gen_random_uuid(), e.id, m.id, e.person_id, e.country, e.branch, 'content'
     from enrolment e join module m on m.curriculum_version_id = e.curriculum_version_id
     where e.id = $1 and m.required and m.kind = any ($2)`,
    [enrolmentId, kinds],
  );

async function considered(): Promise<{ certification: string; assurance: string }[]> {
  const [event] = await database.sql<{ id: string }>(
    "insert into outbox (id, topic, payload, country, person_id) values (gen_random_uuid(), 'test', '{}', 'LC', $1) returning id",
    [trainer.personId],
  );
  await considerAwardAfter(event?.id ?? "", enrolmentId, new Date());
  return database.sql(
    "select certification_key as certification, assurance from award where person_id = $1",
    [trainer.personId],
  );
}

test("trainers are nominated: nobody enrols themselves, and the catalogue says so", async () => {
  const { version } = await getCurriculum(null, "TOT");
  expect(version).toMatchObject({ selfEnrolment: false, validityMonths: 36, passPercent: 70 });
  await expect(enrol(trainer, version.id)).rejects.toMatchObject({
    code: "conflict",
    details: { reason: "not_self_enrolment" },
  });
  const joining = (await listCatalogue()).map(({ key, selfEnrolment }) => [key, selfEnrolment]);
  expect(joining).toContainEqual(["TOT", false]);
  expect(joining).toContainEqual(["FR-CORE", true]);
});

test("the hours of the core are the hours of its parts", async () => {
  const { version, modules } = await getCurriculum(null, "TOT");
  const core = modules.filter((module) => !module.overlayCountry);
  expect(core.reduce((sum, module) => sum + module.minutes, 0)).toBe(version.coreMinutes);
});

test("only the workshop asks for attendance, four fifths of its sessions", async () => {
  const { modules } = await getCurriculum(null, "TOT");
  expect(
    modules
      .filter((module) => module.attendancePercent !== null)
      .map(({ key, attendancePercent }) => [key, attendancePercent]),
  ).toEqual([["workshop", 80]]);
});

test("the exam asks twenty questions in forty minutes", async () => {
  const [blueprint] = await database.sql(
    `select minutes, pass_percent as pass, attempts,
       (select sum((line ->> 'items')::int) from jsonb_array_elements(draw) line)::int as questions
     from exam_blueprint where module_id = $1`,
    [await moduleId("TOT", "exam")],
  );
  expect(blueprint).toEqual({ minutes: 40, pass: 70, attempts: 2, questions: 20 });
});

test("two assessors mark the micro-teach, one the first responders' scene", async () => {
  const assessorsOf = async (curriculum: string) => {
    const id = await moduleId(curriculum, "practical");
    return (await withActor(trainer, (db) => getRubric(db, id))).assessors;
  };
  expect(await assessorsOf("TOT")).toBe(2);
  expect(await assessorsOf("FR-CORE")).toBe(1);
});

test("My learning names the workshop's threshold from the first day, and nothing blocks the lessons", async () => {
  const { enrolments } = await getMyLearning(trainer);
  const steps = enrolments[0]?.steps ?? [];
  expect(steps[0]).toMatchObject({ why: "next", module: { kind: "self_paced" } });
  expect(steps.find(({ module }) => module.kind === "workshop")).toMatchObject({
    why: "attend",
    module: { attendancePercent: 80 },
  });
});

test("a trainer is certified, and counted in their country, once the workshop was attended as well", async () => {
  await complete(["self_paced", "exam", "practical"]);
  expect(await considered()).toEqual([]);
  const { enrolments } = await getMyLearning(trainer);
  expect(enrolments[0]?.steps.map(({ why }) => why)).toEqual(["attend"]);
  await complete(["workshop"]);
  expect(await considered()).toEqual([{ certification: "TOT", assurance: "C2" }]);
  const contact = await createPerson(database, { grants: [{ role: "ncpoc", country: "LC" }] });
  const { certified } = await withActor(contact, (db) =>
    readCapacity(db, ["LC"], today("America/St_Lucia", new Date())),
  );
  const trainers = certified.filter((row) => row.certification === "TOT" && row.profession === "*");
  expect(trainers.reduce((sum, row) => sum + row.now, 0)).toBe(1);
});
