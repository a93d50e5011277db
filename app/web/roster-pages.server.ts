/** What the pages of a roster load and send: the same for an academy's cohort and for a country, each under its own address. */
import { readFile } from "node:fs/promises";
import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import {
  answerQuestions,
  correctFromFile,
  correctRows,
  matchColumns,
} from "~/domain/cohorts/commands/review-roster.server";
import { uploadRoster } from "~/domain/cohorts/commands/upload-roster.server";
import {
  AnswersForm,
  CorrectionsForm,
  MappingForm,
  RosterParams,
  RowPageQuery,
  RowsQuery,
  UploadForm,
} from "~/domain/cohorts/input.server";
import {
  getMatching,
  getProblems,
  getQuestions,
  getRoster,
} from "~/domain/cohorts/queries/roster-rows.server";
import { invalid } from "~/domain/kernel/errors";
import { defineAction, defineLoader } from "./define.server";
import { redirectWith } from "./flash.server";
import { uploadAction } from "./upload-action.server";

const FIVE_MEGABYTES = 5 * 1024 * 1024;
const signedIn = { access: "signed-in", params: RosterParams } as const;

/** The address of the page above, whichever family of pages this is. */
const parentOf = (request: Request): string =>
  new URL(request.url).pathname.replace(/\/[^/]+\/?$/, "");

/** Uploads a list and goes on to matching its columns. `country` when a contact point does. */
export const uploadTo = (args: ActionFunctionArgs, country: string | null) =>
  uploadAction(
    args,
    UploadForm,
    async ({ actor, form, filePath, fileName }) => {
      if (!filePath) throw invalid("file_missing", { field: "file" });
      const bytes = await readFile(filePath);
      const upload = { cohortId: form.cohortId, country, fileName, bytes };
      const { importId } = await uploadRoster(actor, upload);
      const { pathname } = new URL(args.request.url);
      return redirectWith(`${pathname}/${importId}/columns`, "rosters:flash.uploaded");
    },
    FIVE_MEGABYTES,
  );

export const importLoader = defineLoader(
  { ...signedIn, query: RowsQuery },
  async ({ actor, params, query, t }) => ({
    ...(await getRoster(actor, params.importId, query)),
    ...query,
    documentTitle: t("rosters:import.documentTitle"),
  }),
);

export const columnsLoader = defineLoader(signedIn, async ({ actor, params, t }) => ({
  ...(await getMatching(actor, params.importId)),
  documentTitle: t("rosters:columns.documentTitle"),
}));

export const columnsAction = defineAction(
  { ...signedIn, form: MappingForm },
  async ({ actor, params, form, request }) => {
    await matchColumns(actor, params.importId, form);
    return redirectWith(parentOf(request), "rosters:flash.matched");
  },
);

export const problemsLoader = defineLoader(
  { ...signedIn, query: RowPageQuery },
  async ({ actor, params, query, t }) => ({
    ...(await getProblems(actor, params.importId, query.page)),
    ...query,
    documentTitle: t("rosters:problemsPage.documentTitle"),
  }),
);

export const problemsAction = defineAction(
  { ...signedIn, form: CorrectionsForm },
  async ({ actor, params, form, request }) => {
    await correctRows(actor, params.importId, form.rows);
    return redirectWith(new URL(request.url).pathname, "rosters:flash.corrected");
  },
);

export const questionsLoader = defineLoader(
  { ...signedIn, query: RowPageQuery },
  async ({ actor, params, query, t }) => ({
    ...(await getQuestions(actor, params.importId, query.page)),
    ...query,
    documentTitle: t("rosters:questionsPage.documentTitle"),
  }),
);

export const questionsAction = defineAction(
  { ...signedIn, form: AnswersForm },
  async ({ actor, params, form, request }) => {
    await answerQuestions(actor, params.importId, form.rows);
    return redirectWith(new URL(request.url).pathname, "rosters:flash.answered");
  },
);

export const correctedFileLoader = defineLoader(signedIn, async ({ actor, params, t }) => ({
  ...(await getMatching(actor, params.importId)),
  documentTitle: t("rosters:correctedFile.documentTitle"),
}));

export const correctedFileAction = (args: ActionFunctionArgs) =>
  uploadAction(
    args,
    z.object({}),
    async ({ actor, filePath }) => {
      if (!filePath) throw invalid("file_missing", { field: "file" });
      const { importId } = RosterParams.parse(args.params);
      await correctFromFile(actor, importId, await readFile(filePath));
      return redirectWith(parentOf(args.request), "rosters:flash.corrected");
    },
    FIVE_MEGABYTES,
  );
