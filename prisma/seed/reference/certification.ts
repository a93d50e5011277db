/** The certification schemes from content/frameworks/certifications.yaml. */
import { z } from "zod";
import type { Loader } from ".";
import { readContent } from "./frameworks";

const Certification = z.object({
  key: z.string(),
  name: z.string(),
  curriculum: z.string(),
  validityMonths: z.number().int(),
  graceMonths: z.number().int(),
  minimumAssurance: z.enum(["C0", "C1", "C2", "C3"]),
  overlayRequired: z.boolean(),
});

export const load: Loader = async (db) => {
  for (const c of readContent(z.array(Certification), "frameworks", "certifications.yaml")) {
    await db.query(
      `insert into certification (key, name, curriculum_key, validity_months, grace_months, minimum_assurance, overlay_required) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (key) do update set name = $2, curriculum_key = $3, validity_months = $4, grace_months = $5, minimum_assurance = $6, overlay_required = $7`,
      [
        c.key,
        c.name,
        c.curriculum,
        c.validityMonths,
        c.graceMonths,
        c.minimumAssurance,
        c.overlayRequired,
      ],
    );
  }
};
