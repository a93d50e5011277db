/** Curricula, enrolments and registrations over the API. */
import { z } from "zod";
import { CurriculumParams } from "~/domain/curricula/input.server";
import { getCurriculum, listCatalogue } from "~/domain/curricula/queries.server";
import { enrol, openModule, withdraw } from "~/domain/learning/commands.server";
import { EnrolInput, OpenModuleInput } from "~/domain/learning/input.server";
import { getMyLearning } from "~/domain/learning/queries.server";
import { defineApi } from "../api.server";

const Curriculum = z.object({
  key: z.string(),
  title: z.string(),
  audience: z.string(),
  summary: z.string(),
  version: z.string(),
  coreMinutes: z.number(),
  overlayMinutes: z.number(),
  passPercent: z.number(),
  validityMonths: z.number(),
  selfEnrolment: z.boolean(),
});

export const curriculaApi = [
  defineApi(
    {
      id: "listCurricula",
      path: "/curricula",
      area: "curricula",
      summary: "Published curricula, the newest version of each",
      scope: "curricula:read",
      output: z.object({
        items: z.array(Curriculum.extend({ modules: z.number(), overlays: z.array(z.string()) })),
      }),
    },
    async () => ({ items: await listCatalogue() }),
  ),
  defineApi(
    {
      id: "getCurriculum",
      path: "/curricula/{curriculumKey}",
      area: "curricula",
      summary: "A curriculum's current version with its modules",
      scope: "curricula:read",
      params: CurriculumParams,
      output: z.object({
        version: Curriculum.extend({ id: z.uuid() }),
        modules: z.array(
          z.object({
            id: z.uuid(),
            key: z.string(),
            title: z.string(),
            kind: z.string(),
            minutes: z.number(),
            overlayCountry: z.string().nullable(),
          }),
        ),
      }),
    },
    ({ actor, params }) => getCurriculum(actor, params.curriculumKey),
  ),
];

const Module = z.object({
  id: z.uuid(),
  key: z.string(),
  title: z.string(),
  kind: z.string(),
  required: z.boolean(),
  completed: z.boolean(),
  progress: z.number(),
  registrationId: z.uuid().nullable(),
});

export const learningApi = [
  defineApi(
    {
      id: "listMyEnrolments",
      path: "/enrolments",
      area: "learning",
      summary: "The token's person's enrolments with the standing of every module",
      scope: "learning:read",
      output: z.object({
        items: z.array(
          z.object({
            enrolmentId: z.uuid(),
            curriculumKey: z.string(),
            title: z.string(),
            done: z.number().int(),
            total: z.number().int(),
            modules: z.array(Module),
          }),
        ),
      }),
    },
    async ({ actor }) => ({ items: (await getMyLearning(actor)).enrolments }),
  ),
  defineApi(
    {
      id: "enrol",
      method: "POST",
      path: "/enrolments",
      area: "learning",
      summary:
        "Enrols the token's person where self-enrolment is allowed; again answers the same enrolment",
      scope: "learning:write",
      body: EnrolInput,
      output: z.object({ enrolmentId: z.uuid() }),
    },
    ({ actor, body }) => enrol(actor, body.curriculumVersionId),
  ),
  defineApi(
    {
      id: "withdraw",
      method: "DELETE",
      path: "/enrolments/{enrolmentId}",
      area: "learning",
      summary: "Withdraws from an enrolment; what was learned is kept",
      scope: "learning:write",
      params: z.object({ enrolmentId: z.uuid() }),
      output: z.object({}),
    },
    ({ actor, params }) => withdraw(actor, params.enrolmentId),
  ),
  defineApi(
    {
      id: "listMyRegistrations",
      path: "/registrations",
      area: "learning",
      summary: "The packages the token's person has opened, with progress",
      scope: "learning:read",
      output: z.object({
        items: z.array(
          z.object({
            registrationId: z.uuid(),
            enrolmentId: z.uuid(),
            moduleId: z.uuid(),
            title: z.string(),
            completed: z.boolean(),
            progress: z.number(),
          }),
        ),
      }),
    },
    async ({ actor }) => {
      const { enrolments } = await getMyLearning(actor);
      const items = enrolments.flatMap(({ enrolmentId, modules }) =>
        modules
          .filter((module) => module.registrationId)
          .map((module) => ({ ...module, enrolmentId, moduleId: module.id })),
      );
      return { items };
    },
  ),
  defineApi(
    {
      id: "openModule",
      method: "POST",
      path: "/registrations",
      area: "learning",
      summary: "Opens a module with a package; again answers the same registration",
      scope: "learning:write",
      body: OpenModuleInput,
      output: z.object({ registrationId: z.uuid() }),
    },
    ({ actor, body }) => openModule(actor, body),
  ),
];
