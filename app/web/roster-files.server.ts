/** Rosters as files: the template, rows that wait for a person, and the outcome of every row. */
import type { TFunction } from "i18next";
import type { exportOutcome, exportProblems } from "~/domain/cohorts/queries/roster-rows.server";
import type { listRosters } from "~/domain/cohorts/queries/rosters.server";
import { csvResponse } from "./csv.server";

type Waiting = Awaited<ReturnType<typeof exportProblems>>;
type Outcome = Awaited<ReturnType<typeof exportOutcome>>;
type Imports = Awaited<ReturnType<typeof listRosters>>["imports"];

const sentence = (t: TFunction, reason: string): string =>
  t([
    `rosters:problems.${reason}`,
    `nominations:errors.${reason}`,
    "rosters:problems.not_accepted",
  ]);

const sentences = (t: TFunction, problems: Waiting[number]["problems"]): string =>
  problems
    .map(({ field, reason }) =>
      field ? `${t(`rosters:fields.${field}`)}: ${sentence(t, reason)}` : sentence(t, reason),
    )
    .join(" ");

/** In the columns of our own files, with the row's number in front, so that the corrected file can come back. */
export const problemsFile = (t: TFunction, rows: Waiting): Response =>
  csvResponse(
    "roster-rows-to-correct",
    rows.map(({ line, cells, problems }) => ({
      Row: line,
      ...cells,
      [t("rosters:outcomeColumns.what")]: sentences(t, problems),
    })),
  );

export const outcomeFile = (t: TFunction, rows: Outcome): Response =>
  csvResponse(
    "roster-outcome",
    rows.map(({ line, typed, state, status, problems }) => ({
      Row: line,
      "E-mail": typed.email,
      "Full name": typed.fullName,
      Country: typed.country,
      [t("rosters:outcomeColumns.outcome")]: t(`rosters:rowStates.${state}`),
      [t("rosters:outcomeColumns.status")]: status && t(`nominations:status.${status}`),
      [t("rosters:outcomeColumns.what")]: sentences(t, problems),
    })),
  );

export const importsFile = (t: TFunction, imports: Imports): Response =>
  csvResponse(
    "rosters",
    imports.map((row) => ({
      [t("rosters:list.file")]: row.fileName,
      [t("rosters:list.training")]: row.cohort,
      [t("rosters:list.state")]: t(`rosters:states.${row.status}`),
      [t("rosters:list.rows")]: row.total,
      [t("rosters:list.waiting")]: row.waiting,
      [t("rosters:list.uploaded")]: row.createdAt.toISOString(),
      [t("rosters:list.by")]: row.uploadedBy,
    })),
  );

/** The columns we read best, with a row that shows what belongs in them. */
export const templateFile = (country: string | null): Response =>
  csvResponse("roster-template", [
    {
      ...{ "E-mail": "ada.laurent@example.org", "Full name": "Ada Laurent" },
      ...{ Country: country ?? "Saint Lucia", Profession: "Investigator", Branch: "general" },
      ...{ Employer: "", Sex: "female", "Line manager e-mail": "line.manager@example.org" },
      ...{ Priority: "1", Note: "Delete this example row" },
    },
  ]);
