/** Cohorts over the API: reading what one may see, drafting, publishing, cancelling. */
import { z } from "zod";
import { createCohort } from "~/domain/cohorts/commands/create-cohort.server";
import { cancelCohort } from "~/domain/cohorts/commands/end-cohort.server";
import { publishCohort } from "~/domain/cohorts/commands/publish-cohort.server";
import {
  CancelCohortBody,
  CohortFilterQuery,
  CohortParams,
  NewCohortBody,
} from "~/domain/cohorts/input.server";
import { getCohortView } from "~/domain/cohorts/queries/cohort-view.server";
import { listVisibleCohorts } from "~/domain/cohorts/queries/cohorts.server";
import { COHORT_STATES, ENROLMENT_WAYS, MODES } from "~/domain/cohorts/schema";
import { defineApi, defineApiList } from "../api.server";

const Cohort = z.object({
  id: z.uuid(),
  code: z.string(),
  title: z.string(),
  academy: z.string(),
  curriculumKey: z.string(),
  curriculum: z.string(),
  mode: z.enum(MODES),
  enrolment: z.enum(ENROLMENT_WAYS),
  zone: z.string(),
  startsOn: z.string().nullable(),
  endsOn: z.string().nullable(),
  seats: z.number().int(),
  state: z.enum(COHORT_STATES),
});

const Detail = Cohort.extend({
  curriculumVersionId: z.uuid(),
  professions: z.array(z.string()),
  countries: z.array(z.string()),
  prerequisites: z.array(z.string()),
  approvals: z.array(z.string()),
  nominationsCloseOn: z.string().nullable(),
  quotasReleaseOn: z.string().nullable(),
  travelCutoffOn: z.string().nullable(),
  promotionRule: z.string(),
  attendancePercent: z.number().nullable(),
  places: z.array(
    z.object({
      country: z.string().nullable(),
      seats: z.number().int(),
      free: z.number().int(),
      released: z.number().int(),
    }),
  ),
});

export const cohortsApi = [
  defineApiList(
    {
      id: "listCohorts",
      path: "/cohorts",
      area: "cohorts",
      summary: "Published cohorts, and the drafts of the token's person's academies",
      scope: "cohorts:read",
      query: CohortFilterQuery,
      output: Cohort,
    },
    async ({ actor, query, page }) => {
      const { cohorts, total } = await listVisibleCohorts(actor, { ...query, page });
      return { items: cohorts, total };
    },
  ),
  defineApi(
    {
      id: "getCohort",
      path: "/cohorts/{cohortId}",
      area: "cohorts",
      summary:
        "A cohort with its plan and the places one may know of: one's own country's and the shared ones",
      scope: "cohorts:read",
      params: CohortParams,
      output: Detail,
    },
    ({ actor, params }) => getCohortView(actor, params.cohortId),
  ),
  defineApi(
    {
      id: "createCohort",
      method: "POST",
      path: "/cohorts",
      area: "cohorts",
      summary: "Drafts a cohort of an academy that the token's person manages",
      scope: "cohorts:write",
      body: NewCohortBody,
      output: z.object({ cohortId: z.uuid(), code: z.string() }),
    },
    ({ actor, body }) => createCohort(actor, body),
  ),
  defineApi(
    {
      id: "publishCohort",
      method: "POST",
      path: "/cohorts/{cohortId}/publication",
      area: "cohorts",
      summary: "Publishes a draft and makes its seats; again changes nothing",
      scope: "cohorts:write",
      params: CohortParams,
      output: z.object({}),
    },
    ({ actor, params }) => publishCohort(actor, params.cohortId),
  ),
  defineApi(
    {
      id: "cancelCohort",
      method: "POST",
      path: "/cohorts/{cohortId}/cancellation",
      area: "cohorts",
      summary: "Cancels a cohort with a reason that everybody who was nominated is told",
      scope: "cohorts:write",
      params: CohortParams,
      body: CancelCohortBody,
      output: z.object({ settled: z.number().int() }),
    },
    ({ actor, params, body }) => cancelCohort(actor, params.cohortId, body),
  ),
];
