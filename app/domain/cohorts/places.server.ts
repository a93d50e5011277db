/** Places left, as this person may know them: their own country's and the shared ones; the academy and regional roles know all. */
import type { CountryCode } from "~/domain/kernel/country";
import type { ActorDb } from "~/platform/db/doors.server";

/** `country` null is the shared reserve; there `released` is what other countries gave back, else what this country did. */
export type Places = {
  cohortId: string;
  country: CountryCode | null;
  name: string | null;
  seats: number;
  free: number;
  released: number;
};

export const listPlaces = (db: ActorDb, cohortIds: readonly string[]): Promise<Places[]> =>
  db.$queryRaw<Places[]>`
    select p.cohort_id as "cohortId", p.country, n.name, p.seats, p.free, p.released
    from app.cohort_places(${cohortIds}::uuid[]) p left join country n on n.iso2 = p.country order by n.name nulls last`;
