/** A module's package has a new version: what the academy sees first, what becomes of learners in flight, and taking it back. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/kernel/actor";
import {
  changePackageAfter,
  undoPackageChangeAfter,
} from "~/domain/learning/commands/change-package.server";
import {
  changePackage,
  spreadPackageChanges,
  undoPackageChange,
} from "~/domain/learning/commands/package-changes.server";
import { launch, openModule, saveCommit } from "~/domain/learning/commands.server";
import { getMyAttempts } from "~/domain/learning/queries/attempts.server";
import {
  getConsequences,
  getModulesOfPackage,
} from "~/domain/learning/queries/package-changes.server";
import type { PackageChoice } from "~/domain/learning/schema";
import { type Curriculum, createCurriculum, createLearner } from "../../factories/assessment";
import { createAcademy, type TestAcademy } from "../../factories/cohorts";
import { commitOf, fillModule, insertPackage } from "../../factories/learning";
import { refusalOf } from "../../factories/nominations";
import { testDatabase } from "../../setup";
import { countStatements } from "../../setup/statements";

const database = await testDatabase();
let academy: TestAcademy;
const later = new Date(Date.now() + 3_600_000);

beforeAll(async () => {
  academy = await createAcademy(database);
});

type Course = { curriculum: Curriculum; packageId: string; versionIds: string[]; moduleId: string };

/** A module on version 1 (a, b, c); version 2 has a, b and d. */
async function course(): Promise<Course> {
  const curriculum = await createCurriculum(database);
  const { packageId, versionIds } = await insertPackage(database, academy.organisationId, [
    ["a", "b", "c"],
    ["a", "b", "d"],
  ]);
  const moduleId = curriculum.selfPacedId;
  await fillModule(database, moduleId, versionIds[0] ?? "", academy.manager.personId);
  return { curriculum, packageId, versionIds, moduleId };
}

/** Somebody who has completed these activities. */
async function learnerWith({ curriculum, moduleId }: Course, done: string[], country = "LC") {
  const learner = await createLearner(database, curriculum, { country, ready: false });
  const { registrationId } = await openModule(learner.actor, {
    ...{ enrolmentId: learner.enrolmentId, moduleId },
  });
  const ticket = await launch(learner.actor, registrationId);
  for (const [index, item] of done.entries())
    await saveCommit(learner.actor, {
      ...{ ...commitOf(ticket, index + 1, { "cmi.completion_status": "completed" }), item },
    });
  return { ...learner, registrationId, ticket };
}

/** Decides, and runs what was left for the worker, twice: the second time finds nothing to do. */
async function decide({ moduleId, versionIds }: Course, choice: PackageChoice, now = later) {
  const versionId = versionIds[1] ?? "";
  const reason = "The law has changed";
  const { changeId } = await changePackage(academy.manager, {
    moduleId,
    versionId,
    choice,
    reason,
  });
  await work(changeId, "learning.package-changed", now);
  return changeId;
}

async function work(changeId: string, topic: string, now = later) {
  const rows = await database.sql<{ id: string }>(
    "select id from outbox where topic = $2 and payload ->> 'changeId' = $1",
    [changeId, topic],
  );
  const run = topic === "learning.package-changed" ? changePackageAfter : undoPackageChangeAfter;
  for (const { id } of [...rows, ...rows]) await run(id, changeId, now);
}

const live = (actor: Actor) =>
  database.sql<{ id: string; package_version_id: string }>(
    "select id, package_version_id from registration where person_id = $1 and ended_at is null",
    [actor.personId],
  );
const told = async (actor: Actor) =>
  (
    await database.sql<{ kind: string }>(
      "select kind from message where person_id = $1 and kind like 'version%' order by id",
      [actor.personId],
    )
  ).map(({ kind }) => kind);

describe("before it decides", () => {
  it("the academy sees how many are in flight by country, small counts held back, and what carries over", async () => {
    const at = await course();
    for (let n = 0; n < 6; n++) await learnerWith(at, ["a", "c"], "JM");
    for (let n = 0; n < 2; n++) await learnerWith(at, ["a"], "LC");
    const { consequences } = await getConsequences(academy.manager, at);
    expect(consequences.match).toMatchObject({
      ...{ matched: [{ from: "a" }, { from: "b" }], added: [{ identifier: "d" }] },
    });
    expect(consequences.gone).toMatchObject([{ identifier: "c", people: 6 }]);
    expect(consequences.countries).toEqual([
      { country: "Jamaica", inFlight: null, done: 0 },
      { country: "Saint Lucia", inFlight: null, done: 0 },
    ]);
    const { statements } = await countStatements(() => getConsequences(academy.manager, at));
    expect(statements.length).toBeLessThanOrEqual(6);
  });

  it("another academy, and whoever prepares no training, sees and decides nothing", async () => {
    const at = await course();
    const { actor } = await learnerWith(at, []);
    const stranger = (await createAcademy(database, { country: "JM" })).manager;
    for (const who of [actor, stranger]) {
      expect(await refusalOf(getConsequences(who, at))).toBe("forbidden/not_your_academy");
      const wish = {
        moduleId: at.moduleId,
        versionId: at.versionIds[1] ?? "",
        choice: "move",
      } as const;
      expect(await refusalOf(changePackage(who, { ...wish, reason: "Because" }))).toBe(
        "forbidden/not_your_academy",
      );
    }
  });
});

describe("learners in flight", () => {
  it("finish on the old version when the academy says so, and newcomers get the new one", async () => {
    const at = await course();
    const before = await learnerWith(at, ["a"]);
    await decide(at, "finish");
    expect(await live(before.actor)).toMatchObject([{ id: before.registrationId }]);
    const after = await learnerWith(at, []);
    expect(await live(after.actor)).toMatchObject([{ package_version_id: at.versionIds[1] }]);
  });

  it("move with what they did, once however often the job runs, in every country", async () => {
    const at = await course();
    const [here, there] = [await learnerWith(at, ["a", "c"]), await learnerWith(at, ["a"], "JM")];
    const changeId = await decide(at, "move");
    for (const { actor } of [here, there]) {
      const [registration, ...more] = await live(actor);
      expect(more).toEqual([]);
      expect(registration?.package_version_id).toBe(at.versionIds[1]);
      expect(await told(actor)).toEqual(["version-moved"]);
      const ticket = await launch(actor, registration?.id ?? "");
      expect(Object.keys(ticket.state.items)).toEqual(["a"]);
      const { attempts, left } = await getMyAttempts(actor, registration?.id ?? "");
      expect(attempts.map(({ cause }) => cause)).toEqual([null, "moved"]);
      expect(attempts.at(0)?.isSetAside).toBe(true);
      expect(left).toBe(null);
    }
    const steps = await database.sql<{ carried: number; dropped: number }>(
      "select carried, dropped from package_change_step where change_id = $1 order by dropped",
      [changeId],
    );
    expect(steps.map(({ carried, dropped }) => [carried, dropped])).toEqual([
      [1, 0],
      [1, 1],
    ]);
  });

  it("are done when what they had left is gone with the old version", async () => {
    const at = await course();
    await database.sql(
      "update package_version set tree = jsonb_set(tree, '{organizations,0,activities}', (tree #> '{organizations,0,activities}') - 2) where id = $1",
      [at.versionIds[1]],
    );
    const { enrolmentId } = await learnerWith(at, ["a", "b"]);
    await decide(at, "move");
    const rows = await database.sql("select 1 from module_completion where enrolment_id = $1", [
      enrolmentId,
    ]);
    expect(rows).toHaveLength(1);
  });

  it("begin again on a restart, and what they did stays in the record", async () => {
    const at = await course();
    const { actor, ticket } = await learnerWith(at, ["a", "b"]);
    await decide(at, "restart");
    const [registration] = await live(actor);
    expect((await launch(actor, registration?.id ?? "")).state.items).toEqual({});
    const kept = await database.sql("select 1 from commit_record where attempt_id = $1", [
      ticket.attemptId,
    ]);
    expect(kept).toHaveLength(2);
    expect(await told(actor)).toEqual(["version-restarted"]);
  });

  it("are left alone in the middle of a lesson, and follow with the next run", async () => {
    const at = await course();
    const { actor, registrationId } = await learnerWith(at, ["a"]);
    const changeId = await decide(at, "move", new Date());
    expect(await live(actor)).toMatchObject([{ id: registrationId }]);
    expect(await spreadPackageChanges()).toBeGreaterThan(0);
    await work(changeId, "learning.package-changed");
    expect(await live(actor)).toMatchObject([{ package_version_id: at.versionIds[1] }]);
  });

  it("go back when it is taken back, unless they have saved work since", async () => {
    const at = await course();
    const [idle, busy] = [await learnerWith(at, ["a"]), await learnerWith(at, ["a"])];
    const changeId = await decide(at, "move");
    const [moved] = await live(busy.actor);
    const ticket = await launch(busy.actor, moved?.id ?? "");
    await saveCommit(busy.actor, { ...commitOf(ticket, 1), item: "d" });
    await undoPackageChange(academy.manager, changeId);
    await work(changeId, "learning.package-change-undone");
    expect(await live(idle.actor)).toMatchObject([{ id: idle.registrationId }]);
    expect(await live(busy.actor)).toMatchObject([{ id: moved?.id }]);
    expect(await told(idle.actor)).toEqual(["version-moved", "version-undone"]);
    const { modules, changes } = await getModulesOfPackage(academy.manager, at.packageId);
    expect(modules).toMatchObject([{ versionId: at.versionIds[0] }]);
    expect(changes).toMatchObject([{ moved: null, returned: null, isLatest: true }]);
    expect(await refusalOf(undoPackageChange(academy.manager, changeId))).toBe(
      "conflict/already_undone",
    );
    const after = await learnerWith(at, []);
    expect(await live(after.actor)).toMatchObject([{ package_version_id: at.versionIds[0] }]);
  });
});
