/** Staff see what a package reports before learners get it, and one that never reported is not given to them by oversight. */
import { beforeAll, describe, expect, it } from "vitest";
import { assignPackage } from "~/domain/curricula/commands.server";
import type { Actor } from "~/domain/kernel/actor";
import { previewPackage } from "~/domain/learning/commands/preview-package.server";
import { launch, saveCommit } from "~/domain/learning/commands.server";
import { getTrial } from "~/domain/learning/queries/trial.server";
import { getPlayer } from "~/domain/learning/queries.server";
import { NO_SEQUENCING } from "~/domain/learning/schema";
import { importPackageFile } from "~/domain/packages/commands.server";
import { getSettings } from "~/domain/packages/queries/settings.server";
import { getPackage } from "~/domain/packages/queries.server";
import { createPerson, ensureOrganisation } from "../../factories/identity";
import { writePackage } from "../../fixtures/package";
import { testDatabase } from "../../setup";

const database = await testDatabase();
const ACADEMY = "trial-academy";
const MANIFEST = `<manifest identifier="m" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"><organizations default="o"><organization identifier="o"><title>T</title><item identifier="i" identifierref="r"><title>A lesson</title></item></organization></organizations><resources><resource identifier="r" type="webcontent" adlcp:scormtype="sco" href="index.html"/></resources></manifest>`;

let manager: Actor;
let moduleId: string;

beforeAll(async () => {
  manager = await createPerson(database, {
    fullName: "Ann Real",
    grants: [{ role: "academy_manager", organisation: ACADEMY }],
  });
  const [module] = await database.sql<{ id: string }>(
    "select id from module where document ->> 'package' = 'uploaded' limit 1",
  );
  moduleId = module?.id ?? "";
});

async function imported(page: string) {
  return importPackageFile(manager, {
    organisationId: await ensureOrganisation(database, ACADEMY),
    filePath: await writePackage("trial", { "imsmanifest.xml": MANIFEST, "index.html": page }),
  });
}

async function play(packageId: string, status: "completed" | "incomplete") {
  const { registrationId } = await previewPackage(manager, packageId);
  const { token } = await launch(manager, registrationId);
  await saveCommit(manager, {
    ...{ token, sequence: 1, item: "i", visit: "1", seconds: 90, viewed: false },
    cmi: {
      "cmi.core.lesson_status": status,
      "cmi.core.score.raw": "80",
      "cmi.suspend_data": "x".repeat(5000),
      "cmi.interactions.0.id": "q1",
      "cmi.interactions.0.result": "correct",
      "cmi.interactions.1.id": "q2",
    },
    ...NO_SEQUENCING,
  });
  return registrationId;
}

const assign = (versionId: string, decision: Partial<Parameters<typeof assignPackage>[1]> = {}) =>
  assignPackage(manager, { moduleId, packageVersionId: versionId, ...decision });

describe("a trial", () => {
  it("is played by a learner who does not exist, and shows what was reported", async () => {
    const { packageId } = await imported("<p>one</p>");
    const registrationId = await play(packageId, "incomplete");
    const { learner } = await getPlayer(manager, registrationId);
    expect(JSON.stringify(learner)).not.toMatch(new RegExp(`Ann|Real|${manager.personId}`));
    const { mine, trials } = await getTrial(manager, packageId);
    expect(mine).toMatchObject({
      ...{ version: 1, standard: "1.2", launches: 1, isFinished: false },
      lines: [
        {
          ...{ title: "A lesson", completion: "incomplete", scoreScaled: 0.8, seconds: 90 },
          ...{ commits: 1, interactions: 2, suspended: 5000, isCutOffElsewhere: true },
        },
      ],
    });
    expect(trials).toMatchObject([{ completedAt: null, version: 1 }]);
    const counted = await database.sql("select 1 from module_completion where person_id = $1", [
      manager.personId,
    ]);
    expect(counted).toEqual([]);
  });

  it("that reported completion makes the version ready for learners", async () => {
    const { packageId, versionId } = await imported("<p>two</p>");
    await expect(assign(versionId)).rejects.toMatchObject({
      details: { reason: "never_reported" },
    });
    await play(packageId, "completed");
    expect((await getTrial(manager, packageId)).mine?.isFinished).toBe(true);
    await assign(versionId);
    expect((await getSettings(manager, { packageId })).history).toEqual([]);
  });
});

describe("a version that never reported", () => {
  it("is given to learners only with a decision and its reason, which are the package's setting from then on", async () => {
    const { packageId, versionId } = await imported("<p>three</p>");
    await expect(assign(versionId, { completion: "instructor" })).rejects.toMatchObject({
      details: { reason: "reason_required" },
    });
    const [before] = await database.sql<{ id: string | null }>(
      "select package_version_id as id from module_variant where module_id = $1",
      [moduleId],
    );
    expect(before?.id).not.toBe(versionId);
    await assign(versionId, { completion: "instructor", reason: "documents only" });
    const { settings } = await getSettings(manager, { packageId });
    expect(settings.find(({ key }) => key === "completion")).toMatchObject({
      value: "instructor",
      from: { level: "package", reason: "documents only", setBy: manager.personId },
    });
    const trail = await database.sql<{ details: unknown }>(
      "select details from audit_event where action = 'package.setting-changed' and subject_id = $1",
      [packageId],
    );
    expect(trail).toEqual([{ details: { key: "completion", value: "instructor" } }]);
    await assign(versionId);
  });

  it("is told as such by the linter on the package's page", async () => {
    const { packageId } = await imported("<p>four</p>");
    const { versions } = await getPackage(manager, packageId);
    expect(versions[0]?.findings).toMatchObject([{ rule: "never_speaks", severity: "error" }]);
  });
});
