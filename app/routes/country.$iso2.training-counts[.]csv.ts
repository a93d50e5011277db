import { CountryParams, PeriodQuery } from "~/domain/reporting/input.server";
import { getCountryCounts } from "~/domain/reporting/queries/training-counts.server";
import { countsCsv } from "~/web/counts-csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader(
  { access: "signed-in", params: CountryParams, query: PeriodQuery },
  async ({ actor, params, query }) => {
    const { counts, period } = await getCountryCounts(actor, params.iso2, query);
    return countsCsv(`training-counts-${params.iso2}`, period, counts);
  },
);
