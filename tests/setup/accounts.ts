/** Accounts beside the demonstration's, for journeys that need people of their own: written to the running platform's database. */
import pg from "pg";
import { newId } from "~/domain/kernel/ids";
import { databaseUrls } from "~/platform/env.server";
import { asDefiner } from "../../prisma/seed/definer";

export type Account = {
  key: string;
  name: string;
  country: string;
  organisation: string;
  /** A role in the organisation. */
  role?: "assessor";
};

export const emailOf = (key: string) => `${key}@demo.breakwater.test`;

const PERSON = `insert into person (id, full_name, sort_name, email, country, branch)
  values ($1, $2, regexp_replace($2, '^(.*) (\\S+)$', '\\2, \\1'), $3, $4, 'general')`;
const POSTING = `insert into posting (id, person_id, country, branch, profession_key, organisation_id, starts_on)
  select $1, $2, $3, 'general', 'le_first_responder', o.id, '2024-01-08' from organisation o where o.key = $4`;
const ROLE = `insert into role_grant (id, person_id, role, organisation_id)
  select $1, $2, $3, o.id from organisation o where o.key = $4`;
const USER = `insert into auth."user" (id, email, "emailVerified") values ($1, $2, true)`;
const PASSWORD = `insert into auth.account (id, "accountId", "providerId", "userId", password)
  select $1, $2, 'credential', $2, a.password from auth.account a join auth."user" u on u.id = a."userId" where u.email = $3`;

/** Makes a first responder of the country with the demonstration's password. */
export async function addAccount({ key, name, country, organisation, role }: Account) {
  const id = newId();
  const client = new pg.Client({ connectionString: databaseUrls.login });
  await client.connect();
  try {
    await asDefiner(client, PERSON, [id, name, emailOf(key), country]);
    await asDefiner(client, POSTING, [newId(), id, country, organisation]);
    if (role) await asDefiner(client, ROLE, [newId(), id, role, organisation]);
    await client.query(USER, [id, emailOf(key)]);
    await client.query(PASSWORD, [newId(), id, emailOf("officer")]);
  } finally {
    await client.end();
  }
}
