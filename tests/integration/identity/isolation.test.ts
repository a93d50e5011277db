/**
 * Every table × verb × role against a foreign country, and every judicial row against the same country's contact point.
 * Rows are taken as they are: each table with a country is given a row of Jamaica, then everybody from elsewhere looks.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { ROLES, type Role } from "~/domain/kernel/roles";
import { createPerson, disclose } from "../../factories/identity";
import { testDatabase } from "../../setup";
import {
  fillRow,
  fillTable,
  insertOf,
  type Table,
  tableNamed,
  tablesWithCountry,
  tablesWithoutCountry,
} from "./every-table";

const database = await testDatabase();

/** Tables without a country: what they hold, and why another country may know it. A new one is refused until it is in here. */
const WITHOUT_COUNTRY: Record<
  string,
  "reference" | "content" | "chain" | "person" | "academy" | "nobody"
> = {
  _prisma_migrations: "nobody",
  api_token: "person",
  assessor_assignment: "academy",
  attempt_policy: "reference",
  attendance_code: "academy",
  audit_seal: "chain",
  baseline: "reference",
  bulk_action: "academy",
  calendar_feed: "academy",
  capacity_rollup_mark: "reference",
  certification: "reference",
  cohort: "reference",
  cohort_message: "academy",
  cohort_session: "academy",
  committee: "reference",
  country: "reference",
  curriculum: "reference",
  curriculum_version: "reference",
  delivery_right: "reference",
  disclosure: "person",
  exam_blueprint: "content",
  instance: "reference",
  item: "content",
  item_key: "nobody",
  minimum_standard: "reference",
  module: "reference",
  module_variant: "reference",
  objective: "reference",
  overlay_slot: "reference",
  package: "content",
  package_change: "reference",
  package_file: "content",
  package_setting: "content",
  package_trial: "content",
  package_upload: "academy",
  package_version: "content",
  partner_offer: "reference",
  population: "reference",
  practical_rubric: "content",
  priority_area: "reference",
  profession: "reference",
  role_grant_end: "person",
  room: "reference",
  session_link: "academy",
  sign_in_sheet: "academy",
  slot: "reference",
  snapshot: "reference",
};

/** Tables every signed-in person reads, or that hold nothing about persons or nations' inner figures. */
const PUBLIC = new Set([
  "country",
  "organisation",
  "overlay",
  "award_coverage",
  "snapshot_cell",
  "venue",
]);
/** Regional offices see exact national figures by design (DESIGN §10); these tables hold no person. */
const REGIONAL_FIGURES = new Set([
  "capacity_delta",
  "workforce_count",
  "milestone_record",
  "indicator_record",
  "snapshot_cell_exact",
  "capacity_rollup",
  "capacity_standing",
  "capacity_lapsed",
  "standard_applicability",
  "standard_evaluation",
  "cohort_quota",
  "quota_release",
  "seat",
  "training_priority",
  "hardship_event",
  "hardship_event_end",
]);

/** A release and a ruling are the region's to write (DESIGN §10); they hold no person. */
const REGIONAL_WRITES = new Set(["snapshot_cell", "snapshot_cell_exact", "standard_applicability"]);

/**
 * What offices do in every country: an administrator of accounts keeps them, an auditor reads the trail, administrators import
 * packages for any academy. No progress, score or award.
 */
const OFFICES: Record<string, Record<string, string[]>> = {
  auditor: { audit_event: ["select"] },
  regional_admin: { package_upload: ["select"] },
  system_admin: {
    audit_event: ["select"],
    invitation: ["select", "insert", "update"],
    message: ["select"],
    outbox: ["select"],
    package_upload: ["select"],
    person: ["select", "insert", "update"],
    posting: ["select", "insert", "update"],
    role_grant: ["select", "insert"],
    role_grant_end: ["select"],
    trouble_report: ["select"],
  },
};

const isOfOffice = (role: string, table: string, statement: string) =>
  OFFICES[role]?.[table]?.includes(statement.split(" ")[0] ?? "") ?? false;

const STRANGERS: {
  name: string;
  grants: { role: Role; country?: string; organisation?: string }[];
  regional?: boolean;
}[] = [
  { name: "learner", grants: [] },
  { name: "ncpoc", grants: [{ role: "ncpoc", country: "LC" }] },
  { name: "national_editor", grants: [{ role: "national_editor", country: "LC" }] },
  {
    name: "academy_manager",
    grants: [{ role: "academy_manager", organisation: "iso-academy-lc" }],
  },
  { name: "instructor", grants: [{ role: "instructor", organisation: "iso-academy-lc" }] },
  { name: "assessor", grants: [{ role: "assessor", organisation: "iso-academy-lc" }] },
  { name: "steering_member", grants: [{ role: "steering_member" }] },
  { name: "rcc_member", grants: [{ role: "rcc_member" }] },
  { name: "rcc_chair", grants: [{ role: "rcc_chair" }], regional: true },
  { name: "rifc_officer", grants: [{ role: "rifc_officer" }], regional: true },
  { name: "auditor", grants: [{ role: "auditor" }] },
  { name: "system_admin", grants: [{ role: "system_admin" }] },
  { name: "regional_admin", grants: [{ role: "regional_admin" }], regional: true },
];

let tables: Table[] = [];
const strangers = new Map<string, string>();
let samePlace: string;
let victimId: string;

beforeAll(async () => {
  const victim = await createPerson(database, {
    country: "JM",
    grants: [{ role: "ncpoc", country: "JM" }],
  });
  victimId = victim.personId;
  const judge = await createPerson(database, { country: "LC", branch: "judicial" });
  await disclose(database, victim.personId, "iso-academy-jm", [
    "name",
    "progress",
    "scores",
    "award",
    "practical",
  ]);
  for (const stranger of STRANGERS) {
    const made = await createPerson(database, { country: "LC", grants: stranger.grants });
    strangers.set(stranger.name, made.personId);
  }
  const contact = await createPerson(database, {
    country: "LC",
    grants: [{ role: "ncpoc", country: "LC" }],
  });
  samePlace = contact.personId;
  tables = await tablesWithCountry(database);
  for (const table of tables) {
    await fillTable(database, table, {
      country: "JM",
      branch: "general",
      personId: victim.personId,
    });
    if (table.hasBranch)
      await fillTable(database, table, {
        country: "LC",
        branch: "judicial",
        personId: judge.personId,
      });
  }
});

/** How many rows the statement touches for this person; "denied" when the role lacks the privilege. */
async function look(personId: string, text: string): Promise<number | "denied"> {
  try {
    return await database.rowsAsPerson(personId, text);
  } catch (error) {
    const code = (error as { code?: string }).code ?? "";
    // BW04x: the guard of signatures, which is asked before the policy
    if (["42501", "BW001"].includes(code) || code.startsWith("BW04")) return "denied";
    // policies are asked before constraints: what a constraint stops, they had let pass
    if (code.startsWith("23")) return 1;
    throw error;
  }
}

describe("a foreign account", () => {
  for (const stranger of STRANGERS) {
    it(`${stranger.name} of Saint Lucia reads, adds, changes and deletes no row of Jamaica`, async () => {
      const personId = strangers.get(stranger.name) ?? "";
      const found: string[] = [];
      for (const table of tables) {
        const where = `where country = 'JM'`;
        const readable =
          PUBLIC.has(table.name) || (stranger.regional && REGIONAL_FIGURES.has(table.name))
            ? []
            : [`select 1 from ${table.name} ${where}`];
        const verbs = [
          ...readable,
          ...(stranger.regional && REGIONAL_WRITES.has(table.name)
            ? []
            : [insertOf(table, { country: "JM", branch: "general", personId: victimId })]),
          `update ${table.name} set country = country ${where} returning 1`,
          `delete from ${table.name} ${where} returning 1`,
        ];
        for (const verb of verbs.filter((verb) => !isOfOffice(stranger.name, table.name, verb))) {
          const seen = await look(personId, verb);
          if (seen !== 0 && seen !== "denied") found.push(`${verb} → ${seen}`);
        }
      }
      expect(found).toEqual([]);
    });
  }
});

it("every table that does not say whose country it is has been thought about", async () => {
  expect(await tablesWithoutCountry(database)).toEqual(Object.keys(WITHOUT_COUNTRY));
});

it("no stranger reads what such tables hold about a person, and nobody what is nobody's", async () => {
  await database.sql(
    `with ended as (insert into role_grant_end (grant_id, ended_by, reason) select id, $1, 'test' from role_grant where person_id = $1)
     insert into api_token (id, person_id, name, token_hash, scopes, expires_at)
     values (gen_random_uuid(), $1, 'token', 'hash', '{packages:read}', now() + interval '1 day')`,
    [victimId],
  );
  const about: Record<string, string> = {
    api_token: `select 1 from api_token where person_id = '${victimId}'`,
    disclosure: `select 1 from disclosure where person_id = '${victimId}'`,
    role_grant_end: `select 1 from role_grant_end where ended_by = '${victimId}'`,
  };
  for (const rows of Object.values(about)) expect(await database.sql(rows)).not.toEqual([]);
  for (const [name, holds] of Object.entries(WITHOUT_COUNTRY)) {
    if (holds !== "academy") continue;
    const victim = { country: "JM", branch: "general", personId: victimId };
    await fillRow(database, await tableNamed(database, name), victim);
  }
  const found: string[] = [];
  for (const [name, holds] of Object.entries(WITHOUT_COUNTRY)) {
    if (holds !== "person" && holds !== "academy" && holds !== "nobody") continue;
    for (const [stranger, personId] of strangers) {
      if (isOfOffice(stranger, name, "select")) continue;
      const seen = await look(personId, about[name] ?? `select 1 from ${name}`);
      if (holds === "nobody" ? seen !== "denied" : seen !== 0)
        found.push(`${stranger}: ${name} → ${seen}`);
    }
  }
  expect(found).toEqual([]);
});

it("every role there is has been tried", () => {
  const tried = STRANGERS.flatMap(({ grants }) => grants.map(({ role }) => role));
  expect([...tried].sort()).toEqual([...ROLES].sort());
});

describe("the contact point of the same country", () => {
  it("sees no row of the judicial branch in any table", async () => {
    const found: string[] = [];
    for (const table of tables.filter((t) => t.hasBranch && !PUBLIC.has(t.name))) {
      const seen = await look(samePlace, `select 1 from ${table.name} where branch = 'judicial'`);
      if (seen !== 0 && seen !== "denied") found.push(`${table.name} → ${seen}`);
    }
    expect(found).toEqual([]);
  });
});

it("every table that says whose country it is was given a row to look for", async () => {
  expect(tables.length).toBeGreaterThan(10);
  for (const table of tables) {
    const [row] = await database.sql<{ n: string }>(
      `select count(*) n from ${table.name} where country = 'JM'`,
    );
    expect(`${table.name}: ${Number(row?.n) > 0}`).toBe(`${table.name}: true`);
  }
});
