import { getMyTraining } from "~/domain/reporting/queries/my-training.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader({ access: "signed-in" }, async ({ actor }) => {
  const { marks } = await getMyTraining(actor);
  return csvResponse(
    "my-attendance",
    marks.map(({ session, cohort, startsAt, zone, mark, minutes }) => ({
      ...{ session, cohort, startsAt: startsAt.toISOString(), zone, mark, minutes },
    })),
  );
});
