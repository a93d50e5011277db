/** What a roster may say about a nominee, and the columns of our own files. Client-safe. */

export const ROSTER_FIELDS = [
  "email",
  "fullName",
  "givenName",
  "familyName",
  "country",
  "profession",
  "branch",
  "employer",
  "sex",
  "lineManagerEmail",
  "priority",
  "note",
] as const;
export type RosterField = (typeof ROSTER_FIELDS)[number];

/** Everything a row says, as text; what it does not say is empty. */
export type Typed = Record<RosterField, string>;

/** Which column each field stands in, and what holds for rows that leave a field empty. */
export type RosterMapping = {
  columns: Partial<Record<RosterField, number>>;
  defaults: Partial<Record<"country" | "profession", string>>;
};

/** The columns of the template, of the roster's export and of the file of problem rows: one format, so that files go round. */
export const FILE_COLUMNS = [
  ["email", "E-mail"],
  ["fullName", "Full name"],
  ["country", "Country"],
  ["profession", "Profession"],
  ["branch", "Branch"],
  ["employer", "Employer"],
  ["sex", "Sex"],
  ["lineManagerEmail", "Line manager e-mail"],
  ["priority", "Priority"],
  ["note", "Note"],
] as const satisfies readonly (readonly [RosterField, string])[];

export type FileColumn = (typeof FILE_COLUMNS)[number][1];
export type FileRow = Record<FileColumn, string>;

/** A row of our own files. */
export function fileRow(typed: Typed): FileRow {
  const row = Object.fromEntries(FILE_COLUMNS.map(([field, heading]) => [heading, typed[field]]));
  return row as FileRow;
}

/** Can a file be read with this mapping? Answers the fields that still need a column. A country's own roster needs none for the country. */
export function missingColumns(
  { columns, defaults }: RosterMapping,
  ownCountry: string | null,
): RosterField[] {
  const has = (field: RosterField) => columns[field] !== undefined;
  const missing: RosterField[] = [];
  if (!has("email")) missing.push("email");
  if (!has("fullName") && !(has("givenName") && has("familyName"))) missing.push("fullName");
  if (!has("country") && !defaults.country && !ownCountry) missing.push("country");
  if (!has("profession") && !defaults.profession) missing.push("profession");
  return missing;
}

/** What a row says under this mapping, with what was corrected in the page instead of what the file had. */
export function typedOf(
  cells: readonly string[],
  mapping: RosterMapping,
  fixes: Partial<Record<RosterField, string>>,
): Typed {
  const said = ROSTER_FIELDS.map((field) => {
    const column = mapping.columns[field];
    return [field, fixes[field] ?? (column === undefined ? "" : (cells[column] ?? ""))];
  });
  return withDefaults(withFullName(Object.fromEntries(said) as Typed), mapping);
}

function withFullName(typed: Typed): Typed {
  if (typed.fullName) return typed;
  return { ...typed, fullName: `${typed.givenName} ${typed.familyName}`.trim() };
}

const withDefaults = (typed: Typed, { defaults }: RosterMapping): Typed => ({
  ...typed,
  country: typed.country || (defaults.country ?? ""),
  profession: typed.profession || (defaults.profession ?? ""),
});
