import { beforeAll, describe, expect, test } from "vitest";
import { answerQuestion } from "~/domain/assessment/commands/answer-question.server";
import { closeExpiredSittings } from "~/domain/assessment/commands/close-expired.server";
import { startSitting } from "~/domain/assessment/commands/start-sitting.server";
import { submitSitting } from "~/domain/assessment/commands/submit-sitting.server";
import { getExamStart } from "~/domain/assessment/queries/exam-start.server";
import { getOverview, getQuestion } from "~/domain/assessment/queries/sitting.server";
import { findSittingResult } from "~/domain/assessment/queries/sitting-result.server";
import { fixedClock } from "~/domain/kernel/clock";
import { newId } from "~/domain/kernel/ids";
import {
  type Curriculum,
  createCurriculum,
  createLearner,
  type Learner,
  optionNumber,
} from "../../factories/assessment";
import { createPerson, disclose } from "../../factories/identity";
import { testDatabase } from "../../setup";

const database = await testDatabase();
const START = new Date("2026-11-23T14:00:00Z");
const minutesLater = (minutes: number) => fixedClock(new Date(START.getTime() + minutes * 60_000));
let curriculum: Curriculum;

beforeAll(async () => {
  curriculum = await createCurriculum(database);
});

const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error) => ({ code: error.code, ...error.details }),
  );

const start = (learner: Learner, minute = 0) =>
  startSitting(learner.actor, { moduleId: curriculum.examId }, minutesLater(minute));

type Choice = { choice: number; shown?: number; seen?: number; flagged?: boolean };
const answer = (learner: Learner, sittingId: string, position: number, given: Choice, minute = 1) =>
  answerQuestion(
    learner.actor,
    { sittingId, position, shown: undefined, seen: 0, flagged: false, wasFlagged: false, ...given },
    minutesLater(minute),
  );

async function answerAll(learner: Learner, sittingId: string, right: number) {
  for (let position = 1; position <= 6; position++) {
    const option = position <= right ? "right" : "wrong";
    await answer(learner, sittingId, position, {
      choice: await optionNumber(database, sittingId, position, option),
    });
  }
}

const count = async (text: string, id: string) =>
  Number((await database.sql<{ count: string }>(text, [id]))[0]?.count);

describe("starting an exam", () => {
  test("draws the blueprint's questions and starts the server's clock", async () => {
    const learner = await createLearner(database, curriculum);
    const { sittingId } = await start(learner);
    const sitting = await getOverview(learner.actor, sittingId, minutesLater(5));
    expect(sitting).toMatchObject({ total: 6, answered: 0, remainingSeconds: 40 * 60 });
  });

  test("twice at once, from two windows, is one sitting", async () => {
    const learner = await createLearner(database, curriculum);
    const [one, two] = await Promise.all([start(learner), start(learner)]);
    expect(one).toEqual(two);
  });

  test("waits for the required modules and names them", async () => {
    const learner = await createLearner(database, curriculum, { ready: false });
    expect(await reasonOf(start(learner))).toMatchObject({
      code: "conflict",
      reason: "modules_incomplete",
      missing: ["The self_paced"],
    });
    const page = await getExamStart(learner.actor, curriculum.examId, minutesLater(0));
    expect(page.eligibility).toMatchObject({ may: false, because: "modules_incomplete" });
  });

  test("is not found by whoever is not enrolled", async () => {
    const stranger = await createPerson(database);
    const asked = startSitting(stranger, { moduleId: curriculum.examId });
    expect(await reasonOf(asked)).toMatchObject({ code: "not_found", reason: "unknown_exam" });
  });

  test("after two failed tries waits fourteen days, then draws unseen questions first", async () => {
    const learner = await createLearner(database, curriculum);
    for (const minute of [0, 60]) {
      const { sittingId } = await start(learner, minute);
      await submitSitting(learner.actor, { sittingId }, minutesLater(minute + 1));
    }
    expect(await reasonOf(start(learner, 24 * 60))).toMatchObject({
      code: "conflict",
      reason: "must_wait",
      until: "2026-12-07",
    });
    const later = await start(learner, 15 * 24 * 60);
    expect(later.sittingId).toBeTruthy();
    const repeated = await count(
      `select count(*) from (select item_id from sitting_item where person_id = $1 group by 1 having count(*) > 1) x`,
      learner.actor.personId,
    );
    expect(repeated).toBe(0);
  });
});

describe("answering", () => {
  test("an answer is there again in another window, with the time left", async () => {
    const learner = await createLearner(database, curriculum);
    const { sittingId } = await start(learner);
    await answer(learner, sittingId, 2, { choice: 3, flagged: true });
    const { question } = await getQuestion(
      learner.actor,
      { sittingId, position: 2 },
      minutesLater(2),
    );
    expect(question).toMatchObject({ chosen: 3, flagged: true });
  });

  test("the same form sent twice is one answer", async () => {
    const learner = await createLearner(database, curriculum);
    const { sittingId } = await start(learner);
    const receipts = await Promise.all(
      [1, 2].map(() => answer(learner, sittingId, 1, { choice: 2 })),
    );
    expect(receipts.map((receipt) => receipt.outcome).sort()).toEqual(["saved", "unchanged"]);
    expect(
      await count("select count(*) from sitting_answer where sitting_id = $1", sittingId),
    ).toBe(1);
  });

  test("from two windows the last choice wins and says what it replaced", async () => {
    const learner = await createLearner(database, curriculum);
    const { sittingId } = await start(learner);
    await answer(learner, sittingId, 1, { choice: 1 });
    const second = await answer(learner, sittingId, 1, { choice: 2 });
    expect(second.outcome).toBe("replaced");
    const { question } = await getQuestion(
      learner.actor,
      { sittingId, position: 1 },
      minutesLater(2),
    );
    expect(question?.chosen).toBe(2);
  });

  test("an untouched page in an old window does not undo a newer choice", async () => {
    const learner = await createLearner(database, curriculum);
    const { sittingId } = await start(learner);
    const first = await answer(learner, sittingId, 1, { choice: 1 });
    await answer(learner, sittingId, 1, { choice: 2, shown: 1, seen: first.sequence });
    const old = { choice: 1, shown: 1, seen: first.sequence };
    expect(await answer(learner, sittingId, 1, old)).toMatchObject({
      outcome: "kept_newer",
      chosen: 2,
    });
  });

  test("an option that is not on the page is refused and nothing is lost", async () => {
    const learner = await createLearner(database, curriculum);
    const { sittingId } = await start(learner);
    await answer(learner, sittingId, 1, { choice: 1 });
    const refused = await reasonOf(answer(learner, sittingId, 1, { choice: 7 }));
    expect(refused).toMatchObject({ code: "invalid", reason: "unknown_option" });
    expect((await getOverview(learner.actor, sittingId, minutesLater(2))).answered).toBe(1);
  });

  test("after the deadline it is refused, says what was kept, and that is graded", async () => {
    const learner = await createLearner(database, curriculum);
    const { sittingId } = await start(learner);
    await answerAll(learner, sittingId, 5);
    expect(await reasonOf(answer(learner, sittingId, 6, { choice: 1 }, 46))).toMatchObject({
      code: "conflict",
      reason: "time_over",
      kept: 6,
      total: 6,
    });
    const result = await findSittingResult(learner.actor, sittingId, minutesLater(46));
    expect(result).toMatchObject({ passed: true, score: 5, maxScore: 6, expired: true });
  });

  test("after handing in it is refused", async () => {
    const learner = await createLearner(database, curriculum);
    const { sittingId } = await start(learner);
    await submitSitting(learner.actor, { sittingId }, minutesLater(3));
    expect(await reasonOf(answer(learner, sittingId, 1, { choice: 1 }, 4))).toMatchObject({
      code: "conflict",
      reason: "sitting_closed",
      kept: 0,
    });
  });

  test("a closed sitting takes no answer even past the command", async () => {
    const learner = await createLearner(database, curriculum);
    const { sittingId } = await start(learner);
    await submitSitting(learner.actor, { sittingId }, minutesLater(3));
    const forced = database.sql(
      `insert into sitting_answer (id, sitting_id, position, person_id, country, branch, option_key, answered_at)
       values ($1, $2, 1, $3, 'LC', 'general', 'right', $4)`,
      [newId(), sittingId, learner.actor.personId, START],
    );
    await expect(forced).rejects.toThrow("the sitting is closed");
  });
});

describe("handing in", () => {
  test("a pass completes the module, leaves word for the award and an audit event without a score", async () => {
    const learner = await createLearner(database, curriculum);
    const { sittingId } = await start(learner);
    await answerAll(learner, sittingId, 5);
    await submitSitting(learner.actor, { sittingId }, minutesLater(10));
    const word = await database.sql<{ payload: unknown; country: string; person_id: string }>(
      "select payload, country, person_id from outbox where topic = 'assessment.sitting-passed' and person_id = $1",
      [learner.actor.personId],
    );
    expect(word).toEqual([
      {
        payload: { sittingId, enrolmentId: learner.enrolmentId },
        country: "LC",
        person_id: learner.actor.personId,
      },
    ]);
    const audit = await database.sql<{ action: string; details: object }>(
      "select action, details from audit_event where subject_id = $1 order by recorded_at",
      [sittingId],
    );
    expect(audit.map((event) => event.action)).toEqual(["sitting.started", "sitting.passed"]);
    expect(JSON.stringify(audit)).not.toMatch(/score/i);
    const completed = await count(
      "select count(*) from module_completion where enrolment_id = $1 and cause = 'exam_passed'",
      learner.enrolmentId,
    );
    expect(completed).toBe(1);
  });

  test("twice at once gives one result, one audit event and one outbox row", async () => {
    const learner = await createLearner(database, curriculum);
    const { sittingId } = await start(learner);
    await answerAll(learner, sittingId, 6);
    const submit = () => submitSitting(learner.actor, { sittingId }, minutesLater(10));
    await Promise.all([submit(), submit(), submit()]);
    await submit();
    expect(
      await count("select count(*) from sitting_result where sitting_id = $1", sittingId),
    ).toBe(1);
    const passed =
      "select count(*) from audit_event where subject_id = $1 and action = 'sitting.passed'";
    expect(await count(passed, sittingId)).toBe(1);
    const word =
      "select count(*) from outbox where topic = 'assessment.sitting-passed' and person_id = $1";
    expect(await count(word, learner.actor.personId)).toBe(1);
  });

  test("79 % is not a pass and says nothing to certification", async () => {
    const learner = await createLearner(database, curriculum);
    const { sittingId } = await start(learner);
    await answerAll(learner, sittingId, 4);
    await submitSitting(learner.actor, { sittingId }, minutesLater(10));
    const result = await findSittingResult(learner.actor, sittingId, minutesLater(11));
    expect(result).toMatchObject({
      passed: false,
      score: 4,
      next: { may: true, attemptsLeft: 1 },
    });
    const word = "select count(*) from outbox where person_id = $1";
    expect(await count(word, learner.actor.personId)).toBe(0);
  });

  test("whoever has passed does not start again", async () => {
    const learner = await createLearner(database, curriculum);
    const { sittingId } = await start(learner);
    await answerAll(learner, sittingId, 6);
    await submitSitting(learner.actor, { sittingId }, minutesLater(10));
    expect(await reasonOf(start(learner, 11))).toMatchObject({ reason: "already_passed" });
  });

  test("the result names objectives and never a question, an option or a key", async () => {
    const learner = await createLearner(database, curriculum);
    const { sittingId } = await start(learner);
    await answerAll(learner, sittingId, 3);
    await submitSitting(learner.actor, { sittingId }, minutesLater(10));
    const told = JSON.stringify(
      await findSittingResult(learner.actor, sittingId, minutesLater(11)),
    );
    expect(told).toContain("You know scene");
    expect(told).not.toMatch(/"right"|because|answer to/);
  });
});

describe("the job that closes what nobody came back to", () => {
  test("grades from the answers kept, once, however often it runs", async () => {
    const learner = await createLearner(database, curriculum);
    const { sittingId } = await start(learner, 30 * 24 * 60);
    const after = minutesLater(30 * 24 * 60 + 50);
    expect(await closeExpiredSittings(after)).toBeGreaterThanOrEqual(1);
    expect(await closeExpiredSittings(after)).toBe(0);
    const result = await findSittingResult(learner.actor, sittingId, after);
    expect(result).toMatchObject({ passed: false, expired: true, score: 0 });
  });
});

describe("whose sitting it is", () => {
  test("another person's sitting is not found, to read, to answer or to hand in", async () => {
    const learner = await createLearner(database, curriculum);
    const other = await createLearner(database, curriculum);
    const ncpoc = await createPerson(database, { grants: [{ role: "ncpoc", country: "LC" }] });
    const { sittingId } = await start(learner);
    for (const actor of [other.actor, ncpoc]) {
      const stranger = { ...learner, actor };
      const asked = [
        getQuestion(actor, { sittingId, position: 1 }, minutesLater(1)),
        getOverview(actor, sittingId, minutesLater(1)),
        findSittingResult(actor, sittingId, minutesLater(1)),
        answer(stranger, sittingId, 1, { choice: 1 }),
        submitSitting(actor, { sittingId }, minutesLater(1)),
      ];
      for (const refusal of await Promise.all(asked.map(reasonOf))) {
        expect(refusal).toMatchObject({ code: "not_found", reason: "unknown_sitting" });
      }
    }
  });

  test("a score is seen by its own person and by staff it was disclosed to, by nobody else", async () => {
    const learner = await createLearner(database, curriculum);
    const { sittingId } = await start(learner);
    await submitSitting(learner.actor, { sittingId }, minutesLater(1));
    const academy = `academy-${newId()}`;
    const staff = (key: string) =>
      createPerson(database, { grants: [{ role: "instructor", organisation: key }] });
    const [mine, elsewhere] = [await staff(academy), await staff(`${academy}-2`)];
    const ncpoc = await createPerson(database, { grants: [{ role: "ncpoc", country: "LC" }] });
    const foreign = await createPerson(database, {
      country: "JM",
      grants: [{ role: "ncpoc", country: "JM" }],
    });
    await disclose(database, learner.actor.personId, academy, ["name", "scores"]);
    const scores = `select 1 from sitting_result where sitting_id = '${sittingId}'`;
    const sittings = `select 1 from sitting where id = '${sittingId}'`;
    const seen = async (actor: { personId: string }) => [
      await database.rowsAsPerson(actor.personId, sittings),
      await database.rowsAsPerson(actor.personId, scores),
    ];
    expect(await seen(learner.actor)).toEqual([1, 1]);
    expect(await seen(mine)).toEqual([1, 1]);
    expect(await seen(elsewhere)).toEqual([0, 0]);
    expect(await seen(ncpoc)).toEqual([1, 0]);
    expect(await seen(foreign)).toEqual([0, 0]);
  });

  test("a judge's sitting is invisible to the contact point of the same country", async () => {
    const judge = await createLearner(database, curriculum, { branch: "judicial" });
    const { sittingId } = await start(judge);
    const ncpoc = await createPerson(database, { grants: [{ role: "ncpoc", country: "LC" }] });
    for (const table of ["sitting", "sitting_item", "sitting_answer", "sitting_flag"]) {
      const rows = `select 1 from ${table} where country = 'LC' and branch = 'judicial'`;
      expect(await database.rowsAsPerson(ncpoc.personId, rows)).toBe(0);
    }
    expect(sittingId).toBeTruthy();
  });
});

describe("the bank", () => {
  test("is not listable: a learner reads the items drawn for them and no others", async () => {
    const learner = await createLearner(database, curriculum);
    const all = "select 1 from item";
    expect(await database.rowsAsPerson(learner.actor.personId, all)).toBe(0);
    await start(learner);
    expect(await database.rowsAsPerson(learner.actor.personId, all)).toBe(6);
  });

  test("a question page holds numbered options and neither keys nor ids of items", async () => {
    const learner = await createLearner(database, curriculum);
    const { sittingId } = await start(learner);
    const page = await getQuestion(learner.actor, { sittingId, position: 1 }, minutesLater(1));
    expect(page.question?.options.map((option) => option.number)).toEqual([1, 2, 3, 4]);
    expect(Object.keys(page.question ?? {}).sort()).toEqual(
      ["answeredAt", "chosen", "flagged", "options", "position", "sequence", "stem"].sort(),
    );
    expect(JSON.stringify(page)).not.toMatch(/"right"|"wrong"|because|item/);
  });
});
