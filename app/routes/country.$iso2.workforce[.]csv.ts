import { z } from "zod";
import { getWorkforce } from "~/domain/capacity/queries.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader(
  { access: "signed-in", params: z.object({ iso2: z.string().length(2) }) },
  async ({ actor, params }) => {
    const { counts } = await getWorkforce(actor, params.iso2);
    return csvResponse(
      `workforce-${params.iso2}`,
      counts.map(({ population, asOfOn, value, low, high, method, source, note }) => ({
        population,
        asOf: asOfOn.toISOString().slice(0, 10),
        value,
        low,
        high,
        method,
        source,
        note,
      })),
    );
  },
);
