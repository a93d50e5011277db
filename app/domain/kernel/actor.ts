/** Who acts. Derived from rows by app.begin_actor in the transaction, never from anything a client says. */
import type { Branch, CountryCode } from "./country";
import type { Role } from "./roles";

export type Grant = { role: Role; country: CountryCode | null; organisationId: string | null };

export type Actor = {
  personId: string;
  grants: readonly Grant[];
  countries: readonly CountryCode[];
  branches: readonly Branch[];
  organisations: readonly string[];
  /** May see exact figures across countries (rifc_officer, rcc_chair, regional_admin). */
  regional: boolean;
};
