import { z } from "zod";

export const AuditQuery = z.object({
  action: z.string().trim().max(100).default(""),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});
