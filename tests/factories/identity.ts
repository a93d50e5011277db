/** People for tests, inserted past the policies: arranging, not behaviour. */
import type { Actor } from "~/domain/kernel/actor";
import { newId } from "~/domain/kernel/ids";
import type { Role } from "~/domain/kernel/permissions";
import { withActor } from "~/platform/db/doors.server";
import type { TestDatabase } from "../setup";

export type PersonInput = {
  country?: string;
  branch?: "judicial" | "general" | "protected";
  profession?: string;
  organisation?: string;
  fullName?: string;
  email?: string;
  grants?: { role: Role; country?: string; organisation?: string }[];
};

/** A person with a posting since 2020 and the given grants; answers the actor as the database derives it. `organisation` is a key. */
export async function createPerson(
  database: TestDatabase,
  input: PersonInput = {},
): Promise<Actor> {
  const id = newId();
  const country = input.country ?? "LC";
  const branch = input.branch ?? "general";
  const name = input.fullName ?? `Test Person ${id.slice(-6)}`;
  const email = input.email ?? `${id}@example.test`;
  await database.sql(
    "insert into person (id, full_name, sort_name, email, country, branch) values ($1, $2, $2, $3, $4, $5)",
    [id, name, email, country, branch],
  );
  const organisationId = await ensureOrganisation(
    database,
    input.organisation ?? `test-${country}-${branch}`,
    country,
    branch,
  );
  const profession =
    input.profession ?? (branch === "judicial" ? "judge_superior" : "le_first_responder");
  await database.sql(
    `insert into posting (id, person_id, country, branch, profession_key, organisation_id, starts_on)
     values ($1, $2, $3, $4, $5, $6, '2020-01-01')`,
    [newId(), id, country, branch, profession, organisationId],
  );
  for (const grant of input.grants ?? []) await grantRole(database, id, grant, country, branch);
  return withActor({ personId: id }, async (_db, actor) => actor);
}

async function grantRole(
  database: TestDatabase,
  personId: string,
  grant: NonNullable<PersonInput["grants"]>[number],
  country: string,
  branch: string,
) {
  const organisationId = grant.organisation
    ? await ensureOrganisation(database, grant.organisation, country, branch)
    : null;
  await database.sql(
    "insert into role_grant (id, person_id, role, country, organisation_id) values ($1, $2, $3, $4, $5)",
    [newId(), personId, grant.role, grant.country ?? null, organisationId],
  );
}

/** The id of the organisation with this key, made when missing. */
export async function ensureOrganisation(
  database: TestDatabase,
  key: string,
  country = "LC",
  branch = "general",
): Promise<string> {
  await database.sql(
    "insert into organisation (id, key, name, kind, country, branch) values ($1, $2, $2, 'academy', $3, $4) on conflict (key) do nothing",
    [newId(), key, country, branch],
  );
  const [row] = await database.sql<{ id: string }>("select id from organisation where key = $1", [
    key,
  ]);
  if (!row) throw new Error(`organisation ${key} is missing`);
  return row.id;
}

/** Records that `organisationKey` may see these fields of a person. */
export async function disclose(
  database: TestDatabase,
  personId: string,
  organisationKey: string,
  fields: string[],
): Promise<void> {
  const organisationId = await ensureOrganisation(database, organisationKey);
  await database.sql(
    "insert into disclosure (id, person_id, organisation_id, fields, until_on, reason) values ($1, $2, $3, $4, current_date + 365, 'test')",
    [newId(), personId, organisationId, fields],
  );
}
