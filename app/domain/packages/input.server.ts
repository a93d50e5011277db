/** Parsers for packages: forms, queries and the API share them. */
import { z } from "zod";

export const PackageParams = z.object({ packageId: z.uuid() });

export const PackageListQuery = z.object({
  search: z.string().max(200).default(""),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});
export type PackageListQuery = z.infer<typeof PackageListQuery>;

export const ImportInput = z.object({
  organisationId: z.uuid("required"),
  title: z
    .string()
    .trim()
    .max(300)
    .optional()
    .transform((text) => text || undefined),
});
