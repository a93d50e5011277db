/** A learner with an open launch on a package of one SCO. */
import type { Actor } from "~/domain/kernel/actor";
import { newId } from "~/domain/kernel/ids";
import { enrol, launch, openModule } from "~/domain/learning/commands.server";
import type { LaunchTicket } from "~/domain/learning/schema";
import type { TestDatabase } from "../setup";
import { createPerson } from "./identity";

type Sql = Pick<TestDatabase, "sql">;

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
