import { z } from "zod";

export const MailQuery = z.object({
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});
