/** Roster files and imports for tests, uploaded through the command. */
import { applyRoster, applyRosterAfter } from "~/domain/cohorts/commands/apply-roster.server";
import { uploadRoster } from "~/domain/cohorts/commands/upload-roster.server";
import type { Actor } from "~/domain/kernel/actor";
import type { TestDatabase } from "../setup";

export const HEADINGS = "E-mail,Full name,Country,Profession,Employer,Sex";

export const csvFile = (lines: readonly string[], headings = HEADINGS): Buffer =>
  Buffer.from([headings, ...lines].join("\n"));

type Uploaded = { cohortId: string; country?: string | null; headings?: string };

/** Uploads rows as a CSV file; columns are matched as guessed. */
export const upload = (
  actor: Actor,
  { cohortId, country = null, headings }: Uploaded,
  lines: readonly string[],
) =>
  uploadRoster(actor, {
    ...{ cohortId, country, fileName: "roster.csv", straightOn: true },
    bytes: csvFile(lines, headings),
  });

/** Applies as the worker does, in this process. */
export async function apply(actor: Actor, importId: string): Promise<void> {
  await applyRoster(actor, importId);
  await applyRosterAfter({ importId, personId: actor.personId });
}

export type StoredRow = {
  line: number;
  state: string;
  problems: string[];
  duplicates: string[];
  status: string | null;
};

/** What is stored of an import's rows, problems as `field reason`, duplicates as `kind e-mail`. */
export async function rowsOf(database: TestDatabase, importId: string): Promise<StoredRow[]> {
  const rows = await database.sql<
    Omit<StoredRow, "problems" | "duplicates"> & {
      problems: { field: string | null; reason: string }[];
      duplicates: { kind: string; email: string }[];
    }
  >(
    `select r.line, r.state, r.problems, r.possible_duplicates as duplicates, n.status
     from roster_row r left join nomination n on n.id = r.nomination_id where r.import_id = $1 order by r.line`,
    [importId],
  );
  return rows.map((row) => ({
    ...row,
    problems: row.problems.map(({ field, reason }) => `${field ?? "row"} ${reason}`),
    duplicates: row.duplicates.map(({ kind, email }) => `${kind} ${email}`),
  }));
}

export const statesOf = async (database: TestDatabase, importId: string): Promise<string[]> =>
  (await rowsOf(database, importId)).map(({ state }) => state);
