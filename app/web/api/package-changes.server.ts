/** What becomes of a package in use, over the API: how its questions were answered, and giving a module another version of it. */
import { z } from "zod";
import {
  changePackage,
  undoPackageChange,
} from "~/domain/learning/commands/package-changes.server";
import {
  ItemAnalysisQuery,
  ModuleVersionParams,
  PackageChangeInput,
  PackageChangeParams,
} from "~/domain/learning/input.server";
import { getItemAnalysis } from "~/domain/learning/queries/item-analysis.server";
import { getConsequences } from "~/domain/learning/queries/package-changes.server";
import { PackageParams } from "~/domain/packages/input.server";
import { defineApi } from "../api.server";

const area = "learning";
const Count = z.number().int().nullable();
const Match = z.object({ from: z.string(), to: z.string(), title: z.string() });

export const packageChangesApi = [
  defineApi(
    {
      ...{ area, id: "getItemAnalysis", path: "/packages/{packageId}/item-analysis" },
      summary:
        "How a package's questions were answered by the people whose scores are disclosed to the token's person's academies; null is unknown",
      scope: "packages:read",
      params: PackageParams,
      query: ItemAnalysisQuery,
      output: z.object({
        version: z.number().int(),
        items: z.array(
          z.object({
            id: z.string(),
            lesson: z.string(),
            type: z.string(),
            people: Count,
            difficulty: z.number().nullable(),
            discrimination: z.number().nullable(),
            medianSeconds: z.number().nullable(),
            choices: z.array(
              z.object({ response: z.string(), people: Count, isRight: z.boolean() }),
            ),
          }),
        ),
      }),
    },
    ({ actor, params, query }) => getItemAnalysis(actor, { ...params, ...query }),
  ),
  defineApi(
    {
      ...{ area, id: "previewPackageChange" },
      path: "/packages/{packageId}/modules/{moduleId}/consequences",
      summary:
        "What giving a module the newest version of its package would mean; null counts are one to four or protect one that is",
      scope: "packages:read",
      params: ModuleVersionParams,
      output: z.object({
        package: z.object({ newestId: z.uuid(), newest: z.number().int() }),
        consequences: z.object({
          inFlight: Count,
          countries: z.array(z.object({ country: z.string(), inFlight: Count, done: Count })),
          match: z.object({
            matched: z.array(Match),
            moved: z.array(Match),
            added: z.array(z.object({ identifier: z.string(), title: z.string() })),
          }),
          gone: z.array(z.object({ identifier: z.string(), title: z.string(), people: Count })),
        }),
      }),
    },
    ({ actor, params }) => getConsequences(actor, params),
  ),
  defineApi(
    {
      ...{ area, id: "changePackage", method: "POST" },
      path: "/packages/{packageId}/modules/{moduleId}/change",
      summary:
        "Gives a module another version of its package and says what becomes of learners in flight",
      scope: "packages:write",
      params: ModuleVersionParams,
      body: PackageChangeInput,
      output: z.object({ changeId: z.uuid() }),
    },
    ({ actor, params, body }) => changePackage(actor, { moduleId: params.moduleId, ...body }),
  ),
  defineApi(
    {
      ...{ area, id: "undoPackageChange", method: "POST" },
      path: "/package-changes/{changeId}/undoing",
      summary: "Takes the latest change of a module back; whoever has saved nothing since returns",
      scope: "packages:write",
      params: PackageChangeParams,
      output: z.object({ packageId: z.uuid() }),
    },
    ({ actor, params }) => undoPackageChange(actor, params.changeId),
  ),
];
