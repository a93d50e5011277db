/**
 * Every table × verb × role against a foreign country, and every judicial row against the same country's contact point.
 * Rows are taken as they are: each table with a country is given a row of Jamaica, then everybody from elsewhere looks.
 */
import { beforeAll, describe, expect, it } from "vitest";
import type { Role } from "~/domain/kernel/permissions";
import { createPerson, disclose } from "../../factories/identity";
import { testDatabase } from "../../setup";
import { fillTable, type Table, tablesWithCountry } from "./every-table";

const database = await testDatabase();

/** Tables every signed-in person reads, or that hold nothing about persons or nations' inner figures. */
const PUBLIC = new Set(["country", "organisation", "overlay", "award_coverage", "snapshot_cell"]);
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
  "hardship_event",
  "hardship_event_end",
]);

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
  { name: "regional_admin", grants: [{ role: "regional_admin" }], regional: true },
];

let tables: Table[] = [];
const strangers = new Map<string, string>();
let samePlace: string;

beforeAll(async () => {
  const victim = await createPerson(database, { country: "JM" });
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
    if (["42501", "BW001"].includes((error as { code?: string }).code ?? "")) return "denied";
    throw error;
  }
}

describe("a foreign account", () => {
  for (const stranger of STRANGERS) {
    it(`${stranger.name} of Saint Lucia reads, changes and deletes no row of Jamaica`, async () => {
      const personId = strangers.get(stranger.name) ?? "";
      const found: string[] = [];
      for (const table of tables) {
        if (PUBLIC.has(table.name)) continue;
        const where = `where country = 'JM'`;
        const readable =
          stranger.regional && REGIONAL_FIGURES.has(table.name)
            ? []
            : [`select 1 from ${table.name} ${where}`];
        const verbs = [
          ...readable,
          `update ${table.name} set country = country ${where} returning 1`,
          `delete from ${table.name} ${where} returning 1`,
        ];
        for (const verb of verbs) {
          const seen = await look(personId, verb);
          if (seen !== 0 && seen !== "denied") found.push(`${verb} → ${seen}`);
        }
      }
      expect(found).toEqual([]);
    });
  }
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
