/** Assessors are told of what they are to mark, and whoever may decide that two assessors differ. */
import { beforeEach, expect, test } from "vitest";
import { signPractical } from "~/domain/assessment/commands/sign-practical.server";
import { assignAssessors, endAssignment } from "~/domain/cohorts/commands/assign-assessor.server";
import { getAssessors } from "~/domain/cohorts/queries/assessors.server";
import type { Actor } from "~/domain/kernel/actor";
import { fixedClock } from "~/domain/kernel/clock";
import { newId } from "~/domain/kernel/ids";
import { handlers } from "../../../workers/handlers";
import {
  createAssessedCohort,
  createCurriculum,
  createLearner,
  type Learner,
} from "../../factories/assessment";
import { createPerson, disclose, ensureOrganisation } from "../../factories/identity";
import { testDatabase } from "../../setup";

const database = await testDatabase();
const clock = fixedClock(new Date("2026-11-23T14:00:00Z"));
const curriculum = await createCurriculum(database, { assessors: 2 });
const moduleId = curriculum.practicalId;
let academy: string;
let ann: Actor;
let bob: Actor;
let cid: Actor;
let manager: Actor;

/** An academy of its own for every test, with people of three countries. */
beforeEach(async () => {
  academy = `telling-${newId().slice(-8)}`;
  ann = await staff("assessor", "LC");
  bob = await staff("assessor", "JM");
  cid = await staff("assessor", "BB");
  manager = await staff("academy_manager", "LC");
});

const staff = (role: "assessor" | "academy_manager" | "instructor", country: string) =>
  createPerson(database, { country, grants: [{ role, organisation: academy }] });

async function candidate(): Promise<Learner> {
  const learner = await createLearner(database, curriculum, { fullName: "Lena Learner" });
  await disclose(database, learner.actor.personId, academy, ["name", "practical"]);
  return learner;
}
const cohortOf = (learners: Learner[]) =>
  createAssessedCohort(database, curriculum, academy, learners);

const sign = (assessor: Actor, { enrolmentId }: Learner, custody: 0 | 3, reason = "") =>
  signPractical(
    assessor,
    {
      ...{ enrolmentId, moduleId, assessmentId: newId(), observedOn: "2026-11-23" },
      ...{ correctsId: null, reason },
      marks: [
        { criterion: "safety", mark: 3, note: "" },
        { criterion: "custody", mark: custody, note: "the form" },
      ],
    },
    clock,
  );

/** Runs what waits as the worker does, each job twice. */
async function work(): Promise<void> {
  for (;;) {
    const events = await database.sql<{ id: string; topic: string; payload: unknown }>(
      "select id, topic, payload from outbox where done_at is null order by created_at",
    );
    if (events.length === 0) return;
    for (const { id, topic, payload } of events) {
      for (const { run } of handlers.filter(({ job }) => job.topics.includes(topic)))
        for (let time = 0; time < 2; time++) await run(id, payload);
      await database.sql("update outbox set done_at = now() where id = $1", [id]);
    }
  }
}
const mailOf = (actor: Actor) =>
  database.sql<{ kind: string; subject: string; body: string }>(
    "select kind, subject, body from message where person_id = $1 order by created_at, id",
    [actor.personId],
  );
const kindsOf = async (actor: Actor) => (await mailOf(actor)).map(({ kind }) => kind);

test("an assessor is told of an assignment and of its end, in numbers and without names", async () => {
  const { cohortId, nominationIds } = await cohortOf([await candidate(), await candidate()]);
  const input = { cohortId, assessorIds: [bob.personId], nominationIds };
  await assignAssessors(manager, input, clock);
  await assignAssessors(manager, input, clock);
  await work();
  const [assigned, ...more] = await mailOf(bob);
  expect(more).toEqual([]);
  expect(assigned).toMatchObject({ kind: "assessor-assigned" });
  expect(assigned?.subject).toBe("You are to mark practicals: Assessed cohort");
  expect(assigned?.body).toContain(`${academy} has assigned you`);
  expect(assigned?.body).toContain("Whose: 2 learners");
  expect(assigned?.body).toContain("/academy/practicals");
  expect(assigned?.body).not.toContain("Lena");
  const { learners } = await getAssessors(manager, cohortId, clock);
  const assignmentId = learners[0]?.assigned[0]?.assignmentId ?? "";
  for (let time = 0; time < 2; time++)
    await endAssignment(manager, { cohortId, assignmentId }, clock);
  await work();
  expect(await kindsOf(bob)).toEqual(["assessor-assigned", "assessor-unassigned"]);
  expect((await mailOf(bob))[1]?.body).toContain("Whose: one learner");
  expect(await kindsOf(ann)).toEqual([]);
});

test("an assignment to everybody is told as one, and what one did oneself is not told", async () => {
  const both = await createPerson(database, {
    grants: [
      { role: "academy_manager", organisation: academy },
      { role: "assessor", organisation: academy },
    ],
  });
  const { cohortId } = await cohortOf([await candidate(), await candidate()]);
  const assessorIds = [both.personId, cid.personId];
  await assignAssessors(both, { cohortId, assessorIds, nominationIds: null }, clock);
  await work();
  expect(await mailOf(cid)).toMatchObject([
    { body: expect.stringContaining("Whose: everybody with a seat") },
  ]);
  expect(await mailOf(both)).toEqual([]);
});

test("nothing is said of an assignment that ended before anybody could be told, nor of an end that was taken back", async () => {
  const { cohortId, nominationIds } = await cohortOf([await candidate()]);
  const input = { cohortId, assessorIds: [bob.personId], nominationIds };
  const assignmentId = async () =>
    (await getAssessors(manager, cohortId, clock)).learners[0]?.assigned[0]?.assignmentId ?? "";
  await assignAssessors(manager, input, clock);
  await endAssignment(manager, { cohortId, assignmentId: await assignmentId() }, clock);
  await assignAssessors(manager, input, clock);
  await work();
  expect(await kindsOf(bob)).toEqual(["assessor-assigned"]);
});

test("where two differ, every other assessor and the managers are asked to decide, and nobody else", async () => {
  const learner = await candidate();
  const stranger = await createPerson(database, {
    grants: [{ role: "assessor", organisation: `${academy}-elsewhere` }],
  });
  await sign(ann, learner, 3);
  await work();
  expect(await kindsOf(cid)).toEqual([]);
  await sign(bob, learner, 0);
  await work();
  for (const asked of [cid, manager]) {
    const mails = await mailOf(asked);
    expect(mails).toMatchObject([{ kind: "practical-disputed" }]);
    expect(mails[0]?.body).toContain("The practical (First responders)");
    expect(mails[0]?.body).toContain(`/academy/practicals/${learner.enrolmentId}/${moduleId}`);
    expect(mails[0]?.body).not.toContain("Lena");
  }
  for (const other of [ann, bob, learner.actor, stranger]) expect(await mailOf(other)).toEqual([]);
});

test("whoever leads the person is not asked, and nobody is once it has been decided", async () => {
  const learner = await candidate();
  await database.sql("update posting set supervisor_id = $2 where person_id = $1", [
    ...[learner.actor.personId, cid.personId],
  ]);
  await sign(ann, learner, 3);
  await sign(bob, learner, 0);
  await work();
  expect([await kindsOf(cid), await kindsOf(manager)]).toEqual([[], ["practical-disputed"]]);
  const another = await candidate();
  await sign(ann, another, 3);
  await sign(bob, another, 0);
  await sign(cid, another, 3, "The recording shows the form.");
  await work();
  expect([await kindsOf(cid), await kindsOf(manager)]).toEqual([[], ["practical-disputed"]]);
});

test("where a third assessor was assigned, that one and the managers are asked and no other assessor", async () => {
  const learner = await candidate();
  const other = await staff("assessor", "LC");
  const { cohortId, nominationIds } = await cohortOf([learner]);
  const assessorIds = [ann, bob, cid].map(({ personId }) => personId);
  await assignAssessors(manager, { cohortId, assessorIds, nominationIds }, clock);
  await sign(ann, learner, 3);
  await sign(bob, learner, 0);
  await work();
  expect(await kindsOf(cid)).toEqual(["assessor-assigned", "practical-disputed"]);
  expect([await kindsOf(other), await kindsOf(manager)]).toEqual([[], ["practical-disputed"]]);
});

test("the lead of the cohort is told once, and a lead who may decide only that", async () => {
  const learner = await candidate();
  const { cohortId } = await cohortOf([learner]);
  const lead = await staff("instructor", "GD");
  const assistant = await staff("instructor", "LC");
  for (const title of ["Morning", "Afternoon"])
    await scheduled(cohortId, title, [
      ...[[lead, "lead"] as const, [cid, "lead"] as const],
      [assistant, "assistant"] as const,
    ]);
  await sign(ann, learner, 3);
  await sign(bob, learner, 0);
  await work();
  expect(await kindsOf(cid)).toEqual(["practical-disputed"]);
  expect(await kindsOf(assistant)).toEqual([]);
  const mails = await mailOf(lead);
  expect(mails).toMatchObject([{ kind: "cohort-disputed" }]);
  expect(mails[0]?.subject).toBe("Two assessors differ in Assessed cohort");
  expect(mails[0]?.body).toContain("different outcomes in The practical");
  expect(mails[0]?.body).toContain(`/academy/cohorts/${cohortId}/progress`);
  expect(mails[0]?.body).not.toContain("Lena");
});

async function scheduled(
  cohortId: string,
  title: string,
  trainers: (readonly [Actor, "lead" | "assistant"])[],
): Promise<void> {
  const sessionId = newId();
  const organisation = await ensureOrganisation(database, academy);
  await database.sql(
    `insert into cohort_session (id, cohort_id, organisation_id, title, starts_at, ends_at, zone)
     values ($1, $2, $3, $4, '2026-11-23 13:00Z', '2026-11-23 14:00Z', 'America/St_Lucia')`,
    [sessionId, cohortId, organisation, title],
  );
  for (const [{ personId }, role] of trainers)
    await database.sql(
      `insert into session_trainer (session_id, cohort_id, organisation_id, person_id, country, branch, name, role)
       select $1, $2, $3, p.id, p.country, p.branch, p.full_name, $5 from person p where p.id = $4`,
      [sessionId, cohortId, organisation, personId, role],
    );
}
