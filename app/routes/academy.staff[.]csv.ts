import { listTrainers } from "~/domain/cohorts/queries/trainers.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader({ access: "signed-in" }, async ({ actor }) => {
  const { staff } = await listTrainers(actor);
  return csvResponse(
    "staff",
    staff.map(({ name, role, academy, grantedAt }) => ({
      ...{ name, role, academy },
      since: grantedAt.toISOString(),
    })),
  );
});
