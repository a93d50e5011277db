import { PeriodQuery } from "~/domain/reporting/input.server";
import { getAcademyCounts } from "~/domain/reporting/queries/training-counts.server";
import { countsCsv } from "~/web/counts-csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader(
  { access: "signed-in", query: PeriodQuery },
  async ({ actor, query }) => {
    const { counts, period } = await getAcademyCounts(actor, query);
    return countsCsv("training-counts-academy", period, counts);
  },
);
