/** A learner with an open launch on a package of one SCO. */
import type { Actor } from "~/domain/kernel/actor";
import { newId } from "~/domain/kernel/ids";
import { enrol, launch, openModule } from "~/domain/learning/commands.server";
import { type CommitMessage, type LaunchTicket, NO_SEQUENCING } from "~/domain/learning/schema";
import type { TestDatabase } from "../setup";
import { createCohort, nominate, type TestCohort } from "./cohorts";
import { createPerson } from "./identity";

type Sql = Pick<TestDatabase, "sql">;

/** A commit of the lesson's one SCO, unfinished unless the values say otherwise. */
export const commitOf = (
  { token }: Pick<LaunchTicket, "token">,
  sequence: number,
  cmi: Record<string, string> = {},
): CommitMessage => ({
  ...{ token, sequence, item: "item", visit: "1", seconds: sequence, viewed: false },
  ...NO_SEQUENCING,
  cmi: { "cmi.completion_status": "incomplete", ...cmi },
});

export type Lesson = {
  actor: Actor;
  registrationId: string;
  enrolmentId: string;
  moduleId: string;
  nominationId: string;
  cohort: TestCohort;
};

/** Somebody with a seat in a cohort on FR-CORE (a new one unless given) who has opened its first lesson. */
export async function openTaught(
  database: TestDatabase,
  input: {
    cohort?: TestCohort;
    country?: string;
    branch?: "judicial" | "general";
  } = {},
): Promise<Lesson> {
  const { country = "LC", branch = "general" } = input;
  const cohort = input.cohort ?? (await cohortOfLessons(database));
  const actor = await createPerson(database, { country, branch });
  const { nominationId } = await nominate(database, cohort, { country, branch, person: actor });
  return { ...(await openLesson(database, actor)), actor, nominationId, cohort };
}

async function cohortOfLessons(database: TestDatabase): Promise<TestCohort> {
  const [version] = await database.sql<{ id: string }>(
    "select id from curriculum_version where curriculum_key = 'FR-CORE'",
  );
  const curriculum = { key: "FR-CORE", versionId: version?.id ?? "" };
  return createCohort(database, {
    ...{ curriculum: { ...curriculum, selfPacedId: "", examId: "", practicalId: "" }, seats: 200 },
  });
}

/** Enrols the person in FR-CORE and opens its first lesson. */
export async function openLesson(
  database: Sql,
  actor: Actor,
): Promise<{ registrationId: string; enrolmentId: string; moduleId: string }> {
  const [version] = await database.sql<{ id: string; moduleId: string }>(
    `select v.id, m.id as "moduleId" from curriculum_version v join module m on m.curriculum_version_id = v.id where v.curriculum_key = 'FR-CORE' and m.key = 'see-the-evidence'`,
  );
  if (!version) throw new Error("FR-CORE is missing");
  const { enrolmentId } = await enrol(actor, version.id);
  const { registrationId } = await openModule(actor, { enrolmentId, moduleId: version.moduleId });
  return { registrationId, enrolmentId, moduleId: version.moduleId };
}

export async function createLaunch(
  database: TestDatabase,
  country = "LC",
): Promise<{ actor: Actor; registrationId: string; ticket: LaunchTicket }> {
  const actor = await createPerson(database, { country, email: `${newId()}@example.test` });
  const { registrationId } = await openLesson(database, actor);
  return { actor, registrationId, ticket: await launch(actor, registrationId) };
}

/** A package of an organisation with one version per list of activity identifiers, and nothing in its files. */
export async function insertPackage(
  database: TestDatabase,
  organisationId: string,
  versions: string[][],
): Promise<{ packageId: string; versionIds: string[] }> {
  const packageId = newId();
  await database.sql("insert into package (id, title, organisation_id) values ($1, $2, $3)", [
    ...[packageId, "Scenes", organisationId],
  ]);
  const versionIds: string[] = [];
  for (const [index, identifiers] of versions.entries()) {
    const id = newId();
    const activities = identifiers.map((identifier) => ({
      ...{ identifier, title: `Lesson ${identifier}`, visible: true, href: `${identifier}.html` },
      ...{ kind: "sco", prerequisites: null, masteryScore: null, maxTimeAllowed: null },
      ...{ timeLimitAction: null, launchData: null, completionThreshold: null },
      ...{ sequencing: [], children: [] },
    }));
    const organizations = [{ identifier: "org", title: "Scenes", activities, sequencing: [] }];
    await database.sql(
      `insert into package_version (id, package_id, number, standard, edition, content_hash, tree, file_count, bytes)
       values ($1::uuid, $2, $3, '2004', '4th', $1::text, $4, 0, 0)`,
      [id, packageId, index + 1, JSON.stringify({ title: "Scenes", organizations })],
    );
    versionIds.push(id);
  }
  return { packageId, versionIds };
}

/** Lets a module take an uploaded package, and gives it this version. */
export async function fillModule(
  database: TestDatabase,
  moduleId: string,
  versionId: string,
  assignedBy: string,
): Promise<void> {
  await database.sql(`update module set document = '{"package": "uploaded"}' where id = $1`, [
    moduleId,
  ]);
  await database.sql(
    "insert into module_variant (id, module_id, locale, package_version_id, assigned_by) values ($1, $2, 'en', $3, $4)",
    [newId(), moduleId, versionId, assignedBy],
  );
}
