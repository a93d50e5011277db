import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkRow, type Demands } from "./check";
import { FILE_COLUMNS, missingColumns, ROSTER_FIELDS, type Typed, typedOf } from "./fields";
import { guessColumns } from "./headings";
import { branchOf, sexOf, vocabularyOf } from "./vocabulary";

const WORDS = vocabularyOf({
  countries: [
    { iso2: "LC", name: "Saint Lucia" },
    { iso2: "HT", name: "Haiti" },
    { iso2: "SR", name: "Suriname" },
  ],
  professions: [
    { key: "judge_superior", name: "Superior court judge", branch: "judicial" },
    { key: "investigator", name: "Investigator", branch: "general" },
  ],
  organisations: [
    { id: "1", key: "lc-police", name: "Police Force", country: "LC", branch: "general" },
    { id: "2", key: "sr-police", name: "Police Force", country: "SR", branch: "general" },
    { id: "3", key: "impacs", name: "CARICOM IMPACS", country: null, branch: "general" },
    { id: "4", key: "impacs-2", name: "CARICOM IMPACS", country: null, branch: "general" },
  ],
});
const DEMANDS: Demands = {
  ownCountry: null,
  professions: [],
  countries: [],
  needsLineManager: false,
};
const EMPTY = Object.fromEntries(ROSTER_FIELDS.map((field) => [field, ""])) as Typed;
const ADA: Typed = {
  ...EMPTY,
  email: "Ada@Example.test",
  fullName: "Laurent, Ada",
  country: "Sainte-Lucie",
  profession: "Investigator",
};
const check = (typed: Partial<Typed>, demands: Partial<Demands> = {}) =>
  checkRow({ ...ADA, ...typed }, WORDS, { ...DEMANDS, ...demands });
const reasons = (typed: Partial<Typed>, demands: Partial<Demands> = {}) =>
  check(typed, demands).problems.map(({ field, reason }) => `${field} ${reason}`);

test("a row is read as people write it: capitals, order of names, the country in French", () => {
  expect(check({ sex: "Vrouw", priority: "3", employer: "police force" }).nominee).toEqual({
    fullName: "Ada Laurent",
    email: "ada@example.test",
    country: "LC",
    branch: "general",
    professionKey: "investigator",
    employerId: "1",
    sex: "female",
    lineManagerEmail: null,
    priority: 3,
    note: "",
  });
});

test.each([
  [{ email: "" }, "email required"],
  [{ email: "ada at example" }, "email not_an_email"],
  [{ fullName: "" }, "fullName required"],
  [{ fullName: "12345" }, "fullName not_a_name"],
  [{ fullName: "x".repeat(201) }, "fullName too_long"],
  [{ country: "Atlantis" }, "country unknown_country"],
  [{ country: "" }, "country required"],
  [{ profession: "wizard" }, "profession unknown_profession"],
  [{ branch: "secret" }, "branch unknown_branch"],
  [{ profession: "judge_superior", branch: "general" }, "branch profession_of_other_branch"],
  [{ employer: "Nobody Ltd" }, "employer unknown_employer"],
  [{ employer: "sr-police" }, "employer employer_elsewhere"],
  [{ employer: "CARICOM IMPACS" }, "employer ambiguous_employer"],
  [{ sex: "perhaps" }, "sex unknown_sex"],
  [{ lineManagerEmail: "boss" }, "lineManagerEmail not_an_email"],
  [{ lineManagerEmail: "ada@example.test" }, "lineManagerEmail line_manager_is_nominee"],
  [{ priority: "high" }, "priority priority_not_a_number"],
  [{ note: "x".repeat(1001) }, "note too_long"],
])("%j is a problem: %s", (typed, problem) => expect(reasons(typed)).toEqual([problem]));

describe("what the cohort asks", () => {
  test("a profession or country it is not for is a problem of that field", () => {
    expect(reasons({}, { professions: ["judge_superior"] })).toEqual([
      "profession not_eligible_profession",
    ]);
    expect(reasons({}, { countries: ["SR"] })).toEqual(["country not_eligible_country"]);
  });

  test("a line manager is needed where one must approve", () => {
    expect(reasons({}, { needsLineManager: true })).toEqual(["lineManagerEmail required"]);
  });
});

describe("a contact point's own roster", () => {
  test("needs no country column and takes no other country's people", () => {
    expect(check({ country: "" }, { ownCountry: "LC" }).nominee?.country).toBe("LC");
    expect(reasons({}, { ownCountry: "SR" })).toEqual(["country country_not_yours"]);
  });

  test("never speaks for a judge, whatever the file says", () => {
    expect(reasons({ profession: "judge_superior" }, { ownCountry: "LC" })).toEqual([
      "branch branch_not_yours",
    ]);
    expect(reasons({ branch: "judicial" }, { ownCountry: "LC" })).toEqual([
      "branch branch_not_yours",
    ]);
  });
});

test("whatever is typed, a row is a nominee or has problems, never both and never neither", () => {
  const text = fc.oneof(fc.string({ maxLength: 30 }), fc.constantFrom(...Object.values(ADA)));
  fc.assert(
    fc.property(
      fc.record(Object.fromEntries(ROSTER_FIELDS.map((field) => [field, text]))),
      (typed) => {
        const { nominee, problems } = checkRow(typed as Typed, WORDS, DEMANDS);
        expect(nominee === null).toBe(problems.length > 0);
      },
    ),
  );
});

test.each([
  [
    ["E-mail", "Full name", "Country", "Profession"],
    ["email", "fullName", "country", "profession"],
  ],
  [
    ["Voornaam", "Naam", "E-mailadres", "Land", "Functie"],
    ["givenName", "familyName", "email", "country", "profession"],
  ],
  [
    ["Nom", "Prénom", "Courriel", "Pays", "Fonction", "Sexe"],
    ["familyName", "givenName", "email", "country", "profession", "sex"],
  ],
  [
    ["Nombre", "Apellidos", "Correo electrónico", "País", "Cargo"],
    ["givenName", "familyName", "email", "country", "profession"],
  ],
  [
    ["Nombre", "Correo", "Pais", "Profesión", "Observaciones"],
    ["fullName", "email", "country", "profession", "note"],
  ],
])("columns are guessed from %j", (headings, fields) => {
  expect(guessColumns(headings)).toEqual(
    Object.fromEntries(fields.map((field, column) => [field, column])),
  );
});

test("the columns of our own files are all recognised", () => {
  const headings = FILE_COLUMNS.map(([, heading]) => heading);
  const expected = FILE_COLUMNS.map(([field], column) => [field, column]);
  expect(guessColumns(headings)).toEqual(Object.fromEntries(expected));
});

test("a mapping says which columns are still missing; defaults and halves of a name fill in", () => {
  const missing = (columns: object, defaults = {}, own: string | null = null) =>
    missingColumns({ columns, defaults }, own);
  expect(missing({})).toEqual(["email", "fullName", "country", "profession"]);
  expect(missing({ email: 0, givenName: 1, familyName: 2 }, { profession: "x" }, "LC")).toEqual([]);
  expect(missing({ email: 0, givenName: 1 }, { country: "LC", profession: "x" })).toEqual([
    "fullName",
  ]);
});

test("a correction counts instead of the cell, a default where there is nothing", () => {
  const mapping = {
    columns: { email: 0, givenName: 1, familyName: 2 },
    defaults: { profession: "investigator" },
  };
  const typed = typedOf(["a@x.test", "Ada", "Laurent"], mapping, { email: "b@x.test" });
  expect(typed).toMatchObject({
    email: "b@x.test",
    fullName: "Ada Laurent",
    profession: "investigator",
    country: "",
  });
});

test("sexes and branches are read in several languages, and unknown words are not guessed", () => {
  expect(["F", "Femme", "mujer", ""].map(sexOf)).toEqual([
    "female",
    "female",
    "female",
    "not_stated",
  ]);
  expect([sexOf("Homme"), sexOf("?!x?")]).toEqual(["male", "not_stated"]);
  expect([branchOf("Judiciary"), branchOf("navy")]).toEqual(["judicial", null]);
});
