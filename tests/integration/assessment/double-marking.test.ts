/** Two assessors mark alone; where they differ a third decides; nobody marks a direct report or somebody assigned to others. */
import { beforeAll, describe, expect, test } from "vitest";
import {
  previewPractical,
  type SignatureInput,
  signPractical,
} from "~/domain/assessment/commands/sign-practical.server";
import { listPracticals } from "~/domain/assessment/queries/practical-list.server";
import { getOwnPractical, getPractical } from "~/domain/assessment/queries/practicals.server";
import type { Mark, Part } from "~/domain/assessment/schema";
import type { Actor } from "~/domain/kernel/actor";
import { fixedClock } from "~/domain/kernel/clock";
import { newId } from "~/domain/kernel/ids";
import { getMyLearning } from "~/domain/learning/queries.server";
import { handlers } from "../../../workers/handlers";
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
const ACADEMY = "double-academy";
const PASS: [Mark, Mark] = [3, 3];
const FAIL: [Mark, Mark] = [3, 0];
let curriculum: Curriculum;
let [ann, bob, cid]: Actor[] = [];
let manager: Actor;

beforeAll(async () => {
  curriculum = await createCurriculum(database, { assessors: 2 });
  await database.sql(
    `insert into certification (key, name, curriculum_key, validity_months, grace_months, minimum_assurance, overlay_required)
     values ($1, 'Test scheme', $1, 24, 12, 'C2', false)`,
    [curriculum.key],
  );
  const staff = (fullName: string, role: "assessor" | "academy_manager" = "assessor") =>
    createPerson(database, { fullName, grants: [{ role, organisation: ACADEMY }] });
  ann = await staff("Ann Assessor");
  bob = await staff("Bob Assessor");
  cid = await staff("Cid Assessor");
  manager = await staff("Mia Manager", "academy_manager");
});

const who = (actor: Actor | undefined): Actor => {
  if (!actor) throw new Error("arranged before");
  return actor;
};

/** Everything but the practical is done. */
async function candidate(input: Parameters<typeof createLearner>[2] = {}): Promise<Learner> {
  const learner = await createLearner(database, curriculum, input);
  await disclose(database, learner.actor.personId, ACADEMY, ["practical", "award"]);
  await database.sql(
    `insert into module_completion (id, enrolment_id, module_id, person_id, country, branch, cause)
     select gen_random_uuid(), e.id, $2, e.person_id, e.country, e.branch, 'sitting_passed' from enrolment e where e.id = $1`,
    [learner.enrolmentId, curriculum.examId],
  );
  return learner;
}

const form = (
  learner: Learner,
  [safety, custody]: [Mark, Mark],
  more: Partial<SignatureInput> = {},
): SignatureInput => ({
  ...{ enrolmentId: learner.enrolmentId, moduleId: curriculum.practicalId, assessmentId: newId() },
  ...{ observedOn: "2026-11-23", correctsId: null, reason: "" },
  marks: [
    { criterion: "safety", mark: safety, note: "calm and clear" },
    { criterion: "custody", mark: custody, note: "form filled" },
  ],
  ...more,
});

const sign = async (
  actor: Actor | undefined,
  learner: Learner,
  marks: [Mark, Mark],
  more: Partial<SignatureInput> = {},
) => {
  const input = form(learner, marks, more);
  const { state } = await signPractical(who(actor), input, clock);
  return { state, id: input.assessmentId };
};
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error) => ({ code: error.code, ...error.details }),
  );
const refOf = ({ enrolmentId }: Learner) => ({ enrolmentId, moduleId: curriculum.practicalId });
const view = (actor: Actor | undefined, learner: Learner) =>
  getPractical(who(actor), refOf(learner), clock);
const rowOf = async (actor: Actor | undefined, learner: Learner) =>
  (await listPracticals(who(actor))).find((row) => row.enrolmentId === learner.enrolmentId);
const number = async (text: string, id: string) =>
  Number((await database.sql<{ count: string }>(text, [id]))[0]?.count);
const completed = (learner: Learner) =>
  number(
    "select count(*) from module_completion where enrolment_id = $1 and cause = 'practical_passed'",
    learner.enrolmentId,
  );
const told = async (learner: Learner) =>
  (
    await database.sql<{ topic: string }>(
      "select topic from outbox where person_id = $1 and topic like 'assessment.%' order by created_at",
      [learner.actor.personId],
    )
  ).map(({ topic }) => topic.replace("assessment.practical-", ""));

/** Runs every job of every event about the learner, as the worker does. */
async function work({ actor }: Learner): Promise<void> {
  for (;;) {
    const events = await database.sql<{ id: string; topic: string; payload: unknown }>(
      "select id, topic, payload from outbox where person_id = $1 and done_at is null order by created_at",
      [actor.personId],
    );
    if (events.length === 0) return;
    for (const { id, topic, payload } of events) {
      for (const { run } of handlers.filter(({ job }) => job.topics.includes(topic)))
        await run(id, payload);
      await database.sql("update outbox set done_at = now() where id = $1", [id]);
    }
  }
}
const awards = ({ actor }: Learner) =>
  number(
    `select count(*) from award a where a.person_id = $1
     and not exists (select 1 from award_revocation r where r.award_id = a.id)`,
    actor.personId,
  );

describe("two assessors", () => {
  test("who agree pass the practical: the first signature completes nothing, the second everything", async () => {
    const learner = await candidate();
    expect(await sign(ann, learner, PASS)).toMatchObject({ state: "waiting" });
    expect([await completed(learner), await told(learner)]).toEqual([0, []]);
    expect(await sign(bob, learner, PASS)).toMatchObject({ state: "passed" });
    expect([await completed(learner), await told(learner)]).toEqual([1, ["passed"]]);
    await work(learner);
    expect(await awards(learner)).toBe(1);
    expect(await rowOf(cid, learner)).toMatchObject({ state: "passed" });
  });

  test("who agree on a fail open another round", async () => {
    const learner = await candidate();
    await sign(ann, learner, FAIL);
    expect(await sign(bob, learner, FAIL)).toMatchObject({ state: "failed" });
    expect(await sign(bob, learner, PASS)).toMatchObject({ state: "waiting" });
    expect(await sign(ann, learner, PASS)).toMatchObject({ state: "passed" });
    expect(await completed(learner)).toBe(1);
  });

  test("the audit names parts and the outcome once it stands, never a mark", async () => {
    const learner = await candidate();
    const first = await sign(ann, learner, PASS);
    const second = await sign(bob, learner, PASS);
    const events = await database.sql<{ action: string; details: Record<string, unknown> }>(
      "select action, details from audit_event where subject_id = any ($1) order by recorded_at",
      [[first.id, second.id]],
    );
    expect(events).toMatchObject([
      { action: "practical.signed", details: { part: "evaluation", waived: false } },
      { action: "practical.signed", details: { part: "final", waived: false } },
      { action: "practical.passed" },
    ]);
    expect(JSON.stringify(events)).not.toMatch(/calm|form filled/);
  });
});

describe("what the second assessor sees before signing", () => {
  test("is the first one's name and part: no outcome, no mark, not in the page and not in the database", async () => {
    const learner = await candidate();
    await sign(ann, learner, FAIL);
    const seen = await view(bob, learner);
    expect(seen.signers).toMatchObject([{ part: "evaluation", assessor: "Ann Assessor" }]);
    expect([seen.history, seen.standing, seen.part]).toEqual([[], null, "final"]);
    expect(JSON.stringify(seen)).not.toMatch(/failed|form filled/);
    expect(await rowOf(bob, learner)).toMatchObject({
      state: "second_mark",
      signedBy: ["Ann Assessor"],
    });
    const rows = (actor: Actor | undefined, table: string) =>
      database.rowsAsPerson(
        who(actor).personId,
        `select 1 from ${table} where person_id = '${learner.actor.personId}'`,
      );
    for (const table of ["practical_assessment", "practical_mark"]) {
      expect(await rows(ann, table)).toBeGreaterThan(0);
      for (const other of [bob, manager, learner.actor]) expect(await rows(other, table)).toBe(0);
    }
    await sign(bob, learner, FAIL);
    expect((await view(bob, learner)).history).toHaveLength(2);
    for (const table of ["practical_assessment", "practical_mark"])
      expect(await rows(learner.actor, table)).toBeGreaterThan(0);
  });

  test("the learner reads that one has signed, then both signatures and the outcome", async () => {
    const learner = await candidate();
    const why = async () => {
      const { enrolments } = await getMyLearning(learner.actor);
      return enrolments[0]?.steps.map((step) => step.why);
    };
    await sign(ann, learner, PASS);
    const own = () => getOwnPractical(learner.actor, curriculum.practicalId);
    expect(await own()).toMatchObject({ state: "waiting", signed: [], standing: null });
    expect(await why()).toEqual(["second_assessor"]);
    await sign(bob, learner, FAIL);
    expect(await own()).toMatchObject({ state: "disputed", standing: null });
    expect(await why()).toEqual(["moderation"]);
    await sign(cid, learner, PASS, { reason: "The form was complete on the recording." });
    const decided = await own();
    expect(decided).toMatchObject({ state: "passed", standing: { part: "moderation" } });
    expect(decided.signed.map(({ part }) => part)).toEqual(["moderation", "final", "evaluation"]);
    expect(await why()).toEqual([]);
  });
});

describe("the same person twice", () => {
  test("is refused without a reason, and with one recorded, audited and shown", async () => {
    const learner = await candidate();
    await sign(ann, learner, PASS);
    expect(await refusal(sign(ann, learner, PASS, { part: "final" }))).toMatchObject({
      ...{ code: "invalid", reason: "waiver_missing", field: "waiver" },
    });
    expect(await refusal(previewPractical(who(ann), form(learner, PASS), clock))).toMatchObject({
      reason: "waiver_missing",
    });
    expect((await view(ann, learner)).isEvaluator).toBe(true);
    const waiver = "The second assessor was taken ill.";
    expect(await sign(ann, learner, PASS, { waiver })).toMatchObject({ state: "passed" });
    expect((await view(bob, learner)).history[0]).toMatchObject({
      ...{ part: "final", waiverReason: waiver },
    });
    const audited = await database.sql(
      "select 1 from audit_event where details ->> 'waived' = 'true' and details ->> 'moduleId' = $1",
      [curriculum.practicalId],
    );
    expect(audited).toHaveLength(1);
  });

  test("another person needs no reason, and none is kept", async () => {
    const learner = await candidate();
    await sign(ann, learner, PASS);
    await sign(bob, learner, PASS, { waiver: "not needed" });
    expect((await view(ann, learner)).history[0]).toMatchObject({ waiverReason: null });
  });

  test("is refused by the database too, whoever asks it", async () => {
    const learner = await candidate();
    await sign(ann, learner, PASS);
    const insert = (actor: Actor, part: Part) =>
      database.rowsAsPerson(
        actor.personId,
        `insert into practical_assessment (id, enrolment_id, module_id, person_id, country, branch, assessor_id, observed_on, outcome,
           signed_at, part, moderation_reason)
         values (gen_random_uuid(), '${learner.enrolmentId}', '${curriculum.practicalId}', '${learner.actor.personId}', 'LC', 'general',
           '${actor.personId}', '2026-11-23', 'passed', now(), '${part}', ${part === "moderation" ? "'because'" : "null"})`,
      );
    await expect(insert(who(ann), "final")).rejects.toThrow("the final assessor is the evaluator");
    await expect(insert(who(bob), "sole")).rejects.toThrow("not a part of this practical");
    await expect(insert(who(ann), "moderation")).rejects.toThrow("signed neither");
    await expect(insert(manager, "final")).rejects.toThrow("row-level security");
    expect(await insert(who(bob), "final")).toBe(1);
  });
});

describe("two windows at once", () => {
  test("of two assessors who both mean to sign first, one does and the other's marks are refused with what to do", async () => {
    const learner = await candidate();
    const both = await Promise.all(
      [ann, bob].map((actor) => refusal(sign(actor, learner, PASS, { part: "evaluation" }))),
    );
    expect(both.filter((one) => one === null)).toHaveLength(1);
    expect(both.filter(Boolean)).toMatchObject([{ code: "conflict", reason: "part_signed" }]);
  });

  test("the same form sent twice signs once", async () => {
    const learner = await candidate();
    const input = form(learner, PASS, { part: "evaluation" });
    const states = await Promise.all(
      [input, input].map((one) => signPractical(who(ann), one, clock)),
    );
    expect(states.map(({ state }) => state)).toEqual(["waiting", "waiting"]);
    expect((await view(ann, learner)).history).toHaveLength(1);
  });
});

describe("a disagreement", () => {
  const disputed = async () => {
    const learner = await candidate();
    const evaluation = await sign(ann, learner, PASS);
    const final = await sign(bob, learner, FAIL);
    expect(final.state).toBe("disputed");
    return { learner, evaluation, final };
  };

  test("stands open until a third person decides with marks and a reason; both first marks stay", async () => {
    const { learner } = await disputed();
    expect(await completed(learner)).toBe(0);
    expect(await rowOf(manager, learner)).toMatchObject({ state: "disputed" });
    expect(await refusal(sign(cid, learner, PASS))).toMatchObject({
      ...{ code: "invalid", reason: "moderation_reason_missing", field: "reason" },
    });
    const reason = "The recording shows the form.";
    expect(await sign(manager, learner, PASS, { reason })).toMatchObject({ state: "passed" });
    expect([await completed(learner), await told(learner)]).toEqual([1, ["disputed", "passed"]]);
    await work(learner);
    expect(await awards(learner)).toBe(1);
    const { history, standing } = await view(cid, learner);
    expect(history.map(({ part, outcome, corrected }) => [part, outcome, corrected])).toEqual([
      ["moderation", "passed", false],
      ["final", "failed", false],
      ["evaluation", "passed", false],
    ]);
    expect(standing).toMatchObject({ moderationReason: reason, marks: [{}, {}] });
  });

  test("is not decided by one of the two who disagree", async () => {
    const { learner } = await disputed();
    for (const one of [ann, bob]) {
      expect((await view(one, learner)).obstacle).toBe("moderator_signed");
      expect(await refusal(sign(one, learner, PASS, { reason: "I was right." }))).toMatchObject({
        ...{ code: "forbidden", reason: "moderator_signed" },
      });
    }
    expect(await completed(learner)).toBe(0);
  });

  test("ends without a third when one of the two corrects their own mark", async () => {
    const { learner, final } = await disputed();
    const more = { correctsId: final.id, reason: "Read the wrong form." };
    expect(await sign(bob, learner, PASS, more)).toMatchObject({ state: "passed" });
    expect(await completed(learner)).toBe(1);
  });

  test("once decided is corrected by whoever decided it and by nobody else", async () => {
    const { learner, evaluation } = await disputed();
    const moderation = await sign(cid, learner, PASS, { reason: "Complete on the recording." });
    const wrong = { correctsId: evaluation.id, reason: "On reflection." };
    expect(await refusal(sign(ann, learner, FAIL, wrong))).toMatchObject({ reason: "moderated" });
    const own = { correctsId: moderation.id, reason: "Wrong recording." };
    expect(await refusal(sign(manager, learner, FAIL, own))).toMatchObject({
      reason: "not_your_signature",
    });
    expect(await sign(cid, learner, FAIL, own)).toMatchObject({ state: "failed" });
    expect([await completed(learner), await told(learner)]).toEqual([
      0,
      ["disputed", "passed", "corrected"],
    ]);
  });
});

describe("a correction after agreement", () => {
  test("takes the completion and the award back, and a third gives both again", async () => {
    const learner = await candidate();
    const first = await sign(ann, learner, PASS);
    await sign(bob, learner, PASS);
    await work(learner);
    expect(await awards(learner)).toBe(1);
    const more = { correctsId: first.id, reason: "Custody form missing." };
    expect(await sign(ann, learner, FAIL, more)).toMatchObject({ state: "disputed" });
    await work(learner);
    expect([await completed(learner), await awards(learner)]).toEqual([0, 0]);
    await sign(cid, learner, PASS, { reason: "The form was found." });
    await work(learner);
    expect([await completed(learner), await awards(learner)]).toEqual([1, 1]);
  });

  test("is each one's own: nobody corrects what another signed", async () => {
    const learner = await candidate();
    const first = await sign(ann, learner, PASS);
    await sign(bob, learner, PASS);
    const more = { correctsId: first.id, reason: "I disagree." };
    expect(await refusal(sign(cid, learner, FAIL, more))).toMatchObject({
      ...{ code: "forbidden", reason: "not_your_signature" },
    });
    expect((await view(cid, learner)).correctable).toBeNull();
    expect((await view(ann, learner)).correctable).toBe(first.id);
  });
});

describe("whoever may not sign", () => {
  test("a stranger of another country and academy does not find the practical", async () => {
    const learner = await candidate();
    await sign(ann, learner, PASS);
    const stranger = await createPerson(database, {
      ...{ country: "JM" },
      grants: [{ role: "assessor", organisation: "double-elsewhere" }],
    });
    expect(await refusal(sign(stranger, learner, PASS))).toMatchObject({ code: "not_found" });
    expect(await refusal(view(stranger, learner))).toMatchObject({ code: "not_found" });
  });

  test("the manager moderates but marks neither part", async () => {
    const learner = await candidate();
    expect(await refusal(sign(manager, learner, PASS))).toMatchObject({ reason: "may_not_mark" });
    await sign(ann, learner, PASS);
    expect(await refusal(sign(manager, learner, PASS))).toMatchObject({ reason: "may_not_mark" });
  });
});

test("the database's rule of where a practical stands is the application's", async () => {
  const plays: [Mark, Mark][][] = [[PASS], [PASS, PASS], [FAIL, FAIL], [PASS, FAIL], [FAIL, PASS]];
  for (const play of plays) {
    const learner = await candidate();
    const states: string[] = [];
    for (const [index, marks] of play.entries())
      states.push((await sign([ann, bob][index], learner, marks)).state);
    const [row] = await database.sql<{ state: string }>(
      "select app.practical_state($1, $2) as state",
      [learner.enrolmentId, curriculum.practicalId],
    );
    expect(row?.state).toBe(states.at(-1));
  }
});
