/** Attempts through the doors: the rule that holds, launches that cannot save, openings by the learner and by staff. */
import { beforeAll, describe, expect, it } from "vitest";
import { setAttemptPolicy } from "~/domain/cohorts/commands/attempt-policies.server";
import { getCohortAttempts, getPersonModule } from "~/domain/cohorts/queries/attempts.server";
import type { Actor } from "~/domain/kernel/actor";
import {
  askForAttempt,
  beginAttempt,
  decideAttemptRequest,
  resetAttempt,
} from "~/domain/learning/commands/attempts.server";
import { launch, saveCommit } from "~/domain/learning/commands.server";
import { getMyAttempts } from "~/domain/learning/queries/attempts.server";
import { getMyLearning } from "~/domain/learning/queries.server";
import { createAcademy, type TestCohort } from "../../factories/cohorts";
import { createPerson } from "../../factories/identity";
import { commitOf, type Lesson, openTaught } from "../../factories/learning";
import { refusalOf } from "../../factories/nominations";
import { testDatabase } from "../../setup";
import { countStatements } from "../../setup/statements";

const database = await testDatabase();
let cohort: TestCohort;
let manager: Actor;

beforeAll(async () => {
  const lesson = await openTaught(database);
  cohort = lesson.cohort;
  manager = cohort.academy.manager;
});

const learnerOf = (input: { country?: string; branch?: "judicial" | "general" } = {}) =>
  openTaught(database, { cohort, ...input });

async function finish({ actor, registrationId }: Lesson, cmi: Record<string, string> = {}) {
  const ticket = await launch(actor, registrationId);
  await saveCommit(actor, commitOf(ticket, 1, { "cmi.completion_status": "completed", ...cmi }));
  return ticket;
}

describe("a launch", () => {
  it("of an ended attempt is a review that nothing can be saved with", async () => {
    const lesson = await learnerOf();
    const first = await finish(lesson);
    const review = await launch(lesson.actor, lesson.registrationId);
    expect(review).toMatchObject({ mode: "review", credit: "no-credit", token: "" });
    expect(review.state.items.item?.completion).toBe("completed");
    const launches = await database.sql<{ mode: string; token_hash: string | null }>(
      "select mode, token_hash from launch where attempt_id = $1 order by opened_at",
      [first.attemptId],
    );
    expect(launches.map(({ mode, token_hash }) => [mode, token_hash === null])).toEqual([
      ["normal", false],
      ["review", true],
    ]);
    for (const token of ["", "a".repeat(26)])
      expect(await saveCommit(lesson.actor, { ...commitOf(review, 1), token })).toEqual({
        outcome: "unknown_launch",
      });
  });

  it("goes on where the content asked to resume, and begins blank for browsing", async () => {
    const lesson = await learnerOf();
    await finish(lesson, { "cmi.exit": "suspend" });
    expect(await launch(lesson.actor, lesson.registrationId)).toMatchObject({ mode: "normal" });
    const browse = await launch(lesson.actor, lesson.registrationId, { mode: "browse" });
    expect(browse).toMatchObject({ mode: "browse", token: "", state: { items: {} } });
  });

  it("for review says whether another attempt may begin, by the rule that holds for the learner", async () => {
    const lesson = await learnerOf();
    const ticket = await launch(lesson.actor, lesson.registrationId);
    expect(ticket.mayBeginAnother).toBe(false);
    // passed, and not a word on completion
    await saveCommit(lesson.actor, commitOf(ticket, 1, { "cmi.success_status": "passed" }));
    const open = () => launch(lesson.actor, lesson.registrationId);
    expect(await open()).toMatchObject({ mode: "review", mayBeginAnother: true });
    const at = { cohortId: cohort.cohortId, moduleId: lesson.moduleId };
    await setAttemptPolicy(manager, at, { limit: 1, counts: "best", next: "always" });
    expect(await open()).toMatchObject({ mode: "review", mayBeginAnother: false });
    await setAttemptPolicy(manager, at, { limit: 2, counts: "best", next: "after_failure" });
    expect(await open()).toMatchObject({ mode: "review", mayBeginAnother: false });
    await setAttemptPolicy(manager, at, null);
    await beginAttempt(lesson.actor, lesson.registrationId);
    expect(await open()).toMatchObject({ mode: "normal", mayBeginAnother: false });
  });

  it("of an earlier attempt is a review of that one, whatever is asked", async () => {
    const lesson = await learnerOf();
    const { attemptId } = await finish(lesson, { "cmi.score.scaled": "0.5" });
    await beginAttempt(lesson.actor, lesson.registrationId);
    for (const mode of [null, "normal"] as const) {
      const ticket = await launch(lesson.actor, lesson.registrationId, { attemptId, mode });
      expect(ticket).toMatchObject({ attemptId, mode: "review", token: "" });
    }
    const other = await learnerOf();
    expect(await refusalOf(launch(other.actor, other.registrationId, { attemptId }))).toBe(
      "not_found/unknown_attempt",
    );
  });

  it("that saves nothing does not take over from a window that does", async () => {
    const lesson = await learnerOf();
    const ticket = await launch(lesson.actor, lesson.registrationId);
    await launch(lesson.actor, lesson.registrationId, { mode: "browse" });
    expect(await saveCommit(lesson.actor, commitOf(ticket, 1))).toMatchObject({
      outcome: "applied",
    });
  });
});

describe("another attempt", () => {
  it("begins when the last is over, once, and My learning shows the module once", async () => {
    const lesson = await learnerOf();
    expect(await beginAttempt(lesson.actor, lesson.registrationId)).toEqual({ number: 1 });
    const ticket = await launch(lesson.actor, lesson.registrationId);
    await saveCommit(lesson.actor, commitOf(ticket, 1));
    expect(await refusalOf(beginAttempt(lesson.actor, lesson.registrationId))).toBe(
      "conflict/not_over",
    );
    await saveCommit(lesson.actor, commitOf(ticket, 2, { "cmi.success_status": "failed" }));
    expect(await beginAttempt(lesson.actor, lesson.registrationId)).toEqual({ number: 2 });
    expect(await beginAttempt(lesson.actor, lesson.registrationId)).toEqual({ number: 2 });
    const view = await getMyAttempts(lesson.actor, lesson.registrationId);
    expect(view.attempts).toMatchObject([
      { number: 1, success: "failed", isCounting: true },
      { number: 2, completion: "unknown", isNewest: true },
    ]);
    const [enrolment] = (await getMyLearning(lesson.actor)).enrolments;
    expect(enrolment?.modules.filter(({ id }) => id === lesson.moduleId)).toHaveLength(1);
  });

  it("follows the cohort's rule where the academy has set one, for as long as the cohort is disclosed", async () => {
    const lesson = await learnerOf();
    const at = { cohortId: cohort.cohortId, moduleId: lesson.moduleId };
    await setAttemptPolicy(manager, at, { limit: 2, counts: "first", next: "always" });
    const rule = async () => {
      const { policy, policyOf } = await getMyAttempts(lesson.actor, lesson.registrationId);
      return { ...policy, policyOf };
    };
    expect(await rule()).toEqual({ limit: 2, counts: "first", next: "always", policyOf: "cohort" });
    const { modules } = await getCohortAttempts(manager, cohort.cohortId);
    expect(modules.find(({ id }) => id === lesson.moduleId)?.ofCohort).toMatchObject({ limit: 2 });
    await setAttemptPolicy(manager, at, null);
    expect(await rule()).toMatchObject({ limit: null, policyOf: "curriculum" });
    await setAttemptPolicy(manager, at, { limit: 2, counts: "first", next: "always" });
    await database.sql(
      "update disclosure set until_on = current_date - 1, recorded_at = now() - interval '2 days' where person_id = $1",
      [lesson.actor.personId],
    );
    expect(await rule()).toMatchObject({ limit: null, policyOf: "curriculum" });
    await setAttemptPolicy(manager, at, null);
  });

  it("by “first” completes nothing, and by every other rule it does", async () => {
    const at = { cohortId: cohort.cohortId, moduleId: (await learnerOf()).moduleId };
    for (const [counts, completed] of [
      ["first", 0],
      ["best", 1],
    ] as const) {
      const lesson = await learnerOf();
      await setAttemptPolicy(manager, at, { limit: null, counts, next: "always" });
      const ticket = await launch(lesson.actor, lesson.registrationId);
      await saveCommit(lesson.actor, commitOf(ticket, 1));
      await beginAttempt(lesson.actor, lesson.registrationId);
      const { attemptId } = await finish(lesson);
      const rows = await database.sql("select 1 from module_completion where attempt_id = $1", [
        attemptId,
      ]);
      expect(rows).toHaveLength(completed);
    }
    await setAttemptPolicy(manager, at, null);
  });

  it("beyond the limit is asked for, and staff grant or refuse it once", async () => {
    const lesson = await learnerOf();
    const at = { cohortId: cohort.cohortId, moduleId: lesson.moduleId };
    await setAttemptPolicy(manager, at, { limit: 1, counts: "best", next: "always" });
    await finish(lesson);
    const { actor, registrationId } = lesson;
    expect(await refusalOf(beginAttempt(actor, registrationId))).toBe("conflict/limit_reached");
    await askForAttempt(actor, registrationId, "The power went out");
    expect(await refusalOf(askForAttempt(actor, registrationId, "Again"))).toBe(
      "conflict/already_asked",
    );
    const { requests } = await getCohortAttempts(manager, cohort.cohortId);
    const request = requests.find((one) => one.nominationId === lesson.nominationId);
    const answer = { decision: "granted", reason: "Of course" } as const;
    await decideAttemptRequest(manager, request?.id ?? "", answer);
    expect(await refusalOf(decideAttemptRequest(manager, request?.id ?? "", answer))).toBe(
      "conflict/already_decided",
    );
    const view = await getMyAttempts(actor, registrationId);
    expect(view).toMatchObject({ left: 0, request: { decision: "granted" } });
    expect(view.attempts.map(({ cause }) => cause)).toEqual([null, "granted"]);
    expect(await toldOf(lesson)).toEqual(["attempt-granted"]);
    await setAttemptPolicy(manager, at, null);
  });

  it("by reset keeps what was done, does not count it, is audited and told", async () => {
    const lesson = await learnerOf({ country: "JM" });
    const { attemptId } = await finish(lesson, { "cmi.score.scaled": "0.9" });
    await resetAttempt(manager, lesson.registrationId, "Wrong package");
    const view = await getMyAttempts(lesson.actor, lesson.registrationId);
    expect(view.attempts).toMatchObject([
      { id: attemptId, isSetAside: true, isCounting: false, scoreScaled: 0.9 },
      { cause: "reset", reason: "Wrong package", isNewest: true },
    ]);
    expect(await toldOf(lesson)).toEqual(["attempt-reset"]);
    const events = await database.sql(
      "select 1 from audit_event where action = 'attempt.opened' and details ->> 'registrationId' = $1 and actor_id = $2",
      [lesson.registrationId, manager.personId],
    );
    expect(events).toHaveLength(1);
  });
});

const toldOf = async ({ actor }: Lesson) =>
  (
    await database.sql<{ kind: string }>(
      "select kind from message where person_id = $1 and kind like 'attempt%' order by id",
      [actor.personId],
    )
  ).map(({ kind }) => kind);

describe("who may", () => {
  it("another academy, a contact point and another learner can neither look nor reset", async () => {
    const lesson = await learnerOf({ country: "JM" });
    await finish(lesson);
    const strangers = [
      (await createAcademy(database, { country: "JM" })).manager,
      await createPerson(database, { country: "JM", grants: [{ role: "ncpoc", country: "JM" }] }),
      await createPerson(database, { country: "JM" }),
    ];
    const { cohortId } = cohort;
    for (const actor of strangers) {
      const tried = await refusalOf(resetAttempt(actor, lesson.registrationId, "Because"));
      expect(["not_found/unknown_registration", "forbidden/not_teaching"]).toContain(tried);
      expect(await refusalOf(getMyAttempts(actor, lesson.registrationId))).toBe(
        "not_found/unknown_registration",
      );
      expect(await refusalOf(getPersonModule(actor, { ...lesson, cohortId }))).toBe(
        "forbidden/not_academy_staff",
      );
      expect(
        await refusalOf(setAttemptPolicy(actor, { cohortId, moduleId: lesson.moduleId }, null)),
      ).toBe("forbidden/not_your_academy");
    }
  });

  it("an academy that is not the judiciary's sees no attempt of a judge, and may still open one", async () => {
    const judge = await learnerOf({ country: "JM", branch: "judicial" });
    await finish(judge, { "cmi.score.scaled": "0.3" });
    const seen = await getPersonModule(manager, { ...judge, cohortId: cohort.cohortId });
    expect(seen).toMatchObject({ scores: false, view: { attempts: [] } });
    await resetAttempt(manager, judge.registrationId, "Asked for");
    expect((await getMyAttempts(judge.actor, judge.registrationId)).attempts).toHaveLength(2);
    const contact = await createPerson(database, {
      country: "JM",
      grants: [{ role: "ncpoc", country: "JM" }],
    });
    for (const table of ["attempt", "attempt_opening", "attempt_request", "launch", "registration"])
      expect(
        await database.rowsAsPerson(
          contact.personId,
          `select 1 from ${table} where branch = 'judicial'`,
        ),
      ).toBe(0);
  });

  it("the page of one person's module takes six statements however many attempts", async () => {
    const lesson = await learnerOf();
    await finish(lesson);
    const look = () => getPersonModule(manager, { ...lesson, cohortId: cohort.cohortId });
    const few = await countStatements(look);
    for (let n = 0; n < 3; n++) await resetAttempt(manager, lesson.registrationId, "Once more");
    const many = await countStatements(look);
    expect(many.statements.length).toBe(few.statements.length);
    expect(many.statements.length).toBeLessThanOrEqual(6);
  });
});
