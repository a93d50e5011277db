/** Packages over the API. */
import { z } from "zod";
import { DomainError, invalid } from "~/domain/kernel/errors";
import { importPackageFile } from "~/domain/packages/commands.server";
import { ImportInput, PackageParams } from "~/domain/packages/input.server";
import { getPackage, listPackages } from "~/domain/packages/queries.server";
import { defineApi, defineApiList } from "../api.server";
import { invalidFields } from "../define.server";
import { withUpload } from "../upload.server";

const PackageSummary = z.object({
  id: z.uuid(),
  title: z.string(),
  organisation: z.string(),
  standard: z.string(),
  edition: z.string(),
  versions: z.number().int(),
  importedAt: z.string(),
});

export const packagesApi = [
  defineApiList(
    {
      id: "listPackages",
      path: "/packages",
      area: "packages",
      summary: "Packages by title, with their newest version",
      scope: "packages:read",
      query: z.object({ search: z.string().max(200).default("") }),
      output: PackageSummary,
    },
    async ({ actor, query, page }) => {
      const { packages, total } = await listPackages(actor, { ...query, page });
      return { items: packages, total };
    },
  ),
  defineApi(
    {
      id: "getPackage",
      path: "/packages/{packageId}",
      area: "packages",
      summary: "A package with every version, newest first",
      scope: "packages:read",
      params: PackageParams,
      output: z.object({
        id: z.uuid(),
        title: z.string(),
        organisation: z.object({ id: z.uuid(), name: z.string() }),
        versions: z.array(
          z.object({
            id: z.uuid(),
            number: z.number().int(),
            standard: z.string(),
            edition: z.string(),
            contentHash: z.string(),
            fileCount: z.number().int(),
            bytes: z.number().int(),
            importedAt: z.string(),
            /** What the linter found; null for versions imported before it looked. */
            findings: z
              .array(
                z.object({
                  rule: z.string(),
                  severity: z.enum(["error", "warning", "note"]),
                  file: z.string(),
                  subject: z.string(),
                  more: z.number().int(),
                }),
              )
              .nullable(),
          }),
        ),
      }),
    },
    ({ actor, params }) => getPackage(actor, params.packageId),
  ),
  defineApi(
    {
      id: "importPackage",
      method: "POST",
      path: "/packages",
      area: "packages",
      summary:
        "Imports a SCORM archive: multipart form with organisationId, optional title and packageId (to replace), and the file",
      scope: "packages:write",
      upload: true,
      output: z.object({
        packageId: z.uuid(),
        versionId: z.uuid(),
        number: z.number().int(),
        title: z.string(),
        isNew: z.boolean(),
      }),
    },
    ({ actor, request }) =>
      withUpload(request, async ({ fields, filePath }) => {
        const input = ImportInput.extend({ packageId: z.uuid().optional() }).safeParse(fields);
        if (!input.success)
          throw new DomainError("invalid", {
            reason: "invalid_fields",
            fields: invalidFields(input.error),
          });
        if (!filePath) throw invalid("file_missing", { field: "file" });
        return importPackageFile(actor, { ...input.data, filePath });
      }),
  ),
];
