import { listPracticals } from "~/domain/assessment/queries/practicals.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader({ access: "signed-in" }, async ({ actor }) => {
  const practicals = await listPracticals(actor);
  return csvResponse(
    "practicals",
    practicals.map(({ fullName, curriculum, title, state, missing, signedAt }) => ({
      fullName,
      curriculum,
      title,
      state,
      missing,
      signedAt: signedAt?.toISOString(),
    })),
  );
});
