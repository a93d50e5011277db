/** What was saved and what happened: for the learner and their teachers, and for nobody else. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/kernel/actor";
import { launch, saveCommit } from "~/domain/learning/commands.server";
import { getSaved } from "~/domain/learning/queries/saved.server";
import { getSupportBundle, getTimeline } from "~/domain/learning/queries/timeline.server";
import { createAcademy, type TestCohort } from "../../factories/cohorts";
import { createPerson } from "../../factories/identity";
import { commitOf, type Lesson, openTaught } from "../../factories/learning";
import { refusalOf } from "../../factories/nominations";
import { testDatabase } from "../../setup";
import { countStatements } from "../../setup/statements";

const database = await testDatabase();
let cohort: TestCohort;
let manager: Actor;
let learner: Lesson;
let attemptId: string;

const ANSWER = {
  "cmi.interactions.0.id": "q1",
  "cmi.interactions.0.type": "choice",
  "cmi.interactions.0.learner_response": "b",
  "cmi.interactions.0.result": "incorrect",
  "cmi.interactions.0.latency": "PT12S",
  "cmi.objectives.0.id": "custody",
  "cmi.objectives.0.success_status": "passed",
  "cmi.suspend_data": "private words of the lesson",
};

beforeAll(async () => {
  learner = await openTaught(database, { country: "JM" });
  cohort = learner.cohort;
  manager = cohort.academy.manager;
  const ticket = await launch(learner.actor, learner.registrationId);
  attemptId = ticket.attemptId;
  await saveCommit(learner.actor, commitOf(ticket, 1, ANSWER));
  await saveCommit(learner.actor, commitOf(ticket, 2, { ...ANSWER, "cmi.score.scaled": "0.5" }));
  await launch(learner.actor, learner.registrationId, { mode: "browse" });
});

describe("the receipt", () => {
  it("lists every accepted commit of the learner's own, newest first, in two statements", async () => {
    const { result, statements } = await countStatements(() =>
      getSaved(learner.actor, learner.registrationId),
    );
    expect(result.entries.map(({ sequence }) => sequence)).toEqual([2, 1]);
    expect(result.lastSavedAt).toEqual(result.entries[0]?.receivedAt);
    expect(statements).toHaveLength(2);
    expect(await refusalOf(getSaved(manager, learner.registrationId))).toBe(
      "not_found/unknown_registration",
    );
  });
});

describe("the timeline", () => {
  it("shows launches, commits, answers, objectives and time to the learner and to their teacher alike", async () => {
    for (const actor of [learner.actor, manager]) {
      const { result, statements } = await countStatements(() => getTimeline(actor, attemptId));
      expect(result.launches.map(({ mode }) => mode)).toEqual(["normal", "browse"]);
      expect(result.commits.map(({ sequence }) => sequence)).toEqual([1, 2]);
      expect(result.interactions).toMatchObject([{ id: "q1", response: "b", seconds: 12 }]);
      expect(result.objectives).toMatchObject([{ id: "custody", success: "passed" }]);
      expect(result.times).toMatchObject([{ visits: 1, seconds: 2 }]);
      expect(statements.length).toBeLessThanOrEqual(6);
    }
  });

  it("and the bundle are closed to a contact point, another academy, another learner and an assessor", async () => {
    const strangers = [
      await createPerson(database, { country: "JM", grants: [{ role: "ncpoc", country: "JM" }] }),
      (await createAcademy(database, { country: "JM" })).manager,
      await createPerson(database, { country: "JM" }),
      await createPerson(database, {
        grants: [{ role: "assessor", organisation: cohort.academy.key }],
      }),
    ];
    for (const actor of strangers)
      for (const look of [getTimeline, getSupportBundle])
        expect(await refusalOf(look(actor, attemptId))).toBe("not_found/unknown_attempt");
  });

  it("of a judge is closed to an academy that is not the judiciary's", async () => {
    const judge = await openTaught(database, { cohort, country: "JM", branch: "judicial" });
    const ticket = await launch(judge.actor, judge.registrationId);
    await saveCommit(judge.actor, commitOf(ticket, 1));
    expect(await refusalOf(getTimeline(manager, ticket.attemptId))).toBe(
      "not_found/unknown_attempt",
    );
    expect((await getTimeline(judge.actor, ticket.attemptId)).commits).toHaveLength(1);
  });
});

describe("the support bundle", () => {
  it("has sequence numbers and hashes, and no name, answer or text of the lesson", async () => {
    const bundle = await getSupportBundle(manager, attemptId);
    expect(bundle.commits.map(({ epoch, sequence }) => [epoch, sequence])).toEqual([
      [1, 1],
      [1, 2],
    ]);
    expect(new Set(bundle.commits.map(({ sha256 }) => sha256)).size).toBe(2);
    const text = JSON.stringify(bundle);
    for (const secret of ["private words", "q1", "custody", "Test Person", learner.actor.personId])
      expect(text).not.toContain(secret);
  });
});
