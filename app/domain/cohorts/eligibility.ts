/**
 * Whom a cohort is for: a profession it names, a country it names (none named: all), and certificates one must already hold.
 * What is not known about a person is not held against them and not taken for granted: it stays to be checked.
 */
import type { CountryCode } from "~/domain/kernel/country";

export type Audience = { professions: string[]; countries: string[]; prerequisites: string[] };
/** `held` is null while nobody knows the person behind an e-mail. */
export type Candidate = {
  professionKey: string;
  country: CountryCode;
  held: readonly string[] | null;
};

export type Eligibility =
  | { outcome: "eligible" }
  | { outcome: "to_be_checked"; prerequisites: string[] }
  | {
      outcome: "not_eligible";
      reason: "not_eligible_profession" | "not_eligible_country" | "not_eligible_prerequisite";
      missing: string[];
    };

export function eligibility(audience: Audience, candidate: Candidate): Eligibility {
  const { professions, countries, prerequisites } = audience;
  if (professions.length > 0 && !professions.includes(candidate.professionKey))
    return refused("not_eligible_profession");
  if (countries.length > 0 && !countries.includes(candidate.country))
    return refused("not_eligible_country");
  if (prerequisites.length === 0) return { outcome: "eligible" };
  if (candidate.held === null) return { outcome: "to_be_checked", prerequisites };
  const missing = missingOf(prerequisites, candidate.held);
  return missing.length === 0
    ? { outcome: "eligible" }
    : refused("not_eligible_prerequisite", missing);
}

const missingOf = (wanted: readonly string[], held: readonly string[]) =>
  wanted.filter((certification) => !held.includes(certification));

const refused = (
  reason: Extract<Eligibility, { outcome: "not_eligible" }>["reason"],
  missing: string[] = [],
): Eligibility => ({ outcome: "not_eligible", reason, missing });
