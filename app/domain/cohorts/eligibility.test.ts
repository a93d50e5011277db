import fc from "fast-check";
import { expect, test } from "vitest";
import { type Audience, type Candidate, eligibility } from "./eligibility";

const ANYBODY: Audience = { professions: [], countries: [], prerequisites: [] };
const OFFICER: Candidate = { professionKey: "le_first_responder", country: "LC", held: [] };

test.each<[string, Audience, Candidate, string]>([
  ["a cohort for everybody takes an officer", ANYBODY, OFFICER, "eligible"],
  [
    "a cohort for magistrates does not take an officer",
    { ...ANYBODY, professions: ["magistrate"] },
    OFFICER,
    "not_eligible",
  ],
  [
    "a cohort for Jamaica and Grenada does not take Saint Lucia",
    { ...ANYBODY, countries: ["JM", "GD"] },
    OFFICER,
    "not_eligible",
  ],
  [
    "whoever lacks the certificate asked for is not taken",
    { ...ANYBODY, prerequisites: ["FR-CORE"] },
    OFFICER,
    "not_eligible",
  ],
  [
    "whoever holds every certificate asked for is taken",
    { ...ANYBODY, prerequisites: ["FR-CORE"] },
    { ...OFFICER, held: ["INV-CORE", "FR-CORE"] },
    "eligible",
  ],
  [
    "somebody nobody knows yet is to be checked, neither taken nor refused",
    { ...ANYBODY, prerequisites: ["FR-CORE"] },
    { ...OFFICER, held: null },
    "to_be_checked",
  ],
])("%s", (_sentence, audience, candidate, outcome) => {
  expect(eligibility(audience, candidate).outcome).toBe(outcome);
});

test("the refusal names the certificates that are missing and no other", () => {
  const audience = { ...ANYBODY, prerequisites: ["FR-CORE", "INV-CORE"] };
  expect(eligibility(audience, { ...OFFICER, held: ["FR-CORE"] })).toEqual({
    outcome: "not_eligible",
    reason: "not_eligible_prerequisite",
    missing: ["INV-CORE"],
  });
});

const keys = fc.uniqueArray(fc.constantFrom("A", "B", "C", "D"));
const audiences = fc.record({ professions: keys, countries: keys, prerequisites: keys });

test("holding one certificate more never makes anybody ineligible", () => {
  fc.assert(
    fc.property(audiences, keys, fc.constantFrom("A", "B"), (audience, held, more) => {
      const candidate = { professionKey: "A", country: "A" };
      const before = eligibility(audience, { ...candidate, held });
      const after = eligibility(audience, { ...candidate, held: [...held, more] });
      return before.outcome !== "eligible" || after.outcome === "eligible";
    }),
  );
});

test("an unknown person is refused only for what was typed, never for what is not known", () => {
  fc.assert(
    fc.property(audiences, (audience) => {
      const found = eligibility(audience, { professionKey: "A", country: "A", held: null });
      return found.outcome !== "not_eligible" || found.reason !== "not_eligible_prerequisite";
    }),
  );
});
