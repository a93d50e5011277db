/** Reads about countries, organisations and this instance: reference data, the same for everybody. */

import { type Day, today } from "~/domain/kernel/days";
import { notFound } from "~/domain/kernel/errors";
import { type ActorDb, withoutActor } from "~/platform/db/doors.server";

let mode: "demo" | "live" | undefined;

/** Whether this instance is a demonstration. Immutable once initialised, so asked once. */
export async function getInstanceMode(): Promise<"demo" | "live"> {
  if (mode) return mode;
  const instance = await withoutActor("instance mode", (db) => db.instance.findFirst());
  mode = instance?.mode === "demo" ? "demo" : "live";
  return mode;
}

export type CountryRow = { iso2: string; name: string; zone: string; caricomStatus: string };

/** Every participating country and territory by name. */
export const listCountries = (): Promise<CountryRow[]> =>
  withoutActor("reference data", (db) =>
    db.country.findMany({
      orderBy: { name: "asc" },
      select: { iso2: true, name: true, zone: true, caricomStatus: true },
    }),
  );

/** Every organisation by name. */
export const listOrganisations = (): Promise<
  { id: string; key: string; name: string; country: string | null }[]
> =>
  withoutActor("reference data", (db) =>
    db.organisation.findMany({
      orderBy: { name: "asc" },
      select: { id: true, key: true, name: true, country: true },
    }),
  );

/** The organisation with this key. Throws not_found/unknown_organisation. */
export async function findOrganisation(key: string): Promise<{ id: string; name: string }> {
  const found = await withoutActor("reference data", (db) =>
    db.organisation.findUnique({ where: { key }, select: { id: true, name: true } }),
  );
  if (!found) throw notFound("unknown_organisation");
  return found;
}

/** The day it is in a country, for areas above in their own transaction. Throws not_found/unknown_country. */
export async function getCountryToday(db: ActorDb, iso2: string, now: Date): Promise<Day> {
  const country = await db.country.findUnique({ where: { iso2 }, select: { zone: true } });
  if (!country) throw notFound("unknown_country");
  return today(country.zone, now);
}
