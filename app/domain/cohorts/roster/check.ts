/** One row of a roster against what a nominee must be. Pure: the same row, cohort and words give the same problems. */
import type { Branch } from "~/domain/kernel/country";
import type { Nominee } from "../nominee-facts.server";
import type { RosterField, Typed } from "./fields";
import { givenFirst } from "./names";
import type { Problem } from "./schema";
import {
  branchOf,
  type OrganisationFact,
  type ProfessionFact,
  sexOf,
  type Vocabulary,
} from "./vocabulary";

/** What this cohort and this importer ask of every row. `ownCountry` is set when a contact point nominates their own people. */
export type Demands = {
  ownCountry: string | null;
  professions: readonly string[];
  countries: readonly string[];
  needsLineManager: boolean;
};

export type Checked = { nominee: Nominee | null; problems: Problem[] };

const EMAIL = /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@.,;<>"]{2,}$/;
const LONGEST = { email: 254, fullName: 200, note: 1000 } as const;
const HIGHEST_PRIORITY = 1000;

export function checkRow(typed: Typed, words: Vocabulary, demands: Demands): Checked {
  const problems: Problem[] = [];
  const complain = (field: RosterField | null, reason: string) => {
    problems.push({ field, reason });
    return null;
  };
  const email = emailIn(typed.email, "email", complain);
  const fullName = nameIn(typed.fullName, complain);
  const country = countryIn(typed.country, words, demands, complain);
  const profession = professionIn(typed.profession, words, demands, complain);
  const branch = branchIn(typed.branch, profession, demands, complain);
  const employer = employerIn(typed.employer, { country, branch }, words, complain);
  const sex = sexOf(typed.sex) ?? complain("sex", "unknown_sex");
  const manager = managerIn(typed.lineManagerEmail, email, demands, complain);
  const priority = priorityIn(typed.priority) ?? complain("priority", "priority_not_a_number");
  if (typed.note.length > LONGEST.note) complain("note", "too_long");
  if (problems.length > 0 || !email || !fullName || !country || !profession || !branch || !sex)
    return { nominee: null, problems };
  const nominee = {
    ...{ fullName, email, country, branch, sex, professionKey: profession.key, note: typed.note },
    ...{ employerId: employer?.id ?? null, lineManagerEmail: manager, priority: priority ?? 0 },
  };
  return { nominee, problems };
}

type Complain = (field: RosterField | null, reason: string) => null;

function emailIn(
  text: string,
  field: "email" | "lineManagerEmail",
  complain: Complain,
): string | null {
  const email = text.replace(/^mailto:/i, "").toLowerCase();
  if (email === "") return complain(field, "required");
  return EMAIL.test(email) && email.length <= LONGEST.email
    ? email
    : complain(field, "not_an_email");
}

function nameIn(text: string, complain: Complain): string | null {
  const name = givenFirst(text);
  if (name === "") return complain("fullName", "required");
  if (name.length > LONGEST.fullName) return complain("fullName", "too_long");
  return /\p{L}/u.test(name) ? name : complain("fullName", "not_a_name");
}

function countryIn(
  text: string,
  words: Vocabulary,
  { ownCountry, countries }: Demands,
  complain: Complain,
): string | null {
  if (text === "") return ownCountry ?? complain("country", "required");
  const country = words.country(text);
  if (!country) return complain("country", "unknown_country");
  if (ownCountry && country !== ownCountry) return complain("country", "country_not_yours");
  if (countries.length > 0 && !countries.includes(country))
    return complain("country", "not_eligible_country");
  return country;
}

function professionIn(
  text: string,
  words: Vocabulary,
  { professions }: Demands,
  complain: Complain,
): ProfessionFact | null {
  if (text === "") return complain("profession", "required");
  const profession = words.profession(text);
  if (!profession) return complain("profession", "unknown_profession");
  if (professions.length > 0 && !professions.includes(profession.key))
    return complain("profession", "not_eligible_profession");
  return profession;
}

/** Left empty, the branch follows the profession; a judge is a judge. A contact point speaks for the general branch only. */
function branchIn(
  text: string,
  profession: ProfessionFact | null,
  { ownCountry }: Demands,
  complain: Complain,
): Branch | null {
  const branch = text === "" ? profession?.branch : branchOf(text);
  if (branch === undefined) return null;
  if (branch === null) return complain("branch", "unknown_branch");
  if (profession && profession.branch !== "general" && profession.branch !== branch)
    return complain("branch", "profession_of_other_branch");
  return ownCountry && branch !== "general" ? complain("branch", "branch_not_yours") : branch;
}

function employerIn(
  text: string,
  { country, branch }: { country: string | null; branch: Branch | null },
  words: Vocabulary,
  complain: Complain,
): OrganisationFact | null {
  if (text === "") return null;
  const found = words.organisations(text);
  if (found.length === 0) return complain("employer", "unknown_employer");
  const here = found.filter(
    (one) =>
      (!country || one.country === null || one.country === country) &&
      (!branch || one.branch === branch),
  );
  if (here.length === 0) return complain("employer", "employer_elsewhere");
  return here.length === 1 ? (here[0] ?? null) : complain("employer", "ambiguous_employer");
}

function managerIn(
  text: string,
  email: string | null,
  { needsLineManager }: Demands,
  complain: Complain,
): string | null {
  if (text === "" && !needsLineManager) return null;
  const manager = emailIn(text, "lineManagerEmail", complain);
  return manager !== null && manager === email
    ? complain("lineManagerEmail", "line_manager_is_nominee")
    : manager;
}

function priorityIn(text: string): number | null {
  if (text === "") return 0;
  const number = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  return number <= HIGHEST_PRIORITY ? number : null;
}
