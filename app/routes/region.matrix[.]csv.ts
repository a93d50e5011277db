import { getMatrix } from "~/domain/gap-analysis/queries.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";
import { matrixRows } from "~/web/matrix-rows.server";

export const loader = defineLoader({ access: "signed-in" }, async ({ actor }) =>
  csvResponse("regional-matrix", matrixRows(await getMatrix(actor))),
);
