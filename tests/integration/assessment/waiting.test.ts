/** Which practicals wait for whose mark, as the list and the first page of the academy say it. */
import { beforeAll, expect, test } from "vitest";
import { signPractical } from "~/domain/assessment/commands/sign-practical.server";
import { listPracticals } from "~/domain/assessment/queries/practical-list.server";
import type { Mark } from "~/domain/assessment/schema";
import { assignAssessors } from "~/domain/cohorts/commands/assign-assessor.server";
import { getAcademyHome } from "~/domain/cohorts/queries/academy-home.server";
import type { Actor } from "~/domain/kernel/actor";
import { newId } from "~/domain/kernel/ids";
import {
  type Curriculum,
  createAssessedCohort,
  createCurriculum,
  createLearner,
  type Learner,
} from "../../factories/assessment";
import { createPerson, disclose } from "../../factories/identity";
import { testDatabase } from "../../setup";
import { countStatements } from "../../setup/statements";

const database = await testDatabase();
let twice: Curriculum;

beforeAll(async () => {
  twice = await createCurriculum(database, { assessors: 2 });
});

/** Three assessors, a manager and an instructor of a new academy. */
async function staffOf(key: string) {
  const staff = (role: "assessor" | "academy_manager" | "instructor") =>
    createPerson(database, { grants: [{ role, organisation: key }] });
  const [ann, bob, cid] = [
    await staff("assessor"),
    await staff("assessor"),
    await staff("assessor"),
  ];
  return {
    key,
    ann,
    bob,
    cid,
    manager: await staff("academy_manager"),
    teacher: await staff("instructor"),
  };
}

async function learnerOf(key: string, fullName: string, { ready = true } = {}): Promise<Learner> {
  const learner = await createLearner(database, twice, { fullName, ready });
  await disclose(database, learner.actor.personId, key, ["name", "practical"]);
  if (!ready) return learner;
  await database.sql(
    `insert into module_completion (id, enrolment_id, module_id, person_id, country, branch, cause)
     select $3, e.id, $2, e.person_id, e.country, e.branch, 'sitting_passed' from enrolment e where e.id = $1`,
    [learner.enrolmentId, twice.examId, newId()],
  );
  return learner;
}

const sign = (actor: Actor, { enrolmentId }: Learner, mark: Mark) =>
  signPractical(actor, {
    ...{ enrolmentId, moduleId: twice.practicalId, assessmentId: newId() },
    ...{ observedOn: "2026-01-05", correctsId: null, reason: "" },
    marks: ["safety", "custody"].map((criterion) => ({ criterion, mark, note: "seen" })),
  });

const home = async (actor: Actor) => (await getAcademyHome(actor)).practicals;
const names = async (actor: Actor) => (await home(actor))?.next.map(({ fullName }) => fullName);
const listed = async (actor: Actor) =>
  (await listPracticals(actor)).filter((row) => row.waitsForActor).map((row) => row.fullName);

test("the first page of an assessor names who is ready, and not who has modules to do", async () => {
  const { ann, ...academy } = await staffOf("waiting-ready");
  expect(await home(ann)).toEqual({ count: 0, next: [] });
  await learnerOf(academy.key, "Not Yet", { ready: false });
  await learnerOf(academy.key, "Ready Now");
  expect(await home(ann)).toMatchObject({
    count: 1,
    next: [{ fullName: "Ready Now", moduleId: twice.practicalId, state: "to_mark" }],
  });
});

test("it names the first five, counts all, and is what the list of practicals says", async () => {
  const { key, ann } = await staffOf("waiting-many");
  for (const letter of ["A", "B", "C", "D", "E", "F"]) await learnerOf(key, `Learner ${letter}`);
  const practicals = await home(ann);
  expect([practicals?.count, practicals?.next.length]).toEqual([6, 5]);
  expect(await names(ann)).toEqual((await listed(ann)).slice(0, 5));
  const { statements } = await countStatements(() => getAcademyHome(ann));
  expect(statements.length).toBeLessThanOrEqual(6);
});

test("a practical waits for the second assessor, not for the first; where they differ, for a third or the manager", async () => {
  const { key, ann, bob, cid, manager, teacher } = await staffOf("waiting-second");
  const learner = await learnerOf(key, "Twice Marked");
  expect([await names(ann), await home(manager)]).toEqual([["Twice Marked"], null]);
  await sign(ann, learner, 3);
  expect([await names(ann), await names(bob)]).toEqual([[], ["Twice Marked"]]);
  await sign(bob, learner, 0);
  const waits = ["Twice Marked"];
  expect([await names(ann), await names(bob), await names(cid), await names(manager)]).toEqual([
    ...[[], [], waits, waits],
  ]);
  expect(await home(teacher)).toBeNull();
});

test("whoever was not assigned, and whoever may not see the learner, is not asked", async () => {
  const { key, ann, bob, manager } = await staffOf("waiting-assigned");
  const elsewhere = await staffOf("waiting-elsewhere");
  const learner = await learnerOf(key, "Assigned Learner");
  const { cohortId, nominationIds } = await createAssessedCohort(database, twice, key, [learner]);
  await assignAssessors(manager, { cohortId, assessorIds: [ann.personId], nominationIds });
  expect([await names(ann), await names(bob)]).toEqual([["Assigned Learner"], []]);
  expect(await home(elsewhere.ann)).toEqual({ count: 0, next: [] });
});
