/** Which modules use a package, what a new version would mean for learners in flight, and what was decided before. Counts carry no persons. */
import type { Actor } from "~/domain/kernel/actor";
import { forbidden, notFound } from "~/domain/kernel/errors";
import { type Shown, withholdSmall } from "~/domain/kernel/small-counts";
import { canImport, canListPackages } from "~/domain/packages/policy";
import {
  readVersionMatch,
  type VersionMatch,
} from "~/domain/packages/queries/version-match.server";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import type { PackageChoice } from "../schema";

type PackageFrame = {
  id: string;
  title: string;
  organisationId: string;
  newestId: string;
  newest: number;
};
export type ModuleOfPackage = {
  moduleId: string;
  module: string;
  curriculum: string;
  versionId: string;
  version: number;
};
export type ChangeMade = {
  id: string;
  moduleId: string;
  module: string;
  from: number;
  to: number;
  choice: PackageChoice;
  reason: string;
  decidedAt: Date;
  undoneAt: Date | null;
  isLatest: boolean;
  /** Null: one to four. */
  moved: Shown;
  returned: Shown;
};

/** Throws not_found/unknown_package, forbidden/not_staff. Three statements. */
export function getModulesOfPackage(actor: Actor, packageId: string) {
  return withActor(actor, async (db, fresh) => {
    if (!canListPackages(fresh)) throw forbidden("not_staff");
    const frame = await readFrame(db, packageId);
    const modules = await readModules(db, packageId);
    const changes = await db.$queryRaw<ChangeMade[]>`
      select c.id, c.module_id as "moduleId", m.title as module, f.number as "from", t.number as "to", c.choice, c.reason,
        c.decided_at as "decidedAt", c.undone_at as "undoneAt", coalesce(s.moved, 0) as moved, coalesce(s.undone, 0) as returned,
        not exists (select 1 from package_change l where l.module_id = c.module_id and l.decided_at > c.decided_at) as "isLatest"
      from package_change c join module m on m.id = c.module_id join package_version f on f.id = c.from_version_id
        join package_version t on t.id = c.to_version_id left join app.package_change_progress(${packageId}::uuid) s on s.change_id = c.id
      where c.package_id = ${packageId}::uuid order by c.decided_at desc limit 100`;
    return {
      ...{ package: frame, modules, mayChange: canImport(fresh, frame.organisationId) },
      changes: changes.map((change) => ({
        ...change,
        moved: shown(change.moved),
        returned: shown(change.returned),
      })),
    };
  });
}

async function readFrame(db: ActorDb, packageId: string): Promise<PackageFrame> {
  const [frame] = await db.$queryRaw<PackageFrame[]>`
    select p.id, p.title, p.organisation_id as "organisationId", v.id as "newestId", v.number as newest
    from package p join package_version v on v.package_id = p.id where p.id = ${packageId}::uuid order by v.number desc limit 1`;
  if (!frame) throw notFound("unknown_package");
  return frame;
}

const readModules = (db: ActorDb, packageId: string) =>
  db.$queryRaw<ModuleOfPackage[]>`
    select m.id as "moduleId", m.title as module, c.title as curriculum, v.id as "versionId", v.number as version
    from module_variant n join package_version v on v.id = n.package_version_id join module m on m.id = n.module_id
      join curriculum_version c on c.id = m.curriculum_version_id
    where v.package_id = ${packageId}::uuid and m.document ->> 'package' = 'uploaded' order by c.title, m.position, m.id`;

/** One number by itself: a small one is held back. */
const shown = (count: Shown): Shown =>
  count === null ? null : (withholdSmall([count])?.[0] ?? null);

type CountryCount = { country: string; inFlight: number; done: number };
export type Consequences = {
  /** Null: held back, or everything is. */
  inFlight: Shown;
  countries: { country: string; inFlight: Shown; done: Shown }[];
  match: VersionMatch;
  /** Activities that are gone, with how many in flight have saved work there. */
  gone: { identifier: string; title: string; people: Shown }[];
};

/** What giving the module the newest version would mean. Throws not_found/{unknown_package, unknown_module}, forbidden/not_your_academy. */
export function getConsequences(
  actor: Actor,
  { packageId, moduleId }: { packageId: string; moduleId: string },
) {
  return withActor(actor, async (db, fresh) => {
    const frame = await readFrame(db, packageId);
    if (!canImport(fresh, frame.organisationId)) throw forbidden("not_your_academy");
    const module = (await readModules(db, packageId)).find((one) => one.moduleId === moduleId);
    if (!module) throw notFound("unknown_module");
    const match = await readVersionMatch(db, { from: module.versionId, to: frame.newestId });
    const counts = await db.$queryRaw<CountryCount[]>`
      select country, in_flight as "inFlight", done from app.version_consequences(${moduleId}::uuid, ${frame.newestId}::uuid)`;
    const goneIds = match.gone.map(({ identifier }) => identifier);
    const saved = await db.$queryRaw<{ activity: string; people: number }[]>`
      select activity, people from app.saved_in_activities(${moduleId}::uuid, ${frame.newestId}::uuid, ${goneIds}::text[])`;
    const people = new Map(saved.map((row) => [row.activity, row.people]));
    return {
      ...{ package: frame, module },
      consequences: {
        ...banded(counts),
        match,
        gone: match.gone.map(({ identifier, title }) => ({
          ...{ identifier, title, people: shown(people.get(identifier) ?? 0) },
        })),
      } satisfies Consequences,
    };
  });
}

function banded(counts: CountryCount[]): Pick<Consequences, "inFlight" | "countries"> {
  const inFlight = withholdSmall(counts.map((row) => row.inFlight));
  const done = withholdSmall(counts.map((row) => row.done));
  return {
    inFlight: inFlight ? counts.reduce((sum, row) => sum + row.inFlight, 0) : null,
    countries: counts.map(({ country }, at) => ({
      ...{ country, inFlight: inFlight?.[at] ?? null, done: done?.[at] ?? null },
    })),
  };
}
