/** The region and a country as the viewer may see them: one's own country live and exact, others from the last release. */
import { forecastCertified } from "~/domain/capacity/queries.server";
import type { Actor } from "~/domain/kernel/actor";
import { type Day, dayOf, regionalToday, today } from "~/domain/kernel/days";
import { forbidden, notFound } from "~/domain/kernel/errors";
import { type ActorDb, withActor, withoutActor } from "~/platform/db/doors.server";
import { definitions } from "./definitions.server";
import { discloseCell } from "./disclose";
import {
  type AreaStandard,
  evaluateCountries,
  listStandards,
  type Place,
  recordSeenExact,
} from "./facts.server";
import { canRelease, canSeeCountry, canState } from "./policy";
import { certificationOf } from "./rule";
import type { DisclosedCell, Viewer } from "./schema";

export type Release = { number: number; asOfOn: Day; releasedAt: Date; hash: string };
type ReleasedCell = { country: string; standard: string; cell: DisclosedCell };
export type MatrixView = {
  standards: Omit<AreaStandard, "rule">[];
  places: (Place & { live: boolean; cells: Record<string, DisclosedCell> })[];
  release: Release | null;
};

const ORDER = [
  "full_member",
  "associate_member",
  "associate_member_pending_ratification",
  "non_member_partner",
  "observer",
  "non_member_candidate",
];

function listPlaces(db: ActorDb): Promise<Place[]> {
  return db.$queryRaw<
    Place[]
  >`select iso2, name, caricom_status as "caricomStatus" from country order by array_position(${ORDER}, caricom_status), name`;
}

async function lastRelease(
  db: ActorDb,
): Promise<{ release: Release | null; cells: Map<string, Record<string, DisclosedCell>> }> {
  const [row] = await db.$queryRaw<(Release & { cells: ReleasedCell[] })[]>`
    select n.number, to_char(n.as_of_on, 'YYYY-MM-DD') as "asOfOn", n.released_at as "releasedAt", n.hash,
      (select coalesce(jsonb_agg(jsonb_build_object('country', c.country, 'standard', c.standard_key, 'cell', c.cell)), '[]')
       from snapshot_cell c where c.snapshot_id = n.id) as cells
    from snapshot n order by n.number desc limit 1`;
  if (!row) return { release: null, cells: new Map() };
  const { cells: released, ...release } = row;
  const cells = new Map<string, Record<string, DisclosedCell>>();
  for (const { country, standard, cell } of released)
    cells.set(country, { ...cells.get(country), [standard]: cell });
  return { release, cells };
}

/** Countries × standards. Regional officers see every country live, which is recorded. */
export function getMatrix(actor: Actor, now = new Date()): Promise<MatrixView> {
  return withActor(actor, async (db, fresh) => {
    const standards = await listStandards(db);
    const places = await listPlaces(db);
    const { release, cells } = await lastRelease(db);
    const live = fresh.regional ? places.map((place) => place.iso2) : [...fresh.countries];
    const evaluated =
      live.length > 0
        ? await evaluateCountries(db, standards, live, regionalToday(now))
        : new Map();
    if (fresh.regional) await recordSeenExact(db, null);
    return {
      standards,
      release,
      places: places.map((place) => ({
        ...place,
        live: evaluated.has(place.iso2),
        cells:
          disclosed(fresh, place.iso2, evaluated.get(place.iso2)) ?? cells.get(place.iso2) ?? {},
      })),
    };
  });
}

function disclosed(
  viewer: Viewer,
  country: string,
  cells: Map<string, import("./schema").Cell> | undefined,
): Record<string, DisclosedCell> | undefined {
  return (
    cells &&
    Object.fromEntries([...cells].map(([key, cell]) => [key, discloseCell(viewer, country, cell)]))
  );
}

/** The released picture for everybody. */
export const getPublicPicture = (): Promise<MatrixView> =>
  withoutActor("published regional picture", async (db) => {
    const standards = await listStandards(db);
    const places = await listPlaces(db);
    const { release, cells } = await lastRelease(db);
    return {
      standards,
      release,
      places: places.map((place) => ({
        ...place,
        live: false,
        cells: cells.get(place.iso2) ?? {},
      })),
    };
  });

export const listReleases = (actor: Actor): Promise<{ releases: Release[]; mayRelease: boolean }> =>
  withActor(actor, async (db, fresh) => {
    const rows = await db.snapshot.findMany({ orderBy: { number: "desc" }, take: 50 });
    return {
      releases: rows.map(({ number, asOfOn, releasedAt, hash }) => ({
        number,
        asOfOn: dayOf(asOfOn),
        releasedAt,
        hash,
      })),
      mayRelease: canRelease(fresh),
    };
  });

export type ForecastLine = {
  standard: string;
  certification: string;
  required: number | null;
  months: { month: number; certified: number }[];
};

/** One country, live: every standard, what changed since the release, gaps by urgency, the forecast of the next lapse. Throws forbidden. */
export function getCountryPage(actor: Actor, iso2: string, now = new Date()) {
  return withActor(actor, async (db, fresh) => {
    if (!canSeeCountry(fresh, iso2)) throw forbidden("not_your_country");
    const place = await db.country.findUnique({ where: { iso2 } });
    if (!place) throw notFound("unknown_country");
    if (!fresh.countries.includes(iso2)) await recordSeenExact(db, iso2);
    const on = today(place.zone, now);
    const standards = await listStandards(db);
    const evaluated = await evaluateCountries(db, standards, [iso2], on);
    const cells = disclosed(fresh, iso2, evaluated.get(iso2)) ?? {};
    const { release, cells: released } = await lastRelease(db);
    const before = released.get(iso2) ?? {};
    const changed = release
      ? standards
          .filter((s) => before[s.key] && before[s.key]?.status !== cells[s.key]?.status)
          .map((s) => ({
            key: s.key,
            title: s.title,
            before: before[s.key]?.status ?? "unknown",
            now: cells[s.key]?.status ?? "unknown",
          }))
      : [];
    const forecast = await forecastFor(db, iso2, standards, cells, on);
    return {
      iso2,
      name: place.name,
      on,
      standards,
      cells,
      release,
      changed,
      forecast,
      mayState: canState(fresh, iso2),
    };
  });
}

/** The training standard with the most to lose: the one that will lapse, else the one with most certified. */
async function forecastFor(
  db: ActorDb,
  iso2: string,
  standards: AreaStandard[],
  cells: Record<string, DisclosedCell>,
  on: Day,
): Promise<ForecastLine | null> {
  const candidates = standards.filter(
    (s) => certificationOf(s.rule) && (cells[s.key]?.exact?.numerator ?? 0) > 0,
  );
  const lapse = (s: AreaStandard) =>
    (cells[s.key]?.flags.includes("WILL_LAPSE") ? 1000 : 0) + (cells[s.key]?.exact?.numerator ?? 0);
  const [first] = candidates.sort((a, b) => lapse(b) - lapse(a));
  const certification = first && certificationOf(first.rule);
  if (!first || !certification) return null;
  const professions =
    first.rule.op === "coverage" ? await professionsOf(db, first.rule.population) : ["*"];
  return {
    standard: first.key,
    certification,
    required: cells[first.key]?.exact?.required ?? null,
    months: await forecastCertified(db, iso2, certification, professions, on),
  };
}

const professionsOf = async (db: ActorDb, population: string) =>
  (
    await db.profession.findMany({ where: { populationKey: population }, select: { key: true } })
  ).map((row) => row.key);

/** What can be stated for a country, and what has been. Throws forbidden. */
export function getStatements(actor: Actor, iso2: string) {
  return withActor(actor, async (db, fresh) => {
    if (!canSeeCountry(fresh, iso2)) throw forbidden("not_your_country");
    const place = await db.country.findUnique({ where: { iso2 }, select: { name: true } });
    const milestones = await db.milestoneRecord.findMany({
      where: { country: iso2 },
      orderBy: { enteredAt: "desc" },
      take: 200,
    });
    const indicators = await db.indicatorRecord.findMany({
      where: { country: iso2 },
      orderBy: { enteredAt: "desc" },
      take: 200,
    });
    const known = definitions();
    return {
      iso2,
      name: place?.name ?? iso2,
      mayState: canState(fresh, iso2),
      milestones: [...known.milestones.values()],
      indicators: [...known.indicators.values()],
      stated: milestones.map((m) => ({
        id: m.id,
        key: m.milestoneKey,
        name: known.milestones.get(m.milestoneKey)?.name ?? m.milestoneKey,
        state: m.state,
        on: dayOf(m.reachedOn),
        evidence: m.evidence,
        url: m.evidenceUrl,
      })),
      measured: indicators.map((i) => ({
        id: i.id,
        key: i.indicatorKey,
        name: known.indicators.get(i.indicatorKey)?.name ?? i.indicatorKey,
        value: i.value ? Number(i.value) : null,
        on: dayOf(i.happenedOn ?? i.asOfOn),
        evidence: i.evidence,
        url: i.evidenceUrl,
      })),
    };
  });
}
