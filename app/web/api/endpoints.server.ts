/** Every endpoint of the API. What is listed here is routed, and is described in /api/v1/openapi.json. */
import { z } from "zod";
import { getSignedIn } from "~/domain/identity/queries.server";
import { defineApi, type Endpoint } from "../api.server";
import { assessorsApi } from "./assessors.server";
import { attemptsApi } from "./attempts.server";
import { awardsApi, evaluationsApi, workforceApi } from "./capacity.server";
import { cohortsApi } from "./cohorts.server";
import { hardshipApi, messagesApi } from "./hardship.server";
import { curriculaApi, learningApi } from "./learning.server";
import { packageChangesApi } from "./package-changes.server";
import { packagesApi } from "./packages.server";
import { practicalsApi } from "./practicals.server";
import { rostersApi } from "./rosters.server";
import { attendanceApi, sessionsApi } from "./sessions.server";

const me = defineApi(
  {
    id: "getMe",
    path: "/me",
    area: "identity",
    summary: "Who this token acts for, and what it allows",
    scope: null,
    output: z.object({
      personId: z.uuid(),
      fullName: z.string(),
      country: z.string(),
      scopes: z.array(z.string()),
      roles: z.array(z.object({ role: z.string(), country: z.string().nullable() })),
    }),
  },
  async ({ actor, holder }) => ({
    ...(await getSignedIn(actor.personId)).person,
    scopes: holder.scopes,
    roles: actor.grants,
  }),
);

export const ENDPOINTS: readonly Endpoint[] = [
  me,
  ...packagesApi,
  ...curriculaApi,
  ...learningApi,
  ...attemptsApi,
  ...packageChangesApi,
  ...awardsApi,
  ...workforceApi,
  ...evaluationsApi,
  ...cohortsApi,
  ...sessionsApi,
  ...attendanceApi,
  ...rostersApi,
  ...assessorsApi,
  ...practicalsApi,
  ...hardshipApi,
  ...messagesApi,
];
