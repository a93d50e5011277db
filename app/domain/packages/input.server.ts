/** Parsers for packages: forms, queries and the API share them. */
import { z } from "zod";

export { LONGEST_PIECE, UPLOAD_KEPT_DAYS } from "./upload";

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

export const UploadParams = z.object({ uploadId: z.uuid() });

export const UploadInput = ImportInput.extend({
  packageId: z.uuid().optional(),
  fileName: z.string().trim().min(1).max(300),
  bytes: z.coerce.number().int().min(1),
  /** SHA-256 of the size, a line break, the first and the last 256 KiB. */
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
});
export type UploadInput = z.infer<typeof UploadInput>;

export const PieceQuery = z.object({ offset: z.coerce.number().int().min(0) });
