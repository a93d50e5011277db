/** Nobody marks somebody they lead, and where a cohort assigned assessors nobody else marks. */
import { beforeAll, describe, expect, test } from "vitest";
import { signPractical } from "~/domain/assessment/commands/sign-practical.server";
import { getPractical } from "~/domain/assessment/queries/practicals.server";
import { assignAssessors, endAssignment } from "~/domain/cohorts/commands/assign-assessor.server";
import { getAssessors } from "~/domain/cohorts/queries/assessors.server";
import { setSupervisor } from "~/domain/identity/commands/set-supervisor.server";
import { getPerson } from "~/domain/identity/queries.server";
import type { Actor } from "~/domain/kernel/actor";
import { fixedClock } from "~/domain/kernel/clock";
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

const database = await testDatabase();
const clock = fixedClock(new Date("2026-11-23T14:00:00Z"));
const ACADEMY = "assigning-academy";
let curriculum: Curriculum;
let ann: Actor;
let bob: Actor;
let manager: Actor;
let contact: Actor;

beforeAll(async () => {
  curriculum = await createCurriculum(database);
  const grants = [{ role: "assessor" as const, organisation: ACADEMY }];
  ann = await createPerson(database, {
    fullName: "Ann Assessor",
    email: "ann@example.test",
    grants,
  });
  bob = await createPerson(database, { fullName: "Bob Assessor", grants });
  manager = await createPerson(database, {
    grants: [{ role: "academy_manager", organisation: ACADEMY }],
  });
  contact = await createPerson(database, { grants: [{ role: "ncpoc", country: "LC" }] });
});

async function learnerOf(fields = ["name", "practical"]): Promise<Learner> {
  const learner = await createLearner(database, curriculum);
  await disclose(database, learner.actor.personId, ACADEMY, fields);
  return learner;
}

const sign = (assessor: Actor, { enrolmentId }: Learner) =>
  signPractical(
    assessor,
    {
      ...{ enrolmentId, moduleId: curriculum.practicalId, assessmentId: newId() },
      ...{ observedOn: "2026-11-23", correctsId: null, reason: "" },
      marks: ["safety", "custody"].map((criterion) => ({ criterion, mark: 3, note: "" })),
    },
    clock,
  );
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error) => ({ code: error.code, ...error.details }),
  );

async function posting({ actor }: Learner): Promise<string> {
  const [row] = await database.sql<{ id: string }>("select id from posting where person_id = $1", [
    actor.personId,
  ]);
  return row?.id ?? "";
}
const lead = async (actor: Actor, learner: Learner, email: string) =>
  setSupervisor(actor, learner.actor.personId, { postingId: await posting(learner), email });

describe("a line manager", () => {
  test("does not assess a direct report, in the command or past it, and the page says why", async () => {
    const learner = await learnerOf();
    await lead(contact, learner, "ann@example.test");
    expect(await refusal(sign(ann, learner))).toMatchObject({
      ...{ code: "forbidden", reason: "direct_report" },
    });
    const ref = { enrolmentId: learner.enrolmentId, moduleId: curriculum.practicalId };
    expect(await getPractical(ann, ref, clock)).toMatchObject({
      ...{ mayMark: false, obstacle: "direct_report" },
    });
    const insert = `insert into practical_assessment (id, enrolment_id, module_id, person_id, country, branch, assessor_id, observed_on, outcome, signed_at)
      values (gen_random_uuid(), '${learner.enrolmentId}', '${curriculum.practicalId}', '${learner.actor.personId}', 'LC', 'general', '${ann.personId}', '2026-11-23', 'passed', now())`;
    await expect(database.rowsAsPerson(ann.personId, insert)).rejects.toThrow("row-level security");
    expect(await sign(bob, learner)).toMatchObject({ state: "passed" });
  });

  test("assesses again once the posting has ended", async () => {
    const learner = await learnerOf();
    await lead(contact, learner, "ann@example.test");
    await database.sql("update posting set ends_on = current_date - 1 where person_id = $1", [
      learner.actor.personId,
    ]);
    expect(await sign(ann, learner)).toMatchObject({ state: "passed" });
  });

  test("is recorded by the contact point or the academy, audited, and taken back with an empty e-mail", async () => {
    const learner = await learnerOf();
    await disclose(database, ann.personId, ACADEMY, ["name"]);
    await lead(manager, learner, "ann@example.test");
    const { postings } = await getPerson(contact, learner.actor.personId);
    expect(postings).toMatchObject([{ supervisor: "Ann Assessor", maySetSupervisor: true }]);
    const events = await database.sql<{ details: object }>(
      "select details from audit_event where action = 'person.supervisor-set' and subject_id = $1",
      [learner.actor.personId],
    );
    expect(events).toMatchObject([{ details: { supervisorId: ann.personId } }]);
    await lead(contact, learner, "");
    expect(await sign(ann, learner)).toMatchObject({ state: "passed" });
  });

  test("is neither oneself nor somebody unknown, and hidden people are answered like unknown ones", async () => {
    const learner = await learnerOf();
    const [own] = await database.sql<{ email: string }>("select email from person where id = $1", [
      learner.actor.personId,
    ]);
    expect(await refusal(lead(contact, learner, own?.email ?? ""))).toMatchObject({
      reason: "own_supervisor",
    });
    const hidden = await createPerson(database, { country: "JM", email: "hidden@example.test" });
    expect(hidden.personId).toBeTruthy();
    for (const email of ["hidden@example.test", "nobody@example.test"])
      expect(await refusal(lead(contact, learner, email))).toMatchObject({
        ...{ code: "invalid", reason: "unknown_supervisor", field: "email" },
      });
  });

  test("is set by nobody of another country or academy, and not by the learner", async () => {
    const learner = await learnerOf();
    const stranger = await createPerson(database, { grants: [{ role: "ncpoc", country: "JM" }] });
    expect(await refusal(lead(stranger, learner, "ann@example.test"))).toMatchObject({
      code: "not_found",
    });
    expect(await refusal(lead(learner.actor, learner, ""))).toMatchObject({
      ...{ code: "forbidden", reason: "may_not_set_supervisor" },
    });
    const past = `select app.set_supervisor('${await posting(learner)}', '${ann.personId}')`;
    await expect(database.rowsAsPerson(stranger.personId, past)).rejects.toThrow(
      "not this posting",
    );
  });
});

/** A running cohort of the academy with these learners in its seats. */
const cohortOf = (learners: Learner[]) =>
  createAssessedCohort(database, curriculum, ACADEMY, learners);

describe("assigning assessors to a cohort", () => {
  test("lets only those mark whom somebody assigned, and everybody of the academy where nobody did", async () => {
    const [one, two] = [await learnerOf(), await learnerOf()];
    const { cohortId, nominationIds } = await cohortOf([one, two]);
    const input = {
      cohortId,
      assessorIds: [bob.personId],
      nominationIds: [nominationIds[0] ?? ""],
    };
    expect(await assignAssessors(manager, input, clock)).toEqual({ added: 1 });
    expect(await assignAssessors(manager, input, clock)).toEqual({ added: 0 });
    expect(await refusal(sign(ann, one))).toMatchObject({
      ...{ code: "forbidden", reason: "not_assigned" },
    });
    expect(await sign(bob, one)).toMatchObject({ state: "passed" });
    expect(await sign(ann, two)).toMatchObject({ state: "passed" });
  });

  test("to everybody counts for each learner until it is ended; what was signed stays", async () => {
    const [one, two] = [await learnerOf(), await learnerOf()];
    const { cohortId } = await cohortOf([one, two]);
    const everybody = { cohortId, assessorIds: [bob.personId], nominationIds: null };
    await assignAssessors(manager, everybody, clock);
    expect(await refusal(sign(ann, two))).toMatchObject({ reason: "not_assigned" });
    await sign(bob, one);
    const shown = await getAssessors(manager, cohortId, clock);
    expect(shown.everybody).toMatchObject([{ name: "Bob Assessor" }]);
    const end = { cohortId, assignmentId: shown.everybody[0]?.assignmentId ?? "" };
    await endAssignment(manager, end, clock);
    await endAssignment(manager, end, clock);
    expect(await sign(ann, two)).toMatchObject({ state: "passed" });
  });

  test("refuses whoever leads a learner or is the learner, says so on the page, and assigns nothing", async () => {
    const learner = await learnerOf();
    await lead(contact, learner, "ann@example.test");
    const { cohortId, nominationIds } = await cohortOf([learner]);
    const assessorIds = [bob.personId, ann.personId];
    expect(
      await refusal(assignAssessors(manager, { cohortId, assessorIds, nominationIds }, clock)),
    ).toMatchObject({ code: "invalid", reason: "direct_report", assessor: "Ann Assessor" });
    const { learners } = await getAssessors(manager, cohortId, clock);
    expect(learners).toMatchObject([
      { assigned: [], hindered: [{ name: "Ann Assessor", why: "direct_report" }] },
    ]);
  });

  test.each([
    ["no assessor", { assessorIds: [] }, "assessor_missing"],
    ["no learner", { nominationIds: [] }, "learner_missing"],
    ["somebody who is no assessor", { assessorIds: [newId()] }, "not_an_assessor_here"],
    ["a learner of elsewhere", { nominationIds: [newId()] }, "unknown_learner"],
  ])("refuses %s", async (_what, more, reason) => {
    const { cohortId, nominationIds } = await cohortOf([await learnerOf()]);
    const input = { cohortId, assessorIds: [bob.personId], nominationIds, ...more };
    expect(await refusal(assignAssessors(manager, input, clock))).toMatchObject({
      ...{ code: "invalid", reason },
    });
  });

  test("is the manager's: an assessor reads, a stranger of another academy does neither", async () => {
    const { cohortId } = await cohortOf([await learnerOf()]);
    const everybody = { cohortId, assessorIds: [ann.personId], nominationIds: null };
    expect(await refusal(assignAssessors(ann, everybody, clock))).toMatchObject({
      ...{ code: "forbidden", reason: "may_not_assign" },
    });
    expect((await getAssessors(ann, cohortId, clock)).mayAssign).toBe(false);
    const stranger = await createPerson(database, {
      ...{ country: "JM" },
      grants: [{ role: "academy_manager", organisation: "assigning-elsewhere" }],
    });
    expect(await refusal(assignAssessors(stranger, everybody, clock))).toMatchObject({
      code: "forbidden",
    });
    expect(await refusal(getAssessors(stranger, cohortId, clock))).toMatchObject({
      code: "forbidden",
    });
  });
});
