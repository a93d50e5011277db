import { getRegionalBench } from "~/domain/reporting/queries/trainer-bench.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader({ access: "signed-in" }, async ({ actor }) => {
  const { rows } = await getRegionalBench(actor);
  return csvResponse("trainers-region", rows);
});
