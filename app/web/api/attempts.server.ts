/** Attempts, what was saved and what happened, over the API. */
import { z } from "zod";
import { ATTEMPT_COUNTS, NEXT_ATTEMPTS } from "~/domain/curricula/schema";
import {
  askForAttempt,
  beginAttempt,
  resetAttempt,
} from "~/domain/learning/commands/attempts.server";
import { decideClaim } from "~/domain/learning/commands/claims.server";
import {
  AttemptParams,
  AttemptReasonInput,
  ClaimDecisionInput,
  RegistrationParams,
} from "~/domain/learning/input.server";
import { getMyAttempts } from "~/domain/learning/queries/attempts.server";
import { getSaved } from "~/domain/learning/queries/saved.server";
import { getSupportBundle, getTimeline } from "~/domain/learning/queries/timeline.server";
import { LAUNCHINGS } from "~/domain/learning/schema";
import { defineApi, defineApiList } from "../api.server";

const area = "learning";
const Standing = {
  completion: z.string(),
  success: z.string(),
  scoreScaled: z.number().nullable(),
};
const Attempt = z.object({
  id: z.uuid(),
  number: z.number().int(),
  versionNumber: z.number().int(),
  cause: z.string().nullable(),
  reason: z.string(),
  startedAt: z.string(),
  updatedAt: z.string(),
  seconds: z.number(),
  ...Standing,
  assurance: z.enum(["C0", "C1"]).nullable(),
  isQuestioned: z.boolean(),
  isAccepted: z.boolean(),
  isRejected: z.boolean(),
  isCounting: z.boolean(),
  isSetAside: z.boolean(),
});
const Launch = z.object({
  openedAt: z.string(),
  mode: z.enum(LAUNCHINGS),
  epoch: z.number().int().nullable(),
});
const Commit = z.object({
  epoch: z.number().int(),
  sequence: z.number().int(),
  item: z.string(),
  visit: z.string(),
  seconds: z.number().int(),
  ...Standing,
  setAside: z.boolean(),
  receivedAt: z.string(),
  sha256: z.string(),
  bytes: z.number().int(),
});
const Lesson = { item: z.string(), title: z.string() };

export const attemptsApi = [
  defineApi(
    {
      ...{ area, id: "listMyAttempts", path: "/registrations/{registrationId}/attempts" },
      summary: "The token's person's attempts of a module, which one counts and how many are left",
      scope: "learning:read",
      params: RegistrationParams,
      output: z.object({
        title: z.string(),
        policy: z.object({
          limit: z.number().int().nullable(),
          counts: z.enum(ATTEMPT_COUNTS),
          next: z.enum(NEXT_ATTEMPTS),
        }),
        policyOf: z.string(),
        left: z.number().int().nullable(),
        obstacle: z.string().nullable(),
        attempts: z.array(Attempt),
      }),
    },
    ({ actor, params }) => getMyAttempts(actor, params.registrationId),
  ),
  defineApi(
    {
      ...{ area, id: "beginAttempt", method: "POST" },
      path: "/registrations/{registrationId}/attempts",
      summary: "Begins another attempt where the module's rule allows it",
      scope: "learning:write",
      params: RegistrationParams,
      output: z.object({ number: z.number().int() }),
    },
    ({ actor, params }) => beginAttempt(actor, params.registrationId),
  ),
  defineApi(
    {
      ...{ area, id: "askForAttempt", method: "POST" },
      path: "/registrations/{registrationId}/attempt-requests",
      summary: "Asks the academy for another attempt where the rule leaves it to them",
      scope: "learning:write",
      params: RegistrationParams,
      body: AttemptReasonInput,
      output: z.object({}),
    },
    ({ actor, params, body }) => askForAttempt(actor, params.registrationId, body.reason),
  ),
  defineApi(
    {
      ...{ area, id: "resetAttempt", method: "POST" },
      path: "/registrations/{registrationId}/resets",
      summary:
        "Teaching staff open a fresh attempt with a reason; what was done stays in the record",
      scope: "cohorts:write",
      params: RegistrationParams,
      body: AttemptReasonInput,
      output: z.object({ number: z.number().int() }),
    },
    ({ actor, params, body }) => resetAttempt(actor, params.registrationId, body.reason),
  ),
  defineApi(
    {
      ...{ area, id: "decideClaim", method: "POST", path: "/attempts/{attemptId}/claim-decision" },
      summary: "Teaching staff accept or reject a doubted result, with a reason the learner reads",
      scope: "cohorts:write",
      params: AttemptParams,
      body: ClaimDecisionInput,
      output: z.object({ registrationId: z.uuid() }),
    },
    ({ actor, params, body }) => decideClaim(actor, params.attemptId, body),
  ),
  defineApiList(
    {
      ...{ area, id: "listSaved", path: "/registrations/{registrationId}/commits" },
      summary: "What the server has saved of the token's person's work in a package, newest first",
      scope: "learning:read",
      params: RegistrationParams,
      output: z.object({
        attempt: z.number().int(),
        epoch: z.number().int(),
        sequence: z.number().int(),
        ...Lesson,
        completion: z.string(),
        setAside: z.boolean(),
        receivedAt: z.string(),
      }),
    },
    async ({ actor, params, page }) => {
      const { entries, total } = await getSaved(actor, params.registrationId, page);
      return { items: entries, total };
    },
  ),
  defineApi(
    {
      ...{ area, id: "getAttempt", path: "/attempts/{attemptId}" },
      summary:
        "What happened in an attempt, for the learner and for staff who may see their scores",
      scope: "learning:read",
      params: AttemptParams,
      output: z.object({
        attemptId: z.uuid(),
        title: z.string(),
        number: z.number().int(),
        versionNumber: z.number().int(),
        launches: z.array(Launch),
        commits: z.array(Commit.extend({ title: z.string() })),
        interactions: z.array(
          z.object({
            ...Lesson,
            id: z.string(),
            type: z.string(),
            response: z.string().nullable(),
            result: z.string().nullable(),
            seconds: z.number().nullable(),
            at: z.string().nullable(),
            correct: z.array(z.string()),
          }),
        ),
        objectives: z.array(
          z.object({
            ...Lesson,
            id: z.string(),
            completion: z.string().nullable(),
            success: z.string().nullable(),
            score: z.string().nullable(),
          }),
        ),
        times: z.array(z.object({ ...Lesson, visits: z.number().int(), seconds: z.number() })),
      }),
    },
    ({ actor, params }) => getTimeline(actor, params.attemptId),
  ),
  defineApi(
    {
      ...{ area, id: "getSupportBundle", path: "/attempts/{attemptId}/support-bundle" },
      summary:
        "Launches, commits, sequence numbers and hashes of an attempt, without names or answers",
      scope: "learning:read",
      params: AttemptParams,
      output: z.object({
        format: z.string(),
        madeAt: z.string(),
        attempt: z.object({
          id: z.uuid(),
          registrationId: z.uuid(),
          number: z.number().int(),
          startedAt: z.string(),
          updatedAt: z.string(),
        }),
        package: z.object({
          id: z.uuid(),
          version: z.number().int(),
          standard: z.string(),
          contentHash: z.string(),
        }),
        launches: z.array(Launch),
        commits: z.array(Commit),
      }),
    },
    ({ actor, params }) => getSupportBundle(actor, params.attemptId),
  ),
];
