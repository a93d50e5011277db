/** Checks every row of an import that is not settled, against the cohort, the file's other rows and who is known. */
import { isDeepStrictEqual } from "node:util";
import type { ActorDb } from "~/platform/db/doors.server";
import type { CohortRecord } from "../cohort.server";
import { type Checked, checkRow, type Demands } from "./check";
import { type Duplicate, findDuplicates } from "./duplicates";
import { typedOf } from "./fields";
import { readKnown, readReference } from "./reference.server";
import { type CheckedRow, readOpenRows, saveChecked } from "./rows.server";
import type { Decision, Problem, RosterImport, RosterRow, RowState } from "./schema";
import { vocabularyOf } from "./vocabulary";

export const demandsOf = (cohort: CohortRecord, country: string | null): Demands => ({
  ownCountry: country,
  professions: cohort.professions,
  countries: cohort.countries,
  needsLineManager: cohort.approvals.includes("line_manager"),
});

/** Writes only what came out otherwise than before. */
export async function recheck(
  db: ActorDb,
  record: RosterImport,
  cohort: CohortRecord,
): Promise<void> {
  const words = vocabularyOf(await readReference(db));
  const rows = await readOpenRows(db, record.id);
  const demands = demandsOf(cohort, record.country);
  const checked = rows.map((row) => ({
    row,
    ...checkRow(typedOf(row.raw, record.mapping, row.fixes), words, demands),
  }));
  const duplicates = await duplicatesOf(db, cohort.id, checked);
  const outcome = checked.map((one) => concluded(one, duplicates.get(one.row.line) ?? []));
  await saveChecked(db, record.id, outcome.filter(differs(rows)));
}

type Found = Checked & { row: RosterRow };

async function duplicatesOf(db: ActorDb, cohortId: string, checked: Found[]) {
  const said = checked.flatMap(({ row, nominee }) =>
    nominee && row.decision !== "skip" ? { ...nominee, line: row.line } : [],
  );
  const countries = [...new Set(said.map(({ country }) => country))];
  return findDuplicates(said, await readKnown(db, cohortId, countries));
}

function concluded({ row, nominee, problems }: Found, duplicates: Duplicate[]): CheckedRow {
  const decision = standing(row, duplicates);
  const found = [...problems, ...contradictions(decision, duplicates)];
  return {
    ...{ line: row.line, nominee, problems: found, duplicates, decision },
    state: stateOf(found, duplicates, decision),
  };
}

/** A decision stands as long as nobody new turned up whom it was not taken about. */
function standing(row: RosterRow, duplicates: Duplicate[]): Decision | null {
  if (row.decision === "skip") return "skip";
  const asked = new Set(row.duplicates.map(({ email }) => email));
  return duplicates.every(({ email }) => asked.has(email)) ? row.decision : null;
}

/** Within a cohort an e-mail is one person: whoever is said to be another needs another address. */
const contradictions = (decision: Decision | null, duplicates: Duplicate[]): Problem[] =>
  decision === "different_person" && duplicates.some(({ kind }) => kind === "email")
    ? [{ field: "email", reason: "email_of_another" }]
    : [];

function stateOf(
  problems: Problem[],
  duplicates: Duplicate[],
  decision: Decision | null,
): RowState {
  if (decision === "skip") return "skipped";
  if (problems.length > 0) return "problem";
  return duplicates.length > 0 && decision === null ? "question" : "ready";
}

const differs = (rows: RosterRow[]) => {
  const before = new Map(rows.map((row) => [row.line, row]));
  return ({ line, nominee, problems, duplicates, decision, state }: CheckedRow): boolean => {
    const row = before.get(line);
    if (!row) return false;
    const was = [row.nominee, row.problems, row.duplicates, row.decision, row.state];
    return !isDeepStrictEqual(was, [nominee, problems, duplicates, decision, state]);
  };
};
