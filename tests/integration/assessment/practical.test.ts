import { beforeAll, describe, expect, test } from "vitest";
import {
  previewPractical,
  type SignatureInput,
  signPractical,
} from "~/domain/assessment/commands/sign-practical.server";
import { listPracticals } from "~/domain/assessment/queries/practical-list.server";
import { getOwnPractical, getPractical } from "~/domain/assessment/queries/practicals.server";
import type { Mark } from "~/domain/assessment/schema";
import type { Actor } from "~/domain/kernel/actor";
import { fixedClock } from "~/domain/kernel/clock";
import { newId } from "~/domain/kernel/ids";
import {
  type Curriculum,
  createCurriculum,
  createLearner,
  type Learner,
} from "../../factories/assessment";
import { createPerson, disclose } from "../../factories/identity";
import { testDatabase } from "../../setup";

const database = await testDatabase();
const clock = fixedClock(new Date("2026-11-23T14:00:00Z"));
const ACADEMY = "practical-academy";
let curriculum: Curriculum;
let assessor: Actor;

beforeAll(async () => {
  curriculum = await createCurriculum(database);
  assessor = await createPerson(database, {
    grants: [{ role: "assessor", organisation: ACADEMY }],
    fullName: "Assessor One",
  });
});

async function disclosedLearner(input: Parameters<typeof createLearner>[2] = {}) {
  const learner = await createLearner(database, curriculum, input);
  await disclose(database, learner.actor.personId, ACADEMY, ["practical"]);
  return learner;
}

const marking = (
  learner: Learner,
  [safety, custody]: [Mark, Mark],
  more: Partial<SignatureInput> = {},
): SignatureInput => ({
  enrolmentId: learner.enrolmentId,
  moduleId: curriculum.practicalId,
  assessmentId: newId(),
  observedOn: "2026-11-23",
  correctsId: null,
  reason: "",
  marks: [
    { criterion: "safety", mark: safety, note: "seen" },
    { criterion: "custody", mark: custody, note: "seen" },
  ],
  ...more,
});

const sign = (actor: Actor, input: SignatureInput) => signPractical(actor, input, clock);
const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error) => ({ code: error.code, ...error.details }),
  );
const count = async (text: string, id: string) =>
  Number((await database.sql<{ count: string }>(text, [id]))[0]?.count);
const signedFor = (learner: Learner) =>
  count("select count(*) from practical_assessment where enrolment_id = $1", learner.enrolmentId);
const completions = (learner: Learner) =>
  count(
    "select count(*) from module_completion where enrolment_id = $1 and cause = 'practical_passed'",
    learner.enrolmentId,
  );

describe("signing a practical", () => {
  test("a pass completes the module, leaves word for the award and an audit event without marks", async () => {
    const learner = await disclosedLearner();
    const input = marking(learner, [2, 3]);
    expect(await sign(assessor, input)).toMatchObject({ outcome: "passed", points: 5, outOf: 6 });
    expect(await completions(learner)).toBe(1);
    const word = await database.sql<{ payload: unknown; person_id: string }>(
      "select payload, person_id from outbox where topic = 'assessment.practical-passed' and person_id = $1",
      [learner.actor.personId],
    );
    expect(word).toEqual([
      {
        payload: { practicalAssessmentId: input.assessmentId, enrolmentId: learner.enrolmentId },
        person_id: learner.actor.personId,
      },
    ]);
    const audit = await database.sql<{ action: string; actor_id: string; details: object }>(
      "select action, actor_id, details from audit_event where subject_id = $1",
      [input.assessmentId],
    );
    expect(audit).toMatchObject([{ action: "practical.passed", actor_id: assessor.personId }]);
    expect(JSON.stringify(audit)).not.toMatch(/mark|seen/);
  });

  test("a lost chain of custody fails the practical whatever the rest", async () => {
    const learner = await disclosedLearner();
    expect(await sign(assessor, marking(learner, [3, 1]))).toMatchObject({
      outcome: "failed",
      missedMustPass: ["custody"],
    });
    expect(await completions(learner)).toBe(0);
  });

  test("the same form sent twice signs once", async () => {
    const learner = await disclosedLearner();
    const input = marking(learner, [3, 3]);
    await Promise.all([sign(assessor, input), sign(assessor, input)]);
    expect(await signedFor(learner)).toBe(1);
    expect(await completions(learner)).toBe(1);
  });

  test("looking at the outcome signs nothing", async () => {
    const learner = await disclosedLearner();
    expect(await previewPractical(assessor, marking(learner, [3, 3]), clock)).toMatchObject({
      outcome: "passed",
    });
    expect(await signedFor(learner)).toBe(0);
  });

  test("a second pass from another window is refused; a new try after a fail is not", async () => {
    const learner = await disclosedLearner();
    await sign(assessor, marking(learner, [0, 0]));
    await sign(assessor, marking(learner, [3, 3]));
    expect(await reasonOf(sign(assessor, marking(learner, [3, 3])))).toMatchObject({
      code: "conflict",
      reason: "already_passed",
    });
  });

  test.each([
    ["a missing mark", { marks: [] }, "mark_missing", "mark.safety"],
    [
      "a day that is still to come",
      { observedOn: "2026-11-24" },
      "observed_in_future",
      "observedOn",
    ],
    ["a day that does not exist", { observedOn: "2026-02-30" }, "not_a_day", undefined],
  ])("%s is refused with its field", async (_what, more, reason, field) => {
    const learner = await disclosedLearner();
    expect(await reasonOf(sign(assessor, marking(learner, [3, 3], more)))).toMatchObject({
      code: "invalid",
      reason,
      ...(field ? { field } : {}),
    });
    expect(await signedFor(learner)).toBe(0);
  });

  test("waits for the required modules", async () => {
    const learner = await disclosedLearner({ ready: false });
    expect(await reasonOf(sign(assessor, marking(learner, [3, 3])))).toMatchObject({
      code: "conflict",
      reason: "modules_incomplete",
    });
  });
});

describe("correcting what was signed", () => {
  test("adds a new assessment with its reason and keeps the old one", async () => {
    const learner = await disclosedLearner();
    const first = marking(learner, [0, 0]);
    await sign(assessor, first);
    const corrected = { correctsId: first.assessmentId };
    expect(await reasonOf(sign(assessor, marking(learner, [3, 3], corrected)))).toMatchObject({
      code: "invalid",
      reason: "reason_missing",
      field: "reason",
    });
    await sign(assessor, marking(learner, [3, 3], { ...corrected, reason: "Wrong learner." }));
    const view = await getPractical(
      assessor,
      { enrolmentId: learner.enrolmentId, moduleId: curriculum.practicalId },
      clock,
    );
    expect(view.history.map((signed) => [signed.outcome, signed.corrected])).toEqual([
      ["passed", false],
      ["failed", true],
    ]);
    expect(view.standing?.correctionReason).toBe("Wrong learner.");
    expect(
      await reasonOf(sign(assessor, marking(learner, [3, 3], { ...corrected, reason: "Again." }))),
    ).toMatchObject({ code: "conflict", reason: "already_corrected" });
  });

  test("a pass taken back ends the completion and leaves word for whoever built on it", async () => {
    const learner = await disclosedLearner();
    const first = marking(learner, [3, 3]);
    await sign(assessor, first);
    await sign(
      assessor,
      marking(learner, [3, 0], { correctsId: first.assessmentId, reason: "Custody form missing." }),
    );
    const word =
      "select count(*) from outbox where topic = 'assessment.practical-corrected' and person_id = $1";
    expect(await count(word, learner.actor.personId)).toBe(1);
    expect(await completions(learner)).toBe(0);
    await sign(assessor, marking(learner, [3, 3]));
    expect(await completions(learner)).toBe(1);
  });

  test("the application cannot change or delete a signature", async () => {
    for (const statement of [
      "update practical_assessment set outcome = 'passed'",
      "delete from practical_assessment",
      "update practical_mark set mark = 3",
      "delete from practical_mark",
    ]) {
      await expect(database.sqlAs("app", statement)).rejects.toThrow("permission denied");
    }
  });
});

describe("who marks whom", () => {
  test("an assessor lists the people disclosed to their academy, those ready to mark first", async () => {
    const waiting = await disclosedLearner({ fullName: "Waiting Learner", ready: false });
    const ready = await disclosedLearner({ fullName: "Ready Learner" });
    const hidden = await createLearner(database, curriculum, { fullName: "Hidden Learner" });
    const rows = await listPracticals(assessor);
    const stateOf = (learner: Learner) =>
      rows.find((row) => row.enrolmentId === learner.enrolmentId)?.state;
    expect([stateOf(ready), stateOf(waiting), stateOf(hidden)]).toEqual([
      "to_mark",
      "not_ready",
      undefined,
    ]);
    expect(rows[0]?.state).toBe("to_mark");
  });

  test("whoever is out of reach is not found, from another academy and from another country", async () => {
    const learner = await disclosedLearner();
    const strangers = [
      await createPerson(database, {
        grants: [{ role: "assessor", organisation: "other-academy" }],
      }),
      await createPerson(database, { country: "JM", grants: [{ role: "ncpoc", country: "JM" }] }),
      learner.actor,
    ];
    for (const stranger of strangers) {
      expect(await reasonOf(sign(stranger, marking(learner, [3, 3])))).toMatchObject({
        code: "not_found",
        reason: "unknown_practical",
      });
    }
    expect(await signedFor(learner)).toBe(0);
  });

  test("an assessor cannot sign for themselves", async () => {
    const self = await createLearner(database, curriculum, {
      grants: [{ role: "assessor", organisation: ACADEMY }],
    });
    await disclose(database, self.actor.personId, ACADEMY, ["practical"]);
    expect(await reasonOf(sign(self.actor, marking(self, [3, 3])))).toMatchObject({
      code: "forbidden",
      reason: "may_not_mark",
    });
  });

  test("the academy's manager reads the list and signs nothing; an instructor does neither", async () => {
    const learner = await disclosedLearner();
    const staff = (role: "academy_manager" | "instructor") =>
      createPerson(database, { grants: [{ role, organisation: ACADEMY }] });
    const [manager, instructor] = [await staff("academy_manager"), await staff("instructor")];
    const rows = await listPracticals(manager);
    expect(rows.some((row) => row.enrolmentId === learner.enrolmentId)).toBe(true);
    expect(await reasonOf(sign(manager, marking(learner, [3, 3])))).toMatchObject({
      code: "forbidden",
      reason: "may_not_mark",
    });
    expect(await reasonOf(listPracticals(instructor))).toMatchObject({ reason: "not_an_assessor" });
  });

  test("a role that has ended signs nothing", async () => {
    const learner = await disclosedLearner();
    const former = await createPerson(database, {
      grants: [{ role: "assessor", organisation: ACADEMY }],
    });
    await database.sql(
      `insert into role_grant_end (grant_id, reason) select id, 'left' from role_grant where person_id = $1`,
      [former.personId],
    );
    expect(await reasonOf(sign(former, marking(learner, [3, 3])))).toMatchObject({
      code: "not_found",
    });
  });

  test("the learner reads the outcome and the notes", async () => {
    const learner = await disclosedLearner();
    await sign(assessor, marking(learner, [2, 1]));
    const own = await getOwnPractical(learner.actor, curriculum.practicalId);
    expect(own.standing).toMatchObject({ outcome: "failed" });
    expect(own.standing?.marks).toHaveLength(2);
    const stranger = await createPerson(database);
    expect(await reasonOf(getOwnPractical(stranger, curriculum.practicalId))).toMatchObject({
      code: "not_found",
    });
  });

  test("marks of a judge are invisible to the contact point of the same country", async () => {
    const judge = await disclosedLearner({ branch: "judicial" });
    await sign(assessor, marking(judge, [3, 3]));
    const ncpoc = await createPerson(database, { grants: [{ role: "ncpoc", country: "LC" }] });
    for (const table of ["practical_assessment", "practical_mark"]) {
      const rows = `select 1 from ${table} where person_id = '${judge.actor.personId}'`;
      expect(await database.rowsAsPerson(ncpoc.personId, rows)).toBe(0);
      expect(await database.rowsAsPerson(judge.actor.personId, rows)).toBeGreaterThan(0);
    }
  });
});
