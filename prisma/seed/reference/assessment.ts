/**
 * Item banks, exam blueprints and rubrics from content/curricula/<key>/v<major>/: items.yaml (items.<locale>.yaml for a
 * translation), exam.yaml, practical.yaml. An item that changed becomes a new row and the old one retires: sittings keep
 * pointing at the words they asked. A folder whose curriculum is not published yet waits.
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { parse } from "yaml";
import type { z } from "zod";
import {
  ExamContent,
  ItemBank,
  type ItemContent,
  RubricContent,
} from "~/domain/assessment/content.server";
import { newId } from "~/domain/kernel/ids";

const CURRICULA = join("content", "curricula");
/** So many items per question, so that a second try can ask other ones. */
const BANK_FACTOR = 2;

type Version = { id: string; passPercent: number; objectives: string[] };

export async function load(db: pg.Client, curricula = CURRICULA): Promise<void> {
  for (const folder of versionFolders(curricula)) {
    const version = await findVersion(db, folder);
    if (version) await loadFolder(db, folder.path, version);
  }
}

type Folder = { path: string; key: string; major: string };

function versionFolders(curricula: string): Folder[] {
  if (!existsSync(curricula)) return [];
  return readdirSync(curricula).flatMap((key) =>
    readdirSync(join(curricula, key))
      .filter((name) => /^v\d+$/.test(name))
      .map((name) => ({ path: join(curricula, key, name), key, major: name.slice(1) })),
  );
}

async function findVersion(db: pg.Client, { key, major }: Folder): Promise<Version | null> {
  const { rows } = await db.query<Version>(
    `select v.id, v.pass_percent as "passPercent",
       array(select o.key from objective o where o.curriculum_version_id = v.id) as objectives
     from curriculum_version v
     where lower(v.curriculum_key) = lower($1) and split_part(v.version, '.', 1) = $2 and v.status = 'published'
     order by string_to_array(v.version, '.')::int[] desc limit 1`,
    [key, major],
  );
  return rows[0] ?? null;
}

async function loadFolder(db: pg.Client, path: string, version: Version): Promise<void> {
  for (const name of readdirSync(path)) {
    const locale = /^items(?:\.([a-z]{2}))?\.yaml$/.exec(name);
    if (locale) await loadItems(db, join(path, name), version, locale[1] ?? "en");
  }
  if (existsSync(join(path, "exam.yaml"))) await loadExam(db, join(path, "exam.yaml"), version);
  const practical = join(path, "practical.yaml");
  if (existsSync(practical)) await loadPractical(db, practical, version);
}

async function loadItems(
  db: pg.Client,
  file: string,
  version: Version,
  locale: string,
): Promise<void> {
  const items = read(file, ItemBank);
  for (const item of items) {
    if (!version.objectives.includes(item.objective)) {
      throw new Error(`${file}: ${item.key} names an objective the curriculum does not have.`);
    }
  }
  const rows = JSON.stringify(items.map((item) => rowOf(item)));
  await db.query(
    `update item i set retired_at = clock_timestamp()
     where i.curriculum_version_id = $1 and i.locale = $2 and i.retired_at is null and not exists (
       select 1 from jsonb_to_recordset($3) as n (key text, hash text) where n.key = i.key and n.hash = i.content_hash)`,
    [version.id, locale, rows],
  );
  await db.query(
    `insert into item (id, curriculum_version_id, key, locale, objective_key, stem, options, content_hash)
     select n.id, $1, n.key, $2, n.objective, n.stem, n.options, n.hash
     from jsonb_to_recordset($3) as n (id uuid, key text, objective text, stem text, options jsonb, hash text)
     on conflict (curriculum_version_id, key, locale, content_hash) do update set retired_at = null
       where item.retired_at is not null`,
    [version.id, locale, rows],
  );
  await db.query(
    `insert into item_key (item_id, answer, rationale)
     select i.id, n.answer, n.rationale
     from jsonb_to_recordset($3) as n (key text, hash text, answer text, rationale text)
     join item i on i.curriculum_version_id = $1 and i.locale = $2 and i.key = n.key and i.content_hash = n.hash
     on conflict (item_id) do nothing`,
    [version.id, locale, rows],
  );
}

const rowOf = (item: ItemContent) => ({
  ...item,
  id: newId(),
  hash: createHash("sha256").update(JSON.stringify(item)).digest("hex"),
});

async function loadExam(db: pg.Client, file: string, version: Version): Promise<void> {
  const { module, draw, ...rules } = read(file, ExamContent);
  const moduleId = await getModule(db, file, version, "exam", module);
  const { rows } = await db.query<{ objective: string; items: number }>(
    `select objective_key as objective, count(*)::int as items from item
     where curriculum_version_id = $1 and locale = 'en' and retired_at is null group by 1`,
    [version.id],
  );
  const bank = new Map(rows.map((row) => [row.objective, row.items]));
  for (const { objective, items } of draw) {
    if ((bank.get(objective) ?? 0) < items * BANK_FACTOR) {
      throw new Error(`${file}: ${objective} needs at least ${items * BANK_FACTOR} items.`);
    }
  }
  await db.query(
    `insert into exam_blueprint (id, module_id, minutes, pass_percent, attempts, wait_days, draw)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (module_id) do update set minutes = excluded.minutes, pass_percent = excluded.pass_percent,
       attempts = excluded.attempts, wait_days = excluded.wait_days, draw = excluded.draw`,
    [
      ...[newId(), moduleId, rules.minutes, version.passPercent],
      ...[rules.attempts, rules.waitDays, JSON.stringify(draw)],
    ],
  );
}

async function loadPractical(db: pg.Client, file: string, version: Version): Promise<void> {
  const { module, ...rubric } = read(file, RubricContent);
  const moduleId = await getModule(db, file, version, "practical", module);
  await db.query(
    `insert into practical_rubric (module_id, document) values ($1, $2)
     on conflict (module_id) do update set document = excluded.document`,
    [moduleId, JSON.stringify(rubric)],
  );
}

async function getModule(
  db: pg.Client,
  file: string,
  version: Version,
  kind: "exam" | "practical",
  key: string | undefined,
): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    `select id from module where curriculum_version_id = $1 and kind = $2 and ($3::text is null or key = $3)`,
    [version.id, kind, key ?? null],
  );
  const [only, ...more] = rows;
  if (!only || more.length > 0) {
    throw new Error(`${file}: name one ${kind} module of the curriculum; ${rows.length} match.`);
  }
  return only.id;
}

function read<S extends z.ZodType>(file: string, schema: S): z.output<S> {
  const result = schema.safeParse(parse(readFileSync(file, "utf8")));
  if (result.success) return result.data;
  const [first] = result.error.issues;
  throw new Error(`${file}: ${first?.path.join(".")}: ${first?.message}`);
}
