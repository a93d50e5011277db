/** Nominations and rosters over the API: one at a time, or many from a file with the same questions a person is asked. */
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { applyRoster } from "~/domain/cohorts/commands/apply-roster.server";
import { nominate } from "~/domain/cohorts/commands/nominate.server";
import {
  answerQuestions,
  cancelRoster,
  correctRows,
  matchColumns,
} from "~/domain/cohorts/commands/review-roster.server";
import { uploadRoster } from "~/domain/cohorts/commands/upload-roster.server";
import { withdrawNomination } from "~/domain/cohorts/commands/withdraw-nominations.server";
import {
  AnswersBody,
  CohortParams,
  CorrectionsBody,
  MappingBody,
  NominateInput,
  NominationParams,
  ReasonInput,
  RosterParams,
  RowsQuery,
} from "~/domain/cohorts/input.server";
import { listNominations } from "~/domain/cohorts/queries/nominations-list.server";
import { getRoster } from "~/domain/cohorts/queries/roster-rows.server";
import { NOMINATION_SOURCES, NOMINATION_STATUSES, SEXES } from "~/domain/cohorts/schema";
import type { Actor } from "~/domain/kernel/actor";
import { invalid } from "~/domain/kernel/errors";
import { defineApi, defineApiList } from "../api.server";
import { invalidFields } from "../define.server";
import { withUpload } from "../upload.server";

const FIVE_MEGABYTES = 5 * 1024 * 1024;
const nominations = { area: "nominations", params: CohortParams } as const;
const roster = { area: "rosters", scope: "cohorts:write", params: RosterParams } as const;
const status = z.enum(NOMINATION_STATUSES);

const Nomination = z.object({
  id: z.uuid(),
  fullName: z.string(),
  email: z.string(),
  country: z.string(),
  branch: z.string(),
  profession: z.string(),
  employer: z.string().nullable(),
  sex: z.enum(SEXES),
  priority: z.number().int(),
  note: z.string(),
  source: z.enum(NOMINATION_SOURCES),
  status,
  statusAt: z.string(),
  joined: z.boolean(),
});

const Roster = z.object({
  id: z.uuid(),
  cohortId: z.uuid(),
  country: z.string().nullable(),
  fileName: z.string(),
  format: z.string(),
  status: z.string(),
  headers: z.array(z.string()),
  mapping: MappingBody,
  total: z.number().int(),
  applied: z.number().int(),
  counts: z.record(z.string(), z.number().int()),
  outcome: z.array(z.object({ status: z.string(), count: z.number().int() })),
  pages: z.number().int(),
  rows: z.array(
    z.object({
      line: z.number().int(),
      state: z.string(),
      says: z.record(z.string(), z.string()),
      problems: z.array(z.object({ field: z.string().nullable(), reason: z.string() })),
      possibleDuplicates: z.array(
        z.object({
          kind: z.string(),
          line: z.number().int().nullable(),
          fullName: z.string(),
          email: z.string(),
        }),
      ),
      status: z.string().nullable(),
      uninvited: z.boolean(),
    }),
  ),
});

/** An import as it stands, with a page of its rows. */
async function viewOf(
  actor: Actor,
  importId: string,
  query: z.output<typeof RowsQuery> = { state: null, sort: "line", page: 1 },
): Promise<unknown> {
  const { record, counts, outcome, rows, pages } = await getRoster(actor, importId, query);
  const shown = rows.map(({ typed, duplicates, ...row }) => ({
    ...{ ...row, says: typed, possibleDuplicates: duplicates },
  }));
  return { ...record, counts, outcome, pages, rows: shown };
}

const nominationsApi = [
  defineApi(
    {
      ...nominations,
      id: "nominate",
      method: "POST",
      path: "/cohorts/{cohortId}/nominations",
      summary:
        "Puts one person forward; the same e-mail again changes only what differs. A similar name must be confirmed",
      scope: "cohorts:write",
      body: NominateInput,
      output: z.object({ nominationId: z.uuid(), status, outcome: z.string() }),
    },
    ({ actor, params, body }) => nominate(actor, params.cohortId, body),
  ),
  defineApiList(
    {
      ...nominations,
      id: "listNominations",
      path: "/cohorts/{cohortId}/nominations",
      summary: "A cohort's nominations by name: an academy's all, a contact point's own country's",
      scope: "cohorts:read",
      query: z.object({ status: status.optional() }),
      output: Nomination,
    },
    async ({ actor, params, query, page }) => {
      const found = await listNominations(actor, params.cohortId, { ...query, page });
      return { items: found.nominations, total: found.total };
    },
  ),
  defineApi(
    {
      ...{ id: "withdrawNomination", method: "DELETE", path: "/nominations/{nominationId}" },
      ...{ area: "nominations", scope: "cohorts:write", params: NominationParams },
      summary: "Withdraws a nomination with a reason; its seat goes to whoever waits",
      query: ReasonInput,
      output: z.object({ cohortId: z.uuid(), country: z.string() }),
    },
    ({ actor, params, query }) => withdrawNomination(actor, params.nominationId, query.reason),
  ),
];

const UploadFields = z.object({
  country: z.string().length(2).optional(),
});

const importsApi = [
  defineApi(
    {
      ...{ id: "uploadRoster", method: "POST", path: "/cohorts/{cohortId}/rosters" },
      ...{ area: "rosters", scope: "cohorts:write", params: CohortParams },
      summary:
        "Uploads a CSV file or a OneRoster archive; nobody is nominated yet. `country` when a contact point uploads their own people. Columns that are recognised take it straight to the review",
      upload: UploadFields,
      output: Roster,
    },
    ({ actor, params, request }) =>
      withUpload(
        request,
        async ({ fields, filePath, fileName }) => {
          const form = UploadFields.safeParse(fields);
          if (!form.success) throw invalid("invalid_fields", { fields: invalidFields(form.error) });
          if (!filePath) throw invalid("file_missing", { field: "file" });
          const bytes = await readFile(filePath);
          const { country = null } = form.data;
          const upload = { ...params, country, fileName, bytes, straightOn: true };
          const { importId } = await uploadRoster(actor, upload);
          return viewOf(actor, importId);
        },
        FIVE_MEGABYTES,
      ),
  ),
  defineApi(
    {
      ...{ ...roster, id: "getRoster", path: "/rosters/{importId}", scope: "cohorts:read" },
      summary: "How far an import is, and its rows, 50 to a page, of one state or of all",
      query: RowsQuery,
      output: Roster,
    },
    ({ actor, params, query }) => viewOf(actor, params.importId, query),
  ),
  defineApi(
    {
      ...{ ...roster, id: "matchRosterColumns", method: "POST" },
      path: "/rosters/{importId}/mapping",
      summary: "Says which column is what, counted from 0, and what holds where a cell is empty",
      body: MappingBody,
      output: Roster,
    },
    async ({ actor, params: { importId }, body }) => {
      await matchColumns(actor, importId, body);
      return viewOf(actor, importId);
    },
  ),
  defineApi(
    {
      ...{ ...roster, id: "correctRosterRows", method: "POST" },
      path: "/rosters/{importId}/corrections",
      summary: "Corrects rows by their line, or leaves them out, and checks every row again",
      body: CorrectionsBody,
      output: Roster,
    },
    async ({ actor, params: { importId }, body }) => {
      await correctRows(actor, importId, body.rows);
      return viewOf(actor, importId);
    },
  ),
  defineApi(
    {
      ...{ ...roster, id: "answerRosterQuestions", method: "POST" },
      path: "/rosters/{importId}/answers",
      summary: "Answers which possible duplicates are the same person",
      body: AnswersBody,
      output: Roster,
    },
    async ({ actor, params: { importId }, body }) => {
      await answerQuestions(actor, importId, body.rows);
      return viewOf(actor, importId);
    },
  ),
  defineApi(
    {
      ...{ ...roster, id: "applyRoster", method: "POST" },
      path: "/rosters/{importId}/application",
      summary: "Nominates the people of every ready row, in the background; again changes nothing",
      output: Roster,
    },
    async ({ actor, params: { importId } }) => {
      await applyRoster(actor, importId);
      return viewOf(actor, importId);
    },
  ),
  defineApi(
    {
      ...{ ...roster, id: "cancelRoster", method: "DELETE", path: "/rosters/{importId}" },
      summary: "Gives up an import that was not applied; what was uploaded about people is removed",
      output: Roster,
    },
    async ({ actor, params: { importId } }) => {
      await cancelRoster(actor, importId);
      return viewOf(actor, importId);
    },
  ),
];

export const rostersApi = [...nominationsApi, ...importsApi];
