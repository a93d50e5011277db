/** The catalogue and its curricula: public reading. */
import type { Actor } from "~/domain/kernel/actor";
import { notFound } from "~/domain/kernel/errors";
import { withActor, withoutActor } from "~/platform/db/doors.server";
import { canAssignPackage } from "./policy";

export type CatalogueRow = {
  key: string;
  title: string;
  audience: string;
  summary: string;
  version: string;
  coreMinutes: number;
  overlayMinutes: number;
  passPercent: number;
  validityMonths: number;
  selfEnrolment: boolean;
  modules: number;
  overlays: string[];
};

/** Published curricula, newest version each, by key. */
export const listCatalogue = (): Promise<CatalogueRow[]> =>
  withoutActor(
    "public catalogue",
    (db) =>
      db.$queryRaw<CatalogueRow[]>`
      select distinct on (v.curriculum_key) v.curriculum_key as key, v.title, c.audience, v.summary, v.version,
        v.core_minutes as "coreMinutes", v.overlay_minutes as "overlayMinutes", v.pass_percent as "passPercent", v.validity_months as "validityMonths", v.self_enrolment as "selfEnrolment",
        (select count(*)::int from module m where m.curriculum_version_id = v.id and m.overlay_id is null) as modules,
        array(select n.name from overlay o join country n on n.iso2 = o.country where o.curriculum_key = v.curriculum_key and o.status = 'published' order by n.name) as overlays
      from curriculum_version v join curriculum c on c.key = v.curriculum_key
      where v.status = 'published' order by v.curriculum_key, v.published_at desc`,
  );

export type CurriculumModule = {
  id: string;
  key: string;
  title: string;
  kind: string;
  minutes: number;
  tags: string[];
  waitsForPackage: boolean;
  assignable: boolean;
  overlayCountry: string | null;
  attendancePercent: number | null;
};
export type OverlayView = {
  id: string;
  country: string;
  name: string;
  version: string;
  lawAsAt: Date;
  reviewedOn: Date | null;
  slots: { title: string; body: string }[];
};

/** One curriculum's current version with its modules, objectives and overlays. Throws not_found. */
export async function getCurriculum(actor: Actor | null, key: string) {
  const found = await withoutActor("public catalogue", async (db) => {
    const [version] = await db.$queryRaw<(CatalogueRow & { id: string; publishedAt: Date })[]>`
      select v.id, v.curriculum_key as key, v.title, c.audience, v.summary, v.version, v.core_minutes as "coreMinutes", v.overlay_minutes as "overlayMinutes",
        v.pass_percent as "passPercent", v.validity_months as "validityMonths", v.self_enrolment as "selfEnrolment", v.published_at as "publishedAt"
      from curriculum_version v join curriculum c on c.key = v.curriculum_key
      where v.curriculum_key = ${key} and v.status = 'published' order by v.published_at desc limit 1`;
    if (!version) throw notFound("unknown_curriculum");
    const modules = await db.$queryRaw<CurriculumModule[]>`
      select m.id, m.key, m.title, m.kind, m.minutes, m.tags, o.country as "overlayCountry",
        case when m.kind = 'workshop' then coalesce((m.document ->> 'attendancePercent')::int, 100) end as "attendancePercent", m.document ->> 'package' is not distinct from 'uploaded' as assignable,
        m.kind = 'self_paced' and not exists (select 1 from module_variant n where n.module_id = m.id and n.package_version_id is not null) as "waitsForPackage"
      from module m left join overlay o on o.id = m.overlay_id where m.curriculum_version_id = ${version.id}::uuid order by m.position`;
    const objectives = await db.objective.findMany({
      where: { curriculumVersionId: version.id },
      orderBy: { key: "asc" },
    });
    const overlays = await db.$queryRaw<OverlayView[]>`
      select o.id, o.country, n.name, o.version, o.law_as_at as "lawAsAt", o.reviewed_on as "reviewedOn",
        coalesce((select jsonb_agg(jsonb_build_object('title', s.title, 'body', f.body_markdown) order by s.key) from overlay_slot f
          join slot s on s.curriculum_version_id = ${version.id}::uuid and s.key = f.slot_key where f.overlay_id = o.id), '[]') as slots
      from overlay o join country n on n.iso2 = o.country where o.curriculum_key = ${key} and o.status = 'published' order by n.name`;
    return { version, modules, objectives, overlays };
  });
  const enrolled = actor ? await isEnrolled(actor, found.version.id) : false;
  return { ...found, enrolled, mayAssign: canAssignPackage(actor), signedIn: actor !== null };
}

const isEnrolled = (actor: Actor, curriculumVersionId: string): Promise<boolean> =>
  withActor(
    actor,
    async (db) =>
      (await db.enrolment.count({
        where: { personId: actor.personId, curriculumVersionId, withdrawnAt: null },
      })) > 0,
  );

/** What a module that takes an uploaded package can be given. Throws not_found. */
export function getAssignment(actor: Actor, moduleId: string) {
  return withActor(actor, async (db) => {
    const module = await db.module.findUnique({
      where: { id: moduleId },
      select: { id: true, title: true, curriculumVersionId: true },
    });
    if (!module) throw notFound("unknown_module");
    const { curriculumKey } = await db.curriculumVersion.findUniqueOrThrow({
      where: { id: module.curriculumVersionId },
      select: { curriculumKey: true },
    });
    const variant = await db.moduleVariant.findFirst({
      where: { moduleId },
      select: { packageVersionId: true },
    });
    const packages = await db.$queryRaw<{ id: string; label: string }[]>`
      select v.id, p.title || ' (' || o.name || ', version ' || v.number || ')' as label
      from package_version v join package p on p.id = v.package_id join organisation o on o.id = p.organisation_id
      order by v.imported_at desc limit 500`;
    return {
      module: { id: module.id, title: module.title },
      curriculumKey,
      current: variant?.packageVersionId ?? null,
      packages,
    };
  });
}
