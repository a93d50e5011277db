/** One strange package, or one learner's trouble with it, is mended without touching anybody else; who did it and why is written down. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/kernel/actor";
import { completeByInstructor } from "~/domain/learning/commands/complete-by-instructor.server";
import { launch, saveCommit } from "~/domain/learning/commands.server";
import { listPackageLearners } from "~/domain/learning/queries/package-learners.server";
import { getMyLearning, getPlayer } from "~/domain/learning/queries.server";
import { NO_SEQUENCING } from "~/domain/learning/schema";
import { changeSetting } from "~/domain/packages/commands/change-setting.server";
import { getSettings } from "~/domain/packages/queries/settings.server";
import type { SettingKey, SettingValue } from "~/domain/packages/settings";
import { createPerson, disclose } from "../../factories/identity";
import { openLesson } from "../../factories/learning";
import { testDatabase } from "../../setup";

const database = await testDatabase();
const ACADEMY = "settings-academy";

let manager: Actor;
let instructor: Actor;
let region: Actor;
let packageId: string;
let lesson: string;

type Learner = { actor: Actor; registrationId: string; enrolmentId: string };

async function aLearner(): Promise<Learner> {
  const actor = await createPerson(database);
  await disclose(database, actor.personId, ACADEMY, ["progress"]);
  return { actor, ...(await openLesson(database, actor)) };
}

beforeAll(async () => {
  const grant = (
    role: "academy_manager" | "instructor" | "regional_admin",
    organisation?: string,
  ) => createPerson(database, { country: "JM", grants: [{ role, organisation }] });
  manager = await grant("academy_manager", ACADEMY);
  instructor = await grant("instructor", ACADEMY);
  region = await grant("regional_admin");
  const { registrationId } = await aLearner();
  const [row] = await database.sql<{ id: string; lesson: string }>(
    `select v.package_id as id, v.tree -> 'organizations' -> 0 -> 'activities' -> 0 ->> 'identifier' as lesson
     from registration r join package_version v on v.id = r.package_version_id where r.id = $1`,
    [registrationId],
  );
  packageId = row?.id ?? "";
  lesson = row?.lesson ?? "";
  await database.sql(
    "update package set organisation_id = (select id from organisation where key = $1) where id = $2",
    [ACADEMY, packageId],
  );
});

const decide = (
  actor: Actor,
  key: SettingKey,
  value: SettingValue,
  of: { packageId?: string; registrationId?: string } = {},
) => changeSetting(actor, { packageId, ...of, key, value, reason: "it cannot report" });

async function report(learner: Learner, status: "completed" | "incomplete", viewed = false) {
  const { token } = await launch(learner.actor, learner.registrationId);
  await saveCommit(learner.actor, {
    ...{ token, sequence: 1, item: lesson, visit: "1", seconds: 1, viewed },
    cmi: { "cmi.completion_status": status },
    ...NO_SEQUENCING,
  });
}

async function standing({ actor, enrolmentId }: Learner) {
  const { enrolments } = await getMyLearning(actor);
  const modules = enrolments.find((each) => each.enrolmentId === enrolmentId)?.modules;
  const module = modules?.find(({ key }) => key === "see-the-evidence");
  return { completed: module?.completed, reason: module?.completionReason };
}

describe("a setting for one learner", () => {
  it("holds for this learner alone; the instructor completes with a reason that the learner reads", async () => {
    const [one, other] = [await aLearner(), await aLearner()];
    const { registrationId } = one;
    await decide(instructor, "completion", "instructor", { registrationId });
    await report(one, "completed");
    await report(other, "completed");
    expect(await standing(one)).toEqual({ completed: false, reason: null });
    expect(await standing(other)).toEqual({ completed: true, reason: null });
    const reason = "showed me the finished report on 3 May";
    await completeByInstructor(instructor, { packageId, registrationId, reason });
    expect(await standing(one)).toEqual({ completed: true, reason });
    await expect(
      completeByInstructor(instructor, { packageId, registrationId, reason }),
    ).rejects.toMatchObject({ details: { reason: "completed_already" } });
    const { learners } = await listPackageLearners(instructor, packageId);
    expect(learners.find((each) => each.registrationId === registrationId)).toMatchObject({
      ...{ reason, exceptions: 1, mayDecide: true },
    });
    const trail = await database.sql<{ action: string }>(
      "select action from audit_event where subject_id = $1 order by recorded_at",
      [registrationId],
    );
    expect(trail.map(({ action }) => action)).toEqual([
      "package.setting-changed",
      "module.completed-by-instructor",
    ]);
  });

  it("is nobody's to decide who does not teach the learner, nor the learner's own", async () => {
    const learner = await aLearner();
    const { registrationId } = learner;
    const elsewhere = await createPerson(database, {
      country: "BB",
      grants: [{ role: "instructor", organisation: "another-academy" }],
    });
    const contact = await createPerson(database, { grants: [{ role: "ncpoc", country: "LC" }] });
    const himself = await createPerson(database, {
      grants: [{ role: "instructor", organisation: ACADEMY }],
    });
    await disclose(database, himself.personId, ACADEMY, ["progress"]);
    const own = await openLesson(database, himself);
    const attempts: [Actor, string, string][] = [
      [elsewhere, registrationId, "unknown_registration"],
      [contact, registrationId, "not_your_learner"],
      [learner.actor, registrationId, "not_your_learner"],
      [himself, own.registrationId, "not_your_learner"],
    ];
    for (const [actor, registration, reason] of attempts) {
      await expect(
        decide(actor, "completion", "instructor", { registrationId: registration }),
      ).rejects.toMatchObject({ details: { reason } });
      await expect(
        completeByInstructor(actor, { packageId, registrationId: registration, reason: "x" }),
      ).rejects.toMatchObject({ details: { reason } });
    }
    const inserted = (personId: string) =>
      database.rowsAsPerson(
        personId,
        `insert into registration_setting (id, registration_id, person_id, country, branch, key, value, reason, set_by)
         values (gen_random_uuid(), '${own.registrationId}', '${himself.personId}', 'LC', 'general', 'completion', '"viewed"', 'x', '${personId}')`,
      );
    await expect(inserted(himself.personId)).rejects.toThrow(/row-level security/);
    await expect(inserted(elsewhere.personId)).rejects.toThrow(/row-level security/);
  });

  it("cannot pass over a package that reports by itself", async () => {
    const { registrationId } = await aLearner();
    await expect(
      completeByInstructor(instructor, { packageId, registrationId, reason: "x" }),
    ).rejects.toMatchObject({ details: { reason: "not_by_instructor" } });
  });
});

describe("a setting of a package", () => {
  it("is its academy's to decide; what holds for every package is the region's", async () => {
    await expect(decide(instructor, "popups", "allowed")).rejects.toMatchObject({
      details: { reason: "not_your_academy" },
    });
    await expect(
      decide(manager, "popups", "allowed", { packageId: "platform" }),
    ).rejects.toMatchObject({ details: { reason: "not_regional" } });
    await expect(decide(manager, "masteryScore", 140)).rejects.toMatchObject({
      details: { reason: "setting_value" },
    });
  });

  it("reaches the player: the most specific decision, then, given back, the one above", async () => {
    const learner = await aLearner();
    const { registrationId } = learner;
    const inForce = async () => {
      const { settings, organizations } = await getPlayer(learner.actor, registrationId);
      const score = organizations[0]?.activities[0]?.masteryScore ?? null;
      return { score, popups: settings.popups };
    };
    expect(await inForce()).toMatchObject({ popups: "blocked" });
    await decide(region, "masteryScore", 40, { packageId: "platform" });
    await decide(manager, "masteryScore", 60);
    await decide(manager, "popups", "allowed");
    expect(await inForce()).toEqual({ score: 60, popups: "allowed" });
    await decide(instructor, "masteryScore", 80, { registrationId });
    expect((await inForce()).score).toBe(80);
    await decide(instructor, "masteryScore", null, { registrationId });
    expect((await inForce()).score).toBe(60);
    await decide(manager, "masteryScore", null);
    expect((await inForce()).score).toBe(40);
    const { settings, history } = await getSettings(manager, { packageId });
    expect(settings.find(({ key }) => key === "masteryScore")).toMatchObject({
      value: 40,
      from: { level: "platform", reason: "it cannot report", setBy: region.personId },
    });
    expect(history.map(({ level, value }) => [level, value])).toEqual([
      ...[
        ["package", null],
        ["package", "allowed"],
        ["package", 60],
        ["platform", 40],
      ],
    ]);
    await decide(manager, "popups", null);
    await decide(region, "masteryScore", null, { packageId: "platform" });
  });

  it("having opened it counts where the academy decided so, whatever the lesson reports", async () => {
    await decide(manager, "completion", "viewed");
    const learner = await aLearner();
    await report(learner, "incomplete", true);
    expect((await standing(learner)).completed).toBe(true);
    await decide(manager, "completion", null);
  });
});
