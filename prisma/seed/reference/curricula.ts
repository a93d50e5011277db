/**
 * Publishes what content/curricula holds: versions, objectives, slots, modules, overlays, and lessons built to packages.
 * A published version is locked by its hash: changed content needs a new version number.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import {
  type CurriculumFiles,
  type OverlayFiles,
  readCurricula,
} from "~/domain/curricula/files.server";
import type { Lesson } from "~/domain/curricula/lesson/lesson";
import { writeLessonPackage } from "~/domain/curricula/lesson/package.server";
import { newId } from "~/domain/kernel/ids";
import { importArchive } from "~/domain/packages/import.server";
import { linted } from "~/domain/packages/lint-stored.server";
import type { Loader } from ".";

const OWNER = "caricom-impacs";

export const load: Loader = async (db) => {
  for (const files of readCurricula()) {
    const versionId = await publish(db, files);
    for (const overlay of files.overlays) await publishOverlay(db, versionId, files, overlay);
  }
};

async function publish(
  db: pg.Client,
  { document, lessons, hash }: CurriculumFiles,
): Promise<string> {
  const { rows } = await db.query<{ id: string; hash: string }>(
    "select id, document_hash as hash from curriculum_version where curriculum_key = $1 and version = $2",
    [document.key, document.version],
  );
  const known = rows[0];
  if (known) {
    locked(known.hash, hash, `${document.key} ${document.version}`);
    return known.id;
  }
  const id = newId();
  await db.query(
    "insert into curriculum (key, title, audience) values ($1, $2, $3) on conflict (key) do update set title = $2, audience = $3",
    [document.key, document.title, document.audience],
  );
  await db.query(
    `insert into curriculum_version (id, curriculum_key, version, title, summary, status, core_minutes, overlay_minutes, self_enrolment, pass_percent, validity_months, document_hash)
     values ($1, $2, $3, $4, $5, 'published', $6, $7, $8, $9, $10, $11)`,
    [
      id,
      document.key,
      document.version,
      document.title,
      document.summary,
      document.coreMinutes,
      document.overlayMinutes,
      document.selfEnrolment,
      document.passPercent,
      document.validityMonths,
      hash,
    ],
  );
  for (const o of document.objectives)
    await db.query(
      "insert into objective (id, curriculum_version_id, key, text, competencies) values ($1, $2, $3, $4, $5)",
      [newId(), id, o.key, o.text, o.competencies],
    );
  for (const s of document.slots)
    await db.query(
      "insert into slot (id, curriculum_version_id, key, title, mandatory) values ($1, $2, $3, $4, $5)",
      [newId(), id, s.key, s.title, s.mandatory],
    );
  for (const [position, module] of document.modules.entries()) {
    const { key, title, kind, minutes, tags, objectives, attendancePercent, attempts } = module;
    const moduleId = await insertModule(db, id, null, {
      key,
      title,
      kind,
      minutes,
      tags,
      position: position + 1,
      required: true,
      document: { objectives, package: module.package ?? null, attendancePercent, attempts },
    });
    const lesson = lessons.get(key);
    if (lesson) await fill(db, moduleId, `${document.key}-${document.version}-${key}`, lesson);
  }
  return id;
}

function locked(published: string, now: string, name: string): void {
  if (published !== now)
    throw new Error(
      `${name} is published and its content has changed. Give it a new version number, or start with a new data directory.`,
    );
}

type ModuleRow = {
  key: string;
  title: string;
  kind: string;
  minutes: number;
  tags: string[];
  position: number;
  required: boolean;
  document: object;
};

async function insertModule(
  db: pg.Client,
  versionId: string,
  overlayId: string | null,
  m: ModuleRow,
): Promise<string> {
  const id = newId();
  await db.query(
    `insert into module (id, curriculum_version_id, overlay_id, key, title, kind, position, minutes, required, tags, document) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      id,
      versionId,
      overlayId,
      m.key,
      m.title,
      m.kind,
      m.position,
      m.minutes,
      m.required,
      m.tags,
      JSON.stringify(m.document),
    ],
  );
  return id;
}

async function publishOverlay(
  db: pg.Client,
  versionId: string,
  core: CurriculumFiles,
  { document, lessons, hash }: OverlayFiles,
): Promise<void> {
  const { rows } = await db.query<{ hash: string }>(
    "select document_hash as hash from overlay where curriculum_key = $1 and country = $2 and version = $3",
    [document.curriculum, document.country, document.version],
  );
  if (rows[0])
    return locked(
      rows[0].hash,
      hash,
      `${document.curriculum} ${document.country} ${document.version}`,
    );
  const id = newId();
  await db.query(
    "insert into overlay (id, curriculum_key, country, version, law_as_at, reviewed_on, status, document_hash) values ($1, $2, $3, $4, $5, $6, 'published', $7)",
    [
      id,
      document.curriculum,
      document.country,
      document.version,
      document.lawAsAt,
      document.reviewedOn,
      hash,
    ],
  );
  for (const [slot, body] of Object.entries(document.slots))
    await db.query(
      "insert into overlay_slot (overlay_id, slot_key, body_markdown) values ($1, $2, $3)",
      [id, slot, body],
    );
  for (const [index, module] of document.modules.entries()) {
    const position = core.document.modules.length + index + 1;
    const moduleId = await insertModule(db, versionId, id, {
      key: module.key,
      title: module.title,
      minutes: module.minutes,
      kind: "self_paced",
      tags: ["overlay"],
      position,
      required: false,
      document: { overlay: document.country },
    });
    const lesson = lessons.get(module.key);
    if (lesson)
      await fill(
        db,
        moduleId,
        `${document.curriculum}-${document.country}-${document.version}-${module.key}`,
        lesson,
      );
  }
}

/** Builds the lesson, imports it as any package is imported, and gives it to the module. */
async function fill(db: pg.Client, moduleId: string, name: string, lesson: Lesson): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "breakwater-lesson-"));
  try {
    const file = join(folder, "lesson.zip");
    await writeLessonPackage(lesson, name, "2004", file);
    const { manifest, files, hash, bytes, findings } = await linted(await importArchive(file));
    const packageId = newId();
    const versionId = newId();
    await db.query(
      "insert into package (id, title, organisation_id) select $1, $2, id from organisation where key = $3",
      [packageId, lesson.title, OWNER],
    );
    await db.query(
      `insert into package_version (id, package_id, number, standard, edition, content_hash, tree, warnings, findings, file_count, bytes)
       values ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        versionId,
        packageId,
        manifest.standard,
        manifest.edition,
        hash,
        JSON.stringify({ title: manifest.title, organizations: manifest.organizations }),
        JSON.stringify(manifest.warnings),
        JSON.stringify(findings),
        files.length,
        bytes,
      ],
    );
    for (const f of files)
      await db.query(
        "insert into package_file (package_version_id, path, sha256, size, media_type) values ($1, $2, $3, $4, $5)",
        [versionId, f.path, f.sha256, f.size, f.mediaType],
      );
    await db.query(
      "insert into module_variant (id, module_id, locale, package_version_id) values ($1, $2, 'en', $3)",
      [newId(), moduleId, versionId],
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
