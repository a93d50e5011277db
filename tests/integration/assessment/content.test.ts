import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "~/domain/kernel/ids";
import { databaseUrls } from "~/platform/env.server";
import { load } from "../../../prisma/seed/reference/assessment";
import { testDatabase } from "../../setup";

const database = await testDatabase();
const SOURCE = join("content", "curricula", "fr-core", "v1");
const OBJECTIVES = Array.from({ length: 9 }, (_, index) => `fr-${index + 1}`);
const versionId = newId();
let owner: pg.Client;
let curricula: string;

beforeAll(async () => {
  curricula = mkdtempSync(join(tmpdir(), "curricula-"));
  for (const name of ["items.yaml", "exam.yaml", "practical.yaml"]) {
    cpSync(join(SOURCE, name), join(curricula, "bank", "v3", name));
  }
  await database.sql("insert into curriculum (key, title, audience) values ('BANK', 'x', 'x')");
  await database.sql(
    `insert into curriculum_version (id, curriculum_key, version, title, summary, status, core_minutes, overlay_minutes,
       self_enrolment, pass_percent, validity_months, document_hash)
     values ($1, 'BANK', '3.1.0', 'x', 'x', 'published', 60, 0, true, 80, 24, 'x')`,
    [versionId],
  );
  for (const kind of ["exam", "practical"]) {
    await database.sql(
      `insert into module (id, curriculum_version_id, key, title, kind, position, minutes, required, document)
       values ($1, $2, $3, $3, $3, 1, 45, true, '{}')`,
      [newId(), versionId, kind],
    );
  }
  for (const key of OBJECTIVES) {
    await database.sql(
      "insert into objective (id, curriculum_version_id, key, text, competencies) values ($1, $2, $3, $3, '{}')",
      [newId(), versionId, key],
    );
  }
  owner = new pg.Client({ connectionString: databaseUrls.owner });
  await owner.connect();
});
afterAll(() => owner.end());

const itemRows = () =>
  database.sql<{ key: string; retired: boolean }>(
    "select key, retired_at is not null as retired from item where curriculum_version_id = $1 order by key",
    [versionId],
  );

test("the first responders' bank loads with a key for each item and a draw of thirty", async () => {
  await load(owner, curricula);
  const rows = await itemRows();
  expect(rows.length).toBeGreaterThanOrEqual(90);
  const keys = await database.sql(
    "select 1 from item_key k join item i on i.id = k.item_id where i.curriculum_version_id = $1",
    [versionId],
  );
  expect(keys).toHaveLength(rows.length);
  const [blueprint] = await database.sql<{ pass: number; questions: string }>(
    `select b.pass_percent as pass, (select sum((line ->> 'items')::int) from jsonb_array_elements(b.draw) line) as questions
     from exam_blueprint b join module m on m.id = b.module_id where m.curriculum_version_id = $1`,
    [versionId],
  );
  expect(blueprint).toEqual({ pass: 80, questions: "30" });
});

test("loading the same content again changes nothing", async () => {
  const before = await itemRows();
  await load(owner, curricula);
  expect(await itemRows()).toEqual(before);
});

test("a changed item is a new row; the old one retires and keeps its words", async () => {
  const file = join(curricula, "bank", "v3", "items.yaml");
  const original = readFileSync(file, "utf8");
  const before = (await itemRows()).length;
  writeFileSync(file, original.replace(/stem: "/, 'stem: "In short: '));
  await load(owner, curricula);
  const rows = await itemRows();
  expect(rows).toHaveLength(before + 1);
  expect(rows.filter((row) => row.retired)).toHaveLength(1);
  writeFileSync(file, original);
  await load(owner, curricula);
  expect(await itemRows()).toHaveLength(before + 1);
});

test("an item with an unknown objective stops the load and names the file and the item", async () => {
  const file = join(curricula, "bank", "v3", "items.yaml");
  const original = readFileSync(file, "utf8");
  writeFileSync(file, original.replace("objective: fr-1", "objective: fr-99"));
  await expect(load(owner, curricula)).rejects.toThrow(/items\.yaml: fr-1-01 names an objective/);
  writeFileSync(file, original);
});
