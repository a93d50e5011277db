/** The demonstration's accounts: fictional people in real kinds of posts. Written as the owner's definer would, once, at initialisation. */
import pg from "pg";
import { createCredentials } from "~/domain/identity/commands.server";
import { newId } from "~/domain/kernel/ids";
import { databaseUrls, env } from "~/platform/env.server";

type Account = {
  key: string;
  name: string;
  country: string;
  branch: "judicial" | "general" | "protected";
  organisation: string;
  profession: string;
  grants: { role: string; country?: string; organisation?: string }[];
};

export const DEMO_DOMAIN = "demo.breakwater.test";

const contactPoint = (country: string, name: string): Account => {
  const place = country.toLowerCase();
  const rest = { branch: "general" as const, profession: "senior_official" };
  const roles = ["ncpoc", "national_editor"];
  return {
    ...{ key: `ncpoc.${place}`, name, country, organisation: `${place}-ministry`, ...rest },
    grants: roles.map((role) => ({ role, country })),
  };
};

const ACCOUNTS: Account[] = [
  {
    key: "admin",
    name: "Ada Fontaine",
    country: "TT",
    branch: "general",
    organisation: "caricom-impacs",
    profession: "gov_it_staff",
    grants: [{ role: "system_admin" }, { role: "regional_admin" }],
  },
  {
    key: "chair",
    name: "Marcus Ellery",
    country: "TT",
    branch: "general",
    organisation: "caricom-impacs",
    profession: "senior_official",
    grants: [{ role: "rcc_chair" }],
  },
  {
    key: "rifc",
    name: "Ingrid Balewa",
    country: "TT",
    branch: "general",
    organisation: "caricom-impacs",
    profession: "investigator",
    grants: [{ role: "rifc_officer" }],
  },
  contactPoint("LC", "Cora Delmar"),
  contactPoint("JM", "Winston Hartley"),
  contactPoint("BB", "Hyacinth Greenidge"),
  contactPoint("GD", "Celestine Modeste"),
  {
    key: "academy",
    name: "Solange Prosper",
    country: "LC",
    branch: "general",
    organisation: "lc-police-academy",
    profession: "le_first_responder",
    grants: [{ role: "academy_manager", organisation: "lc-police-academy" }],
  },
  {
    key: "instructor",
    name: "Desmond Achille",
    country: "LC",
    branch: "general",
    organisation: "lc-police-academy",
    profession: "investigator",
    grants: [{ role: "instructor", organisation: "lc-police-academy" }],
  },
  {
    key: "assessor",
    name: "Verna Toussaint",
    country: "LC",
    branch: "general",
    organisation: "lc-police-academy",
    profession: "investigator",
    grants: [{ role: "assessor", organisation: "lc-police-academy" }],
  },
  {
    key: "judge",
    name: "Honoria St Rose",
    country: "LC",
    branch: "judicial",
    organisation: "lc-judiciary",
    profession: "judge_superior",
    grants: [],
  },
  {
    key: "officer",
    name: "Kelvin Joseph",
    country: "LC",
    branch: "general",
    organisation: "lc-police-force",
    profession: "le_first_responder",
    grants: [],
  },
  {
    key: "officer2",
    name: "Ianthe Polius",
    country: "LC",
    branch: "general",
    organisation: "lc-police-force",
    profession: "le_first_responder",
    grants: [],
  },
  {
    key: "auditor",
    name: "Perrine Clarke",
    country: "TT",
    branch: "general",
    organisation: "caricom-impacs",
    profession: "senior_official",
    grants: [{ role: "auditor" }],
  },
];

/** Person ids by account key. */
export async function seedPeople(): Promise<Map<string, string>> {
  const client = new pg.Client({ connectionString: databaseUrls.owner });
  await client.connect();
  const ids = new Map<string, string>();
  try {
    await client.query("begin; set local role breakwater_definer");
    for (const account of ACCOUNTS) ids.set(account.key, await insertAccount(client, account));
    await client.query("commit");
  } finally {
    await client.end();
  }
  const password = env().demoPassword;
  if (!password)
    throw new Error("A demonstration needs BREAKWATER_DEMO_PASSWORD; npm start makes one.");
  for (const account of ACCOUNTS)
    await createCredentials(ids.get(account.key) ?? "", `${account.key}@${DEMO_DOMAIN}`, password);
  return ids;
}

async function insertAccount(client: pg.Client, account: Account): Promise<string> {
  const id = newId();
  const words = account.name.split(" ");
  const sortName = `${words.slice(1).join(" ")}, ${words[0]}`;
  await client.query(
    "insert into person (id, full_name, sort_name, email, country, branch) values ($1, $2, $3, $4, $5, $6)",
    [id, account.name, sortName, `${account.key}@${DEMO_DOMAIN}`, account.country, account.branch],
  );
  const organisationId = await organisation(client, account.organisation);
  await client.query(
    `insert into posting (id, person_id, country, branch, profession_key, organisation_id, starts_on) values ($1, $2, $3, $4, $5, $6, '2024-01-08')`,
    [newId(), id, account.country, account.branch, account.profession, organisationId],
  );
  await discloseTo(client, id, organisationId, ["name"]);
  if (account.organisation === "lc-police-force") {
    await discloseTo(client, id, await organisation(client, "lc-police-academy"), [
      "name",
      "progress",
      "practical",
      "award",
    ]);
  }
  for (const grant of account.grants) {
    const scope = grant.organisation ? await organisation(client, grant.organisation) : null;
    await client.query(
      "insert into role_grant (id, person_id, role, country, organisation_id) values ($1, $2, $3, $4, $5)",
      [newId(), id, grant.role, grant.country ?? null, scope],
    );
  }
  return id;
}

const discloseTo = (
  client: pg.Client,
  personId: string,
  organisationId: string,
  fields: string[],
) =>
  client.query(
    "insert into disclosure (id, person_id, organisation_id, fields, until_on, reason) values ($1, $2, $3, $4, current_date + 1825, 'posting')",
    [newId(), personId, organisationId, fields],
  );

async function organisation(client: pg.Client, key: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    "select id from organisation where key = $1",
    [key],
  );
  const id = rows[0]?.id;
  if (!id) throw new Error(`The organisation ${key} is missing from content/.`);
  return id;
}
