import { CountryParams } from "~/domain/reporting/input.server";
import { getTrainerBench } from "~/domain/reporting/queries/trainer-bench.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader(
  { access: "signed-in", params: CountryParams },
  async ({ actor, params }) => {
    const { trainers } = await getTrainerBench(actor, params.iso2);
    return csvResponse(
      `trainers-${params.iso2}`,
      trainers.map(({ name, until, state, sessions, lastAt, taught }) => ({
        ...{ name, until, state, sessions },
        ...{ lastAt: lastAt?.toISOString(), taught: taught.join(" ") },
      })),
    );
  },
);
