/** From what people write for a country, a profession, an organisation, a sex or a branch to what we mean. Pure. */
import type { Branch } from "~/domain/kernel/country";
import type { Sex } from "../schema";
import { folded } from "./names";

export type CountryFact = { iso2: string; name: string };
export type ProfessionFact = { key: string; name: string; branch: Branch };
export type OrganisationFact = {
  id: string;
  key: string;
  name: string;
  country: string | null;
  branch: Branch;
};
export type Reference = {
  countries: CountryFact[];
  professions: ProfessionFact[];
  organisations: OrganisationFact[];
};

export type Vocabulary = {
  country: (text: string) => string | null;
  profession: (text: string) => ProfessionFact | null;
  /** Every organisation that is called so. */
  organisations: (text: string) => OrganisationFact[];
};

const LANGUAGES = ["en", "nl", "fr", "es"];

const place = (text: string) =>
  folded(text)
    .replace(/\b(the|and)\b/g, " ")
    .replace(/\bste?\b/g, "saint")
    .replace(/\s+/g, " ")
    .trim();

/** Countries by code or by their name in English, Dutch, French or Spanish; professions and organisations by key or name. */
export function vocabularyOf({ countries, professions, organisations }: Reference): Vocabulary {
  const byPlace = new Map<string, string>();
  for (const { iso2, name } of countries)
    for (const word of [iso2, name, ...translated(iso2)]) byPlace.set(place(word), iso2);
  const byProfession = new Map<string, ProfessionFact>();
  for (const fact of professions)
    for (const word of [fact.name, fact.key]) byProfession.set(folded(word), fact);
  const byOrganisation = new Map<string, Set<OrganisationFact>>();
  for (const fact of organisations)
    for (const word of [fact.name, fact.key])
      byOrganisation.set(
        folded(word),
        (byOrganisation.get(folded(word)) ?? new Set<OrganisationFact>()).add(fact),
      );
  return {
    country: (text) => byPlace.get(place(text)) ?? null,
    profession: (text) => byProfession.get(folded(text)) ?? null,
    organisations: (text) => [...(byOrganisation.get(folded(text)) ?? [])],
  };
}

const translated = (iso2: string): string[] =>
  LANGUAGES.flatMap(
    (language) => new Intl.DisplayNames([language], { type: "region" }).of(iso2) ?? [],
  );

const SEXES: Record<Exclude<Sex, "not_stated">, readonly string[]> = {
  female: "f female woman vrouw v femme feminin femenino mujer fanm".split(" "),
  male: "m male man homme h masculin masculino hombre gason".split(" "),
};
const NOT_STATED = ["", "not stated", "x", "unknown", "other", "prefer not to say", "n a"];

/** Null for a word we do not know. */
export function sexOf(text: string): Sex | null {
  const word = folded(text);
  if (SEXES.female.includes(word)) return "female";
  if (SEXES.male.includes(word)) return "male";
  return NOT_STATED.includes(word) ? "not_stated" : null;
}

const BRANCH_WORDS: Record<Branch, readonly string[]> = {
  judicial: ["judicial", "judiciary", "judiciaire", "gerechtelijk", "rechterlijk"],
  general: ["general", "algemeen", "executive"],
  protected: ["protected", "beschermd", "protege", "protegido"],
};

/** Null for a word we do not know. */
export const branchOf = (text: string): Branch | null =>
  (Object.keys(BRANCH_WORDS) as Branch[]).find((branch) =>
    BRANCH_WORDS[branch].includes(folded(text)),
  ) ?? null;
