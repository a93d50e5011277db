/** What only an operator at the command line may do: make an account without an invitation. */
import { conflict, invalid } from "~/domain/kernel/errors";
import { newId } from "~/domain/kernel/ids";
import { asOperator } from "~/platform/db/operator.server";
import { createCredentials, sortName } from "../commands.server";
import type { CreatePersonInput } from "../input.server";

/** Makes a person with a posting, a password and, when asked, the role of system administrator. Throws conflict, invalid. */
export async function createPersonAsOperator(
  input: CreatePersonInput,
): Promise<{ personId: string }> {
  const personId = newId();
  await asOperator(async (db) => {
    const known = await db.query("select 1 from person where email = $1", [input.email]);
    if (known.rowCount) throw conflict("email_known", { email: input.email });
    const organisation = await db.query<{ id: string; country: string | null; branch: string }>(
      "select id, country, branch from organisation where key = $1",
      [input.organisation],
    );
    const found = organisation.rows[0];
    if (!found) throw invalid("unknown_organisation", { organisation: input.organisation });
    const profession = await db.query("select 1 from profession where key = $1", [
      input.profession,
    ]);
    if (!profession.rowCount) throw invalid("unknown_profession", { profession: input.profession });
    const country = input.country ?? found.country;
    if (!country) throw invalid("country_required");
    await db.query(
      "insert into person (id, full_name, sort_name, email, country, branch) values ($1, $2, $3, $4, $5, $6)",
      [personId, input.fullName, sortName(input.fullName), input.email, country, found.branch],
    );
    await db.query(
      "insert into posting (id, person_id, country, branch, profession_key, organisation_id, starts_on) values ($1, $2, $3, $4, $5, $6, current_date)",
      [newId(), personId, country, found.branch, input.profession, found.id],
    );
    if (input.admin)
      await db.query(
        "insert into role_grant (id, person_id, role) values ($1, $2, 'system_admin')",
        [newId(), personId],
      );
    await db.query("select app.record_audit($1, 'person.created', 'person', $2, $3, $4)", [
      newId(),
      personId,
      country,
      { by: "operator", admin: input.admin },
    ]);
  });
  await createCredentials(personId, input.email, input.password);
  return { personId };
}
