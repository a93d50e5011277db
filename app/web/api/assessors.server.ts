/** Who marks whom in a cohort, over the API. */
import { z } from "zod";
import { assignAssessors, endAssignment } from "~/domain/cohorts/commands/assign-assessor.server";
import { AssignmentBody, AssignmentParams, CohortParams } from "~/domain/cohorts/input.server";
import { getAssessors } from "~/domain/cohorts/queries/assessors.server";
import { defineApi } from "../api.server";

const path = "/cohorts/{cohortId}/assessors";
const Assigned = z.array(
  z.object({ assignmentId: z.uuid(), assessorId: z.uuid(), name: z.string() }),
);

export const assessorsApi = [
  defineApi(
    {
      ...{ id: "listCohortAssessors", path, area: "practicals", scope: "cohorts:read" },
      summary:
        "The academy's assessors, who is assigned to whom, and who cannot mark whom; where nobody is assigned, any of them may",
      params: CohortParams,
      output: z.object({
        assessors: z.array(z.object({ personId: z.uuid(), fullName: z.string() })),
        everybody: Assigned,
        learners: z.array(
          z.object({
            nominationId: z.uuid(),
            fullName: z.string(),
            country: z.string(),
            assigned: Assigned,
            hindered: z.array(z.object({ name: z.string(), why: z.string() })),
          }),
        ),
      }),
    },
    ({ actor, params }) => getAssessors(actor, params.cohortId),
  ),
  defineApi(
    {
      ...{ id: "assignAssessors", method: "POST", path, area: "practicals" },
      ...{ scope: "cohorts:write", params: CohortParams },
      summary:
        "Assigns each assessor to each nomination, or with null to everybody who has or gets a seat; all or none, again changes nothing",
      body: AssignmentBody,
      output: z.object({ added: z.number().int() }),
    },
    ({ actor, params, body }) => assignAssessors(actor, { ...params, ...body }),
  ),
  defineApi(
    {
      ...{ id: "endAssignment", method: "DELETE", path: `${path}/{assignmentId}` },
      ...{ area: "practicals", scope: "cohorts:write", params: AssignmentParams },
      summary: "Ends an assignment; what the assessor signed stays, and again changes nothing",
      output: z.object({}),
    },
    ({ actor, params }) => endAssignment(actor, params),
  ),
];
